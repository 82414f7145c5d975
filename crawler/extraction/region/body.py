"""Article body: the complete text of an article's region, divided into paragraphs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extraction.region.trafilatura_check import trimmed
from crawler.extraction.source.blocks import TEXT_WORDS, Block, Role
from crawler.extraction.source.links import is_file
from crawler.vietnamese.names import caption, signature

#: Most lines between the end of the text and a signature.
SIGNATURE_REACH = 3
#: Least words that no heading reaches.
PROSE_WORDS = 40
#: Least words of a block that, repeated, is a second version for screens of another size.
REPEATED_WORDS = 15
#: Most words in a caption.
CAPTION_WORDS = 40
_FILE_NAME = re.compile(
    r"[\w\-.()% ]+\.(?:jpe?g|png|gif|bmp|webp)|(?:Description: )?[A-Z]:\\.*", re.IGNORECASE
)
_CAPTION_CLASS = re.compile(r"caption|chu-?thich|photo-?desc|image-?desc", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…”\"»)]$|\./\.$")
_FRESH_LINE = re.compile(r"[-–•*+]|\d+[.)]|[a-zđ][.)]\s|[IVX]+\.")


@dataclass(slots=True)
class Body:
    """The text of an article, and the captions and signature that stood in it.

    `lines` holds the blocks of each paragraph: one, or several separated only by line breaks.
    """

    lines: list[list[Block]] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    signature: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The text of each paragraph."""
        return [" ".join(block.text for block in line) for line in self.lines]

    @property
    def words(self) -> int:
        """The number of words in the text."""
        return sum(block.words for line in self.lines for block in line)


def read_body(
    blocks: Sequence[Block], roles: Sequence[Role], theirs: Callable[[], str] | None = None
) -> Body:
    """Read the complete text from the blocks below a title.

    `theirs` returns trafilatura's reading of the page, as a second opinion on where the text ends.
    """
    body = Body()
    lines: list[Block] = []
    captions: list[Block] = []
    related = False
    again = _second_version(blocks)
    for position, block in enumerate(blocks):
        role = roles[position]
        if block in again:
            continue
        if role is Role.RELATED:
            if not related:  # captions above its heading are not another article's
                body.captions += captions
                captions.clear()
            related = True
        elif related and role is Role.TEXT:
            related = False
        if not (role is Role.CAPTION or _belongs(block, role)):
            continue
        if role is Role.CAPTION or is_caption(block):
            captions.append(block)
        elif not related:
            lines.append(block)
            body.captions += captions
            captions.clear()
    if not related:
        body.captions += captions
    _sign(body, lines)
    body.lines = _paragraphs(trimmed(lines, theirs) if theirs else lines)
    return body


def drop_name(body: Body, name: str | None) -> None:
    """Remove the author's name from the text if it is the first paragraph."""
    if name and len(body.lines) > 1 and body.paragraphs[0].casefold() == name.casefold():
        del body.lines[0]


def _second_version(blocks: Sequence[Block]) -> set[Block]:
    """Return the paragraphs that repeat others for screens of another size.

    A sentence repeated as a pull quote is no second version, nor are equal rows of a table.
    """
    first: dict[str, Block] = {}
    again = set()
    for block in blocks:
        if block.words >= REPEATED_WORDS:
            before = first.setdefault(block.text, block)
            if before.element.getparent() is not block.element.getparent():
                again.add(block)
    return again if 2 * len(again) >= len(first) else set()


def is_prose(block: Block) -> bool:
    """True if a block of text is more than a heading: long, or punctuated like a sentence."""
    return block.words >= PROSE_WORDS or _SENTENCE_END.search(block.text) is not None


def _belongs(block: Block, role: Role) -> bool:
    if block.words < TEXT_WORDS and any(is_file(*link) for link in block.links):
        return False
    return role in (Role.TEXT, Role.TEASER, Role.SHORT) and not _FILE_NAME.fullmatch(block.text)


def is_caption(block: Block) -> bool:
    """True if a block is the caption of a picture, by its markup, place or form."""
    element: HtmlElement = block.element
    if element.tag == "figcaption" or caption(block.text):
        return True
    if not block.after_media or block.words > CAPTION_WORDS:
        return False
    marked = _CAPTION_CLASS.search(element.get("class") or "") is not None
    return marked or not _SENTENCE_END.search(block.text)


def _sign(body: Body, lines: list[Block]) -> None:
    """Move the signature from the end of the text to `body.signature`."""
    for offset in range(1, min(SIGNATURE_REACH, len(lines) - 1) + 1):
        signed = signature(lines[-offset].text)
        if signed is not None:
            del lines[-offset:]
            body.signature = signed.name
            if signed.name is None:  # the source or role below the signature
                _sign(body, lines)
            return


def _paragraphs(lines: Sequence[Block]) -> list[list[Block]]:
    """Group lines into paragraphs: lines that a `<br>` divides in mid-sentence belong together."""
    paragraphs: list[list[Block]] = []
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
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        previous = line
    return paragraphs
