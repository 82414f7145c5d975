"""The article's own text, read whole from its region."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.region import TEXT_WORDS, Role
from crawler.extraction.second_opinion import agreed
from crawler.vietnamese.names import caption, signature

#: How many lines below the text a signature can stand.
SIGNATURE_REACH = 3
#: So many words no heading has.
PROSE_WORDS = 40
#: A caption is no longer than this (words).
CAPTION_WORDS = 40
_FILE_NAME = re.compile(
    r"[\w\-.()% ]+\.(?:jpe?g|png|gif|bmp|webp)|(?:Description: )?[A-Z]:\\.*", re.IGNORECASE
)
_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)(?:$|\?)", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"caption|chu-?thich|photo-?desc|image-?desc", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…”\"»)]$|\./\.$")
_FRESH_LINE = re.compile(r"[-–•*+]|\d+[.)]|[a-zđ][.)]\s|[IVX]+\.")


@dataclass(slots=True)
class Body:
    """The text of an article, paragraph by paragraph, and what stood among it."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    signature: str | None = None
    attachments: list[str] = field(default_factory=list)


def read_body(blocks: Sequence[Block], roles: Sequence[Role], theirs: str) -> Body:
    """Read the text from the blocks below a title: all of it, and nothing that stands around it.

    `theirs` is trafilatura's reading of the page.
    """
    body = Body()
    lines: list[Block] = []
    related = False
    for position, block in enumerate(blocks):
        role = roles[position]
        body.attachments += [href for href, _ in block.links if _ATTACHMENT.search(href)]
        if role is Role.RELATED:
            related = True
        elif related and role is Role.TEXT:
            related = False
        if related or not (role is Role.CAPTION or _belongs(block, role)):
            continue
        if role is Role.CAPTION or is_caption(block):
            body.captions.append(block.text)
            continue
        lines.append(block)
    _sign(body, lines)
    body.paragraphs = _paragraphs(agreed(lines, theirs))
    return body


def is_prose(block: Block) -> bool:
    """Whether a block of text is more than a heading: it is long, or ends as sentences do."""
    return block.words >= PROSE_WORDS or _SENTENCE_END.search(block.text) is not None


def _belongs(block: Block, role: Role) -> bool:
    if block.words < TEXT_WORDS and any(_ATTACHMENT.search(href) for href, _ in block.links):
        return False
    return role in (Role.TEXT, Role.TEASER, Role.SHORT) and not _FILE_NAME.fullmatch(block.text)


def is_caption(block: Block) -> bool:
    """Whether a block is the caption of a picture: by its markup, its place or its form."""
    element: HtmlElement = block.element
    if element.tag == "figcaption" or caption(block.text):
        return True
    if not block.after_media or block.words > CAPTION_WORDS:
        return False
    marked = _CAPTION_CLASS.search(element.get("class") or "") is not None
    return marked or not _SENTENCE_END.search(block.text)


def _sign(body: Body, lines: list[Block]) -> None:
    """Take the signature off the end of the text."""
    for offset in range(1, min(SIGNATURE_REACH, len(lines) - 1) + 1):
        signed = signature(lines[-offset].text)
        if signed is not None:
            body.signature = signed.name
            del lines[-offset:]
            return


def _paragraphs(lines: Sequence[Block]) -> list[str]:
    """Lines that only a `<br>` parts in mid-sentence are one paragraph."""
    paragraphs: list[str] = []
    previous: Block | None = None
    for line in lines:
        joins = (
            previous is not None
            and line.after_break
            and line.index == previous.index + 1
            and line.element is previous.element
            and not _SENTENCE_END.search(previous.text)
            and not _FRESH_LINE.match(line.text)
            and not line.text[0].isupper()
        )
        if joins:
            paragraphs[-1] += " " + line.text
        else:
            paragraphs.append(line.text)
        previous = line
    return paragraphs
