"""Brief notices: articles of a title, a date, and a file, a picture or a sentence.

Offices publish scans and documents with nothing but a link below the date, and changes of opening
hours in a line. Such a page has too little text for finding its region, so the three parts are
searched where they stand together.
"""

from collections.abc import Sequence
from dataclasses import replace

from crawler.extraction.fields.images import STILL, read_figures
from crawler.extraction.fields.naming import is_office, is_section, names_of
from crawler.extraction.fields.title import named_titles
from crawler.extraction.region.layout import Layout
from crawler.extraction.source.blocks import Block, Role
from crawler.extraction.source.document import base_address
from crawler.extraction.source.links import is_file

#: Distance below its title within which a notice's date line stands, and between one piece of
#: content and the next (blocks).
DATE_REACH, REACH = 3, 8
#: Distance below title, date and files within which a sentence stands (blocks).
SENTENCE_REACH = 2
#: Least words of a title known only by its heading.
TITLE_WORDS = 5
#: Roles that end a notice.
_END = (Role.HEADLINE, Role.RELATED)
_NOTHING = (Role.HIDDEN, Role.OTHERS)


def as_brief_notice(page: Layout, link_text: str) -> Layout | None:
    """Return the page with the notice as its region; None without exactly one notice.

    A page with several is a list of them.
    """
    named = named_titles(page.blocks, names_of(page.declared, link_text))
    parts = [part for block in named or _headings(page.blocks) if (part := _part(page, block))]
    if len(parts) != 1:
        return None
    (region,) = parts
    return replace(page, region=region, anchor=region[0], title=region[0], is_brief=True)


def _headings(blocks: Sequence[Block]) -> list[Block]:
    return [
        block
        for block in blocks
        if block.heading
        and block.words >= TITLE_WORDS
        and not (is_office(block.text) or is_section(block.text))
    ]


def _part(page: Layout, title: Block) -> list[int]:
    """Return the blocks of a notice, from its title to its last content; empty if none begins
    there.
    """
    if page.roles[title.index] in _NOTHING or (title.linked and not _has_file(title)):
        return []
    shown = [title.index] if _has_file(title) else []
    dates = [i for i in (title.index - 1,) if i >= 0 and page.roles[i] is Role.DATE]
    for block in page.blocks[title.index + 1 :]:
        role = page.roles[block.index]
        near = max([title.index, *dates, *shown]) + SENTENCE_REACH
        if _has_file(block) or (block.index <= near and _is_sentence(block, role)):
            shown.append(block.index)
        elif role in _END or block.index - max(shown, default=title.index) >= REACH:
            break
        if role is Role.DATE and block.index <= title.index + DATE_REACH:
            dates.append(block.index)
    if dates and not shown and _has_picture(page, title.index, dates[-1]):
        shown = dates[-1:]
    return list(range(title.index, max([title.index, *shown]) + 1)) if shown and dates else []


def _has_file(block: Block) -> bool:
    """True if a block links to a file, or one is embedded above it."""
    shown = (element.get("src") or element.get("data") or "" for element in block.media)
    return any(is_file(*link) for link in block.links) or any(map(is_file, shown))


def _is_sentence(block: Block, role: Role) -> bool:
    is_text = role in (Role.TEXT, Role.SHORT) and block.element.tag != "tr"
    return is_text and block.is_written and not block.links


def _has_picture(page: Layout, title: int, date: int) -> bool:
    """True if pictures stand below a date line, in the element that contains it and the title.

    Films do not make a notice: such a page is one of a list of films.
    """
    head = [page.blocks[i] for i in sorted((title, date))]
    blocks, roles = page.blocks[title:], page.roles[title:]
    shown = blocks[1 : max(title, date) - title + 2]
    if any(element.tag not in STILL for block in shown for element in block.media):
        return False
    return bool(read_figures(blocks, roles, head, (), base_address(page.root, page.url)))
