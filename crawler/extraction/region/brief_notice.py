"""A notice in next to no words: its title, its date, and a file, a picture or a sentence.

Offices publish scans and documents so, with nothing but a link below the date, and changes of
opening hours in a line. Such a page has no text by which its region could be found, so the three
are looked for where they stand together.
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

#: How far below its title a notice's date line stands, and what it says or shows from one to the
#: next (blocks).
DATE_REACH, REACH = 3, 8
#: How far below those a sentence stands.
SENTENCE_REACH = 2
#: A title that only its heading tells has so many words.
TITLE_WORDS = 5
#: What ends the part of a page that a notice has.
_END = (Role.HEADLINE, Role.RELATED)
_NOTHING = (Role.HIDDEN, Role.OTHERS)


def as_brief_notice(page: Layout, link_text: str) -> Layout | None:
    """The page with the notice's part as its region; None where it shows no such notice.

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
    """The blocks of a notice from its title to the last that says or shows what it is about.

    None where no notice begins.
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
    """Whether a block links to a file, or one is shown above it, in a frame or a viewer."""
    shown = (element.get("src") or element.get("data") or "" for element in block.media)
    return any(is_file(*link) for link in block.links) or any(map(is_file, shown))


def _is_sentence(block: Block, role: Role) -> bool:
    is_text = role in (Role.TEXT, Role.SHORT) and block.element.tag != "tr"
    return is_text and block.is_written and not block.links


def _has_picture(page: Layout, title: int, date: int) -> bool:
    """Whether pictures stand below a date line, in the element that has it and the title.

    Films do not make a notice: the page is one of a list of films.
    """
    head = [page.blocks[i] for i in sorted((title, date))]
    blocks, roles = page.blocks[title:], page.roles[title:]
    shown = blocks[1 : max(title, date) - title + 2]
    if any(element.tag not in STILL for block in shown for element in block.media):
        return False
    return bool(read_figures(blocks, roles, head, (), base_address(page.root, page.url)))
