"""Classification of an article by its page: section (chuyên mục) and tags (từ khoá)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from lxml.html import HtmlElement

from crawler.extraction.fields.naming import comparable
from crawler.extraction.fields.title import SECTION_WORDS
from crawler.extraction.region.layout import Layout
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import Block
from crawler.vietnamese.lines import kept
from crawler.vietnamese.moments import find_moments
from crawler.vietnamese.phrases import SERVICE_LINK
from crawler.vietnamese.unicode import fold

#: Distance before and behind the article within which section and tag lines stand (blocks).
BEFORE, BEHIND = 6, 12
#: Most blocks between the article and the breadcrumb above it.
TRAIL_REACH = 60
#: Most words in a tag.
TAG_WORDS = 10
#: Least length of a truncated title at the end of a breadcrumb (letters).
CUT_TITLE = 20
#: The breadcrumb, by the name of its element and by its words.
_TRAIL_NAME = re.compile(
    r"bread-?_?crumb|sitemap-?path|pathway|duong-?_?dan|(?<![a-z])(?:path|you-?are-?here)(?![a-z])",
    re.IGNORECASE,
)
_HOME = r"(?:trang (?:chu|nhat)|home(?: ?page)?|cong thong tin(?: dien tu)?)"
_TRAIL = re.compile(rf"(?:ban dang (?:o|xem)|you are here)\b|{_HOME}\s*[>»›→/]")
_TRAIL_LABEL = re.compile(r"(?:bạn đang (?:ở|xem)|you are here)\s*:?\s*", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:(?<!\s)\s++)?[>»›→▸]+\s*|(?<!\s)\s++[/|\\]+\s*"
    r"|(?:(?<!\s)\s++)?(?<![/|\\])[/|\\]++\s+|^[/|\\]|[/|\\]$"
)
#: Breadcrumb entries that are no section.
_NO_SECTION = re.compile(
    rf"{_HOME}|(?:xem )?(?:noi dung )?chi tiet(?: \w+){{0,2}}|noi dung|details?|articles?|bai viet"
    r"|uncategori[sz]ed|chua phan loai|[\W\d_]*"
)
_SECTION_NAME = re.compile(r"chuyen-?_?muc|post-?category|cat-?links", re.IGNORECASE)
_SECTION_LABEL = re.compile(r"(?:thuộc )?(?:chuyên mục|danh mục|category)\s*:\s*", re.IGNORECASE)
_TAGS_LABEL = re.compile(r"(?:tags?|từ kh(?:óa|oá)|thẻ|keywords?)\s*(?::|$)\s*", re.IGNORECASE)
_FIELD = re.compile(r"[a-z]\w*:", re.IGNORECASE)
_NAMING = ("class", "id", "aria-label")
_TAG_SEPARATORS = re.compile(r"(?:(?<!\s)\s++)?[,;#•|]\s*")


def section(page: Layout) -> str | None:
    """Return the section of the article; None where the page does not state it.

    Sources, in order: the page's head, the last entry of the breadcrumb, a line labelled or named
    as the section.
    """
    declared = page.declared
    shown = page.blocks[page.title].text if page.title is not None else ""
    others = [comparable(name) for name in (shown, declared.title or "", declared.site_name or "")]
    for steps in (
        (declared.section or "",),
        declared.trail,
        *map(_way, trails(page)),
        *_labelled_sections(page),
    ):
        names = [step for step in steps if _is_section(step, others)]
        if names:
            return names[-1]
    return None


def tags(page: Layout) -> tuple[str, ...]:
    """Return the article's tags, from the page's head, tag links or a line of keywords."""
    behind = page.blocks[page.start : page.last + BEHIND]
    found = page.declared.tags or _linked_tags(behind) or _listed_tags(behind)
    told = (tag.strip(" #,;.") for tag in found)
    return tuple(dict.fromkeys(tag for tag in told if _is_tag(tag)))


def _is_tag(text: str) -> bool:
    """True if a text is a tag: no sentence and no field of the portal (`contentId: 17`)."""
    return len(text) > 1 and len(text.split()) <= TAG_WORDS and not _FIELD.match(text)


def _is_section(step: str, others: Iterable[str]) -> bool:
    """True if a breadcrumb entry can be a section; `others` are the names of article and site."""
    name, folded = comparable(step), fold(step)
    return (
        0 < len(step.split()) <= SECTION_WORDS
        and not _NO_SECTION.fullmatch(folded)
        and not SERVICE_LINK.fullmatch(folded)
        and not any(
            name == other or (len(name) >= CUT_TITLE and other.startswith(name)) for other in others
        )
    )


def trails(page: Layout) -> Iterator[list[Block]]:
    """Yield the lines of each breadcrumb above the article, the nearest first."""
    end = page.start if page.title is None else min(page.start, page.title)
    named = _named(page, _TRAIL_NAME)

    def way(block: Block) -> HtmlElement | None:
        around = named.of(block.element)
        return block.element if around is None and _is_trail(block.text) else around

    upwards = reversed(page.blocks[max(0, end - TRAIL_REACH) : end])
    for element, group in groupby(upwards, way):
        if element is not None:
            yield [*group][::-1]


def _way(trail: Iterable[Block]) -> list[str]:
    """Return the entries of a breadcrumb: those of its first line with several, or of all lines."""
    lines = list(map(_steps, trail))
    return next((steps for steps in lines if len(steps) > 1), [*chain(*lines)])


@kept
def _is_trail(text: str) -> bool:
    return _TRAIL.match(fold(text)) is not None


def _steps(block: Block) -> list[str]:
    """Return the breadcrumb entries in a line: all of them, or one."""
    text = _TRAIL_LABEL.sub("", block.text)
    if moment := next(find_moments(text), None):
        text = text[: moment.start].rstrip(" (–-")
    parts = [part for part in _PARTS.split(text) if part]
    return parts if len(parts) > 1 or len(block.links) < 2 else [label for _, label in block.links]


def section_lines(page: Layout) -> Iterator[Block]:
    """Yield the lines labelled or named as the section, above or below the article."""
    named = _named(page, _SECTION_NAME)
    for block in page.blocks[max(0, page.first - BEFORE) : page.last + BEHIND]:
        if _SECTION_LABEL.match(block.text) or named.of(block.element) is not None:
            yield block


def _labelled_sections(page: Layout) -> Iterator[Sequence[str]]:
    """Yield the sections in lines labelled or named as such, or behind them."""
    for block in section_lines(page):
        label = _SECTION_LABEL.match(block.text)
        if label is None:
            yield [block.text]
            continue
        yield [name for _, name in block.links[:1]] or [block.text[label.end() :]]
        if label.end() == len(block.text):
            yield [following.text for following in page.blocks[block.index + 1 : block.index + 2]]


def _named(page: Layout, names: re.Pattern[str]) -> AncestorCache[HtmlElement | None]:
    """Return a cache of the nearest element whose names match, outwards from any element.

    Elements that contain the article do not count.
    """
    starts = {page.start} if page.title is None else {page.start, page.title}
    holders = (node for i in starts for node in page.blocks[i].element.iterancestors())

    def named(element: HtmlElement, around: HtmlElement | None) -> HtmlElement | None:
        called = " ".join(filter(None, map(element.get, _NAMING)))
        return element if called and names.search(called) else around

    return AncestorCache(named, None, dict.fromkeys(holders))


def _linked_tags(blocks: Iterable[Block]) -> list[str]:
    """Return the labels of tag links (`rel="tag"`)."""
    anchors = (anchor for block in blocks if block.links for anchor in block.element.iter("a"))
    return [
        " ".join(anchor.text_content().split())
        for anchor in anchors
        if "tag" in (rel := (anchor.get("rel") or "").split()) and "category" not in rel
    ]


def _listed_tags(blocks: Sequence[Block]) -> list[str]:
    """Return the tags listed behind a label, or linked in the lines below it."""
    for place, block in enumerate(blocks):
        label = _TAGS_LABEL.match(block.text)
        if label is None:
            continue
        if label.end() < len(block.text):
            linked = [name for _, name in block.links if name]
            return linked or _TAG_SEPARATORS.split(block.text[label.end() :])
        below = []
        for following in blocks[place + 1 :]:
            if not following.linked or following.heading:
                break
            below += [name for _, name in following.links]
        return below
    return []
