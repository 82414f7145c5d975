"""A notice whose text is a file: its title, its date and what is attached make the article.

Offices publish scans and documents so, with nothing but a link below the date. Such a page has no
text by which its region could be found, so the three are looked for where they stand together.
"""

from collections.abc import Sequence
from dataclasses import replace

from crawler.extraction.blocks import Block
from crawler.extraction.layout import Layout
from crawler.extraction.links import is_file
from crawler.extraction.naming import is_office, is_section, names_of
from crawler.extraction.region import Role
from crawler.extraction.title import named_titles

#: How far below its title a notice's date line and its files stand (blocks).
DATE_REACH, FILE_REACH = 3, 8
#: A title that only its heading tells has so many words.
TITLE_WORDS = 5
#: What ends the part of a page that a notice has.
_END = (Role.HEADLINE, Role.RELATED)
_NOTHING = (Role.HIDDEN, Role.OTHERS)


def as_file_notice(page: Layout, link_text: str) -> Layout | None:
    """The page with the notice's part as its region; None where it shows no such notice.

    A page with several is a list of them.
    """
    named = named_titles(page.blocks, names_of(page.declared, link_text))
    parts = [part for block in named or _headings(page.blocks) if (part := _part(page, block))]
    if len(parts) != 1:
        return None
    (region,) = parts
    return replace(page, region=region, anchor=region[0], title=region[0])


def _headings(blocks: Sequence[Block]) -> list[Block]:
    return [
        block
        for block in blocks
        if block.heading
        and block.words >= TITLE_WORDS
        and not (is_office(block.text) or is_section(block.text))
    ]


def _part(page: Layout, title: Block) -> list[int]:
    """The blocks of a notice from its title to its last file; none where no notice begins."""
    if page.roles[title.index] in _NOTHING or (title.linked and not _has_file(title)):
        return []
    files = [title.index] if _has_file(title) else []
    dated = Role.DATE in page.roles[max(0, title.index - 1) : title.index]
    for block in page.blocks[title.index + 1 : title.index + 1 + FILE_REACH]:
        role, has_file = page.roles[block.index], _has_file(block)
        if has_file:
            files.append(block.index)
        elif role in _END:
            break
        dated = dated or (role is Role.DATE and block.index <= title.index + DATE_REACH)
    return list(range(title.index, files[-1] + 1)) if files and dated else []


def _has_file(block: Block) -> bool:
    """Whether a block links to a file, or one is shown above it, in a frame or a viewer."""
    shown = (element.get("src") or element.get("data") or "" for element in block.media)
    return any(is_file(*link) for link in block.links) or any(map(is_file, shown))
