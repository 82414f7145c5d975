"""Pictures of an article: address, caption, description and position in the text."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.extraction.fields.references import absolute
from crawler.extraction.source.blocks import BLOCK_LEVEL, Block, Role, ancestors, clean
from crawler.vietnamese.phrases import TOOLBAR
from crawler.vietnamese.unicode import fold

#: Least width and height of an article's picture (pixels); smaller are icons, rules, counters.
LEAST_SIZE = 48
#: Attributes in which lazy-loading scripts keep the address of a picture.
_LATE = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazyload",
    "data-lazy",
    "data-url",
    "data-echo",
    "data-cfsrc",
    "data-actualsrc",
    "data-img-src",
    "data-full-src",
)
_LATE_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|avif|tiff?|jfif)$", re.IGNORECASE)
#: File names of icons, buttons and placeholders: a word of the name, or all of it.
_FURNITURE_FILE = re.compile(
    r"(?<![a-z])(?:icons?|ico|logos?|spacer|blank|pixel|bullets?|btn|buttons?|avatars?|emojis?"
    r"|emoticons?|smil(?:ey|ies|eys)|loading|loader|placeholder|transparent|1x1)(?![a-z])"
    r"|/(?:new|hot|moi|print\w*|e?mail|rss|pdf|facebook|fb|zalo|twitter|youtube|back|top|line|dot)"
    r"[_-]?\d*\.\w+$",
    re.IGNORECASE,
)
_FURNITURE_FOLDER = re.compile(
    r"/(?:_layouts|themes?|skins?|templates?|plugins?|wp-includes)/", re.IGNORECASE
)
#: Class and id names of page parts whose pictures are not the article's.
_FURNITURE_PART = re.compile(
    r"(?<![a-z])(?:icons?|logos?|avatars?|emojis?|share|sharing|social|toolbar|related|author"
    r"|lien-?quan|chia-?se)(?![a-z])",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"(?P<address>[^\s,]\S*[^\s,])(?:\s+(?P<size>[\d.]+)[wx])?\s*(?:,|$)")
_SIZE = re.compile(r"\s*(\d+)(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE)
_STYLE_SIZE = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*(\d+)(?:\.\d+)?px", re.IGNORECASE)
#: Alternative texts that describe nothing: the file's name, or its path on an editor's disk.
_NO_DESCRIPTION = re.compile(
    r".*\.(?:jpe?g|png|gif|bmp|webp)|(?:description: )?[a-z]:\\.*|[\W\d_]*|\S*\d\S*",
    re.IGNORECASE,
)
#: Elements that can wrap a single picture.
_WRAPPERS = frozenset(("picture", "span", "a"))
#: Tags of still pictures, in contrast to films.
STILL = frozenset(("img", "picture"))
#: Roles of blocks whose pictures are not the article's: teasers, links, buttons.
_WITH_PICTURES = frozenset((Role.HEADLINE, Role.LINK, Role.TEASER, Role.RELATED, Role.FURNITURE))


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an article: its absolute address, the caption at it, its description."""

    address: str
    caption: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, or the caption of a film, that stands before the block `index`."""

    index: int
    element: HtmlElement
    image: Image | None
    caption: str | None = None

    def named(self, caption: str) -> "Figure":
        """Return the figure with one more line of caption."""
        caption = f"{self.caption} {caption}" if self.caption else caption
        image = replace(self.image, caption=caption) if self.image else None
        return replace(self, image=image, caption=caption)


def read_figures(
    blocks: Sequence[Block],
    roles: Sequence[Role],
    text: Sequence[Block],
    captions: Sequence[Block],
    base: str,
) -> list[Figure]:
    """Return the figures of an article in page order, each picture once.

    `blocks` are the page's from the article's title on, with their roles; `text` and `captions` are
    those of them that belong to the article.
    """
    own, named = ({block.index for block in chosen} for chosen in (text, captions))
    last = max(own | named, default=-1)
    inside = _common({block.element.getparent() for block in (*text, *captions)})
    figures: list[Figure] = []
    for block, role in zip(blocks, roles, strict=True):
        if block.index > last + 1:
            break
        chosen = block.index in own or block.index in named
        for element in block.media:
            within = block.index <= last or _within(element, inside)
            others = not chosen and role in _WITH_PICTURES
            if not within or (others and _within(block.element, _box(element))):
                continue
            image = _image(element, base)
            if image and not _is_furniture(element, image, inside, base):
                _add(figures, Figure(block.index, element, image))
        if block.index in named:
            _name(figures, block, own)
    return figures


def _add(figures: list[Figure], figure: Figure) -> None:
    """Add a picture unless it is listed; a caption above it in the same `figure` is its own."""
    assert figure.image
    if any(other.image and other.image.address == figure.image.address for other in figures):
        return
    above = figures[-1] if figures else None
    if above and above.caption and not above.image:
        around = next(figure.element.iterancestors("figure"), None)
        if around is not None and _within(above.element, around):
            figures[-1] = figure.named(above.caption)
            return
    figures.append(figure)


def _name(figures: list[Figure], caption: Block, own: set[int]) -> None:
    """Give a caption to the picture above, if no text stands between, or add it as a figure."""
    last = figures[-1] if figures else None
    if last and last.image and not own.intersection(range(last.index, caption.index)):
        between = list(dropwhile(lambda element: element is not last.element, caption.media))
        if all(element.tag in STILL for element in between or caption.media):
            figures[-1] = last.named(caption.text)
            return
    figures.append(Figure(caption.index, caption.element, None, caption.text))


def _image(element: HtmlElement, base: str) -> Image | None:
    """Return the picture that an element shows; None for films and pictures without an address."""
    if element.tag != "img":
        return None
    address = next(filter(None, (absolute(base, href) for href in _addresses(element))), None)
    alt = next(filter(None, (clean(img.get("alt") or "") for img in _copies(element))), "")
    says_nothing = _NO_DESCRIPTION.fullmatch(alt) or TOOLBAR.fullmatch(fold(alt))
    return Image(address, alt=None if says_nothing else alt) if address else None


def _addresses(element: HtmlElement) -> Iterator[str]:
    """Yield the possible addresses of a picture, the one that a browser finally shows first.

    Addresses for lazy loading precede `src`, which then holds a placeholder or a small copy.
    """
    around = next(element.iterancestors("picture"), None)
    sources = list(around.iter("source")) if around is not None else []
    yield from filter(None, map(element.get, _LATE))
    yield from _largest((element, *sources), _LATE_SETS)
    for copy in _copies(element)[1:]:
        yield from _addresses(copy)
    yield element.get("src") or ""
    yield from _largest((element, *sources), ("srcset",))


def _largest(holders: Iterable[HtmlElement], names: Iterable[str]) -> Iterator[str]:
    """Yield the largest picture of each set of candidates (`srcset`)."""
    for holder in holders:
        for candidates in filter(None, map(holder.get, names)):
            if found := list(_CANDIDATE.finditer(candidates)):
                yield max(found, key=_size)["address"]


def _copies(element: HtmlElement) -> list[HtmlElement]:
    """Return a picture, and its `noscript` copy if it has one.

    The copy stands behind the picture, or before it if no other picture precedes the copy.
    """
    behind, before = element.getnext(), element.getprevious()
    if behind is None and element.getparent().tag in _WRAPPERS:
        behind = element.getparent().getnext()
    if before is not None and before.getprevious() is not None:
        before = None if before.getprevious().tag in STILL else before
    beside = [node for node in (behind, before) if node is not None and node.tag == "noscript"]
    pictures = list(beside[0].iter("img")) if beside else []
    return [element, *pictures] if len(pictures) == 1 else [element]


def _size(candidate: re.Match[str]) -> float:
    return float(candidate["size"] or 0)


def _is_furniture(element: HtmlElement, image: Image, inside: HtmlElement, base: str) -> bool:
    """True if a picture is an icon, a button, a teaser's picture or a counter's pixel."""
    path = unquote(urlsplit(image.address).path)
    shown = _copies(element)[-1]
    pixels = [*map(int, _STYLE_SIZE.findall(shown.get("style") or ""))]
    for attribute in ("width", "height"):
        if size := _SIZE.fullmatch(shown.get(attribute) or ""):
            pixels.append(int(size[1]))
    if min(pixels, default=LEAST_SIZE) < LEAST_SIZE:
        return True
    if _FURNITURE_FILE.search(path) or _FURNITURE_FOLDER.search(path):
        return True
    around = takewhile(lambda node: node is not inside, ancestors(element, inside))
    return any(_is_furniture_part(node, base) for node in around)


def _is_furniture_part(node: HtmlElement, base: str) -> bool:
    """True if the pictures in an element belong to the page's frame or to another page."""
    if _FURNITURE_PART.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
        return True
    if node.tag != "a" or "attachment" in (node.get("rel") or ""):
        return False
    target = absolute(base, node.get("href") or "")
    return target is not None and not _PICTURE_FILE.search(urlsplit(target).path)


def _common(elements: Collection[HtmlElement]) -> HtmlElement | None:
    """Return the innermost element that contains all of the elements."""
    common = next(iter(elements), None)
    for element in elements:
        while common is not None and not _within(element, common):
            common = common.getparent()
    return common


def _within(element: HtmlElement, outer: HtmlElement) -> bool:
    return any(node is outer for node in ancestors(element, outer))


def _box(element: HtmlElement) -> HtmlElement:
    """Return the nearest block-level element around another."""
    return next(node for node in element.iterancestors() if node.tag in BLOCK_LEVEL)
