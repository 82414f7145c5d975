"""Where a page files its article: its section (chuyên mục) and its tags (từ khoá)."""

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

#: How far before and behind the article the lines stand that file it (blocks).
BEFORE, BEHIND = 6, 12
#: How many blocks above the article the way to the page can stand.
TRAIL_REACH = 60
#: A tag is no longer than this (words).
TAG_WORDS = 10
#: The shortest beginning of a title that is one, where the way to a page ends with it (letters).
CUT_TITLE = 20
#: The way to a page (breadcrumb): by the name of its element, by its words.
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
#: Steps of that way that are no section.
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
    """The section that the article is in; None where the page does not say.

    In this order: what the page's head declares, the last step of the way to the page, a line that
    is labelled or named as the section.
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
    """What the page files the article under, by its head, its links or a line of keywords."""
    behind = page.blocks[page.start : page.last + BEHIND]
    found = page.declared.tags or _linked_tags(behind) or _listed_tags(behind)
    told = (tag.strip(" #,;.") for tag in found)
    return tuple(dict.fromkeys(tag for tag in told if _is_tag(tag)))


def _is_tag(text: str) -> bool:
    """Whether a text is a tag: no sentence, and no field of the portal (`contentId: 17`)."""
    return len(text) > 1 and len(text.split()) <= TAG_WORDS and not _FIELD.match(text)


def _is_section(step: str, others: Iterable[str]) -> bool:
    """Whether a step can be a section: it is none of the others, the names of article and site."""
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
    """The lines of each way to the page that is shown above the article, the nearest first."""
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
    """The steps of a way to the page: those of its first line with several, or all."""
    lines = list(map(_steps, trail))
    return next((steps for steps in lines if len(steps) > 1), [*chain(*lines)])


@kept
def _is_trail(text: str) -> bool:
    return _TRAIL.match(fold(text)) is not None


def _steps(block: Block) -> list[str]:
    """The steps that a line shows: the whole way, or one step of it."""
    text = _TRAIL_LABEL.sub("", block.text)
    if moment := next(find_moments(text), None):
        text = text[: moment.start].rstrip(" (–-")
    parts = [part for part in _PARTS.split(text) if part]
    return parts if len(parts) > 1 or len(block.links) < 2 else [label for _, label in block.links]


def section_lines(page: Layout) -> Iterator[Block]:
    """The lines that are called a section, above the article or below it."""
    named = _named(page, _SECTION_NAME)
    for block in page.blocks[max(0, page.first - BEFORE) : page.last + BEHIND]:
        if _SECTION_LABEL.match(block.text) or named.of(block.element) is not None:
            yield block


def _labelled_sections(page: Layout) -> Iterator[Sequence[str]]:
    """What stands in the lines that are called a section, or behind them."""
    for block in section_lines(page):
        label = _SECTION_LABEL.match(block.text)
        if label is None:
            yield [block.text]
            continue
        yield [name for _, name in block.links[:1]] or [block.text[label.end() :]]
        if label.end() == len(block.text):
            yield [following.text for following in page.blocks[block.index + 1 : block.index + 2]]


def _named(page: Layout, names: re.Pattern[str]) -> AncestorCache[HtmlElement | None]:
    """The nearest element of a name, outwards, among those that do not hold the article."""
    starts = {page.start} if page.title is None else {page.start, page.title}
    holders = (node for i in starts for node in page.blocks[i].element.iterancestors())

    def named(element: HtmlElement, around: HtmlElement | None) -> HtmlElement | None:
        called = " ".join(filter(None, map(element.get, _NAMING)))
        return element if called and names.search(called) else around

    return AncestorCache(named, None, dict.fromkeys(holders))


def _linked_tags(blocks: Iterable[Block]) -> list[str]:
    """The labels of links that are tags (`rel="tag"`)."""
    anchors = (anchor for block in blocks if block.links for anchor in block.element.iter("a"))
    return [
        " ".join(anchor.text_content().split())
        for anchor in anchors
        if "tag" in (rel := (anchor.get("rel") or "").split()) and "category" not in rel
    ]


def _listed_tags(blocks: Sequence[Block]) -> list[str]:
    """What a line lists behind a label, or what is linked in the lines below the label."""
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
