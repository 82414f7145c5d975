"""Title of an article: the choice among the blocks of a page."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import chain

from crawler.extraction.fields.naming import (
    DOCUMENT,
    comparable,
    declared_title,
    is_office,
    is_section,
)
from crawler.extraction.fields.references import page_key
from crawler.extraction.region.body import is_prose
from crawler.extraction.source import inline
from crawler.extraction.source.blocks import Block, Role, count_words
from crawler.extraction.source.document import NAME_WORDS, Declared
from crawler.extraction.source.inline import Styles
from crawler.vietnamese.dates import published_line
from crawler.vietnamese.phrases import COUNTER_BEHIND
from crawler.vietnamese.unicode import fold

#: Most words in a title.
MAX_WORDS = 60
#: Least words in a title that cannot be a section's name.
SECTION_WORDS = 12
#: Most blocks between a title and the first line of text.
REACH = 40
#: Score of a block at the place where the site's template has the title.
PLACED = 6.0
_TITLE_CLASS = re.compile(
    r"title|tieude|tieu-de|headline|header|heading|articlehead", re.IGNORECASE
)
_BOX_CLASS = re.compile(
    r"portlet-?title|portlet-topper|(?:module|block|box|widget|webpart|ms-web[pP]art|site|page)[-_]?title"
    r"|breadcrumb|wptitle|ms-wptitle|logo|sitename|site-name|skip",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?<!\s)(?:\s++A[+-]?){2,9}(?:\s++In)?$"
    r"|(?:(?<!\s)\s++)?[\[(](?:[^\W\d][^\d()\[\]]{0,24})?"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^\])]{0,100}[\])]$"
)


def own_headline(blocks: Sequence[Block], url: str) -> str:
    """Return the title under which the page's own lists link to it, if it also shows that text."""
    shown = {block.text for block in blocks if not block.links and block.words >= NAME_WORDS}
    return next(
        (
            text
            for block in blocks
            for href, text in block.links
            if text in shown and "#" not in href and _leads_to(href, url)
        ),
        "",
    )


def _leads_back(href: str, url: str) -> bool:
    """True if a link leads only to the page at `url` itself."""
    return href.startswith(("#", "javascript:")) or (bool(url) and _leads_to(href, url))


def _leads_to(href: str, url: str) -> bool:
    key = page_key(href, url)
    return key is not None and key == page_key(url)


def named_titles(blocks: Sequence[Block], names: dict[str, float]) -> list[Block]:
    """Return the blocks, links excepted, that show a name given to this page by its head or by
    links.
    """
    return [
        block
        for block in blocks
        if not block.linked
        and NAME_WORDS <= block.words <= MAX_WORDS
        and _trust(block, names) >= DOCUMENT
    ]


def dated_titles(blocks: Sequence[Block], roles: Sequence[Role]) -> list[Block]:
    """Return the blocks that stand like a title at a date line, for pages without a name."""
    return [
        block
        for block in blocks
        if roles[block.index] in (Role.TEXT, Role.SHORT)
        and NAME_WORDS < block.words <= MAX_WORDS
        and _is_on_date_line(roles[block.index + 1 : block.index + 3])
    ]


def _is_on_date_line(following: Sequence[Role]) -> bool:
    """True if a date line follows, not separated by a paragraph."""
    return Role.DATE in following and following[0] is not Role.TEXT


def find_title(
    blocks: Sequence[Block],
    roles: Sequence[Role],
    start: int,
    names: dict[str, float],
    places: Container[int] = (),
    url: str = "",
) -> int | None:
    """Return the index of the title of the article whose text begins at `start`, None without one.

    Features of a title: a position shortly before text and date, a heading element, and agreement
    with a name of the page (`names`). Menus show the names of boxes and sections as well, so a text
    that the page also uses to link elsewhere scores less. `places` are the blocks where the site's
    template has the title. A title may link to the page itself, at `url`.
    """
    labels: dict[str, list[str]] = {}
    for href, text in chain.from_iterable(block.links for block in blocks):
        labels.setdefault(text.lower(), []).append(href)
    shown = Counter(b.text.lower() for b in blocks)
    best, best_score = None, 0.0
    for index in range(max(0, start - REACH), min(start + 3, len(blocks))):
        is_link = blocks[index].linked and not _leads_back(blocks[index].links[0][0], url)
        score = _score(blocks, roles, index, start, names, is_link)
        name = blocks[index].text.lower()
        if score and not blocks[index].linked and blocks[index].words < SECTION_WORDS:
            is_entry = any(not _leads_back(href, url) for href in labels.get(name, ()))
            score -= 4.0 * is_entry + 3.0 * (shown[name] > 1)
        score += PLACED * (index in places)
        if score > best_score:
            best, best_score = index, score
    return best


def _score(
    blocks: Sequence[Block],
    roles: Sequence[Role],
    index: int,
    start: int,
    names: dict[str, float],
    is_link: bool,
) -> float:
    block, role = blocks[index], roles[index]
    if (
        role in (Role.RELATED, Role.FURNITURE, Role.HIDDEN)
        or (role is Role.DATE and not _is_dated_title(block))
        or (role is Role.LINK and is_link)
        or not 1 < block.words <= MAX_WORDS
        or block.element.tag == "tr"
    ):
        return 0.0
    is_bold = _is_bold_below_date(block, roles)
    if block.after_break and not (block.heading or is_bold):
        return 0.0
    score = _trust(block, names)
    if not score and _is_label(block, role, is_link):
        return 0.0
    score += 4.0 if block.heading else 0.0
    score += _by_name(_attributes(block))
    score += min(block.words, 16) / 3
    if block.words > 30:
        score -= 3.0
    if is_link:
        score -= 4.0
    between = [r for r in roles[index + 1 : start] if r is not Role.FURNITURE]
    is_dated = between[:1] == [Role.DATE] or is_bold
    score += 3.0 if is_dated else 0.0
    score += max(0.0, 4.0 - 2 * sum(r in (Role.TEXT, Role.SHORT) for r in between))
    score -= len(between) / 4
    if index >= start:
        score -= 3.0
    return score


def _is_label(block: Block, role: Role, is_link: bool) -> bool:
    """True if a block is a menu entry or the name of the site."""
    is_entry = (is_link or role in (Role.ASIDE, Role.OTHERS)) and not block.heading
    return (is_entry and block.words < SECTION_WORDS) or is_office(block.text)


def _is_dated_title(block: Block) -> bool:
    """True if a date line is a title with the date in brackets behind it."""
    shown = shown_title(block.text)
    return shown != block.text and count_words(shown) >= NAME_WORDS and not published_line(shown)


def _is_bold_below_date(block: Block, roles: Sequence[Role]) -> bool:
    """True if a block is set in bold right below a date line, as titles are in some layouts."""
    above = [
        role for role in roles[max(0, block.index - 2) : block.index] if role is not Role.SHORT
    ]
    return above[-1:] == [Role.DATE] and not is_prose(block) and inline.is_bold(block, Styles(""))


def _trust(block: Block, names: dict[str, float]) -> float:
    """Return the weight with which a block's text is a name of the page, 0 for none.

    Document titles often begin with the name of the site or of a section.
    """
    name = comparable(block.text)
    is_label = name not in names and (is_office(block.text) or is_section(block.text))
    return 0.0 if is_label else _called(name, names)


def _called(name: str, names: dict[str, float]) -> float:
    if name in names:
        return names[name] + 2.0
    for other, trust in names.items():
        # Listings truncate long titles; on the page, toolbar texts may follow the title.
        cut = min(len(other), len(name))
        same_start = other[:cut] == name[:cut] or other.startswith(name[: cut - 3])
        if cut >= 20 and (same_start or (name in other and 2 * len(name) > len(other))):
            return trust - 1.0
    return 0.0


def is_outdone(block: Block, declared: Declared, names: dict[str, float]) -> bool:
    """True if the title in the page's head is better than a shown block that is no name of the
    page.

    Such a block is a paragraph, a section's name, or a word or two.
    """
    title = declared_title(declared) or ""
    if count_words(title) < NAME_WORDS or _trust(block, names):
        return False
    is_paragraph = is_prose(block) and not block.heading
    return is_paragraph or block.words < NAME_WORDS or is_section(block.text)


@lru_cache(maxsize=10_000)
def _by_name(attributes: str) -> float:
    """Return the score that the names of the elements around a block give it as a title."""
    if _BOX_CLASS.search(attributes):
        return -5.0
    return 2.0 if _TITLE_CLASS.search(attributes) else 0.0


def _attributes(block: Block) -> str:
    element, found = block.element, []
    for _ in range(3):
        if element is None:
            break
        found.append(f"{element.get('class') or ''} {element.get('id') or ''}")
        element = element.getparent()
    return " ".join(found)


def shown_title(text: str) -> str:
    """A title as the page shows it, without the buttons, date and counter that stand behind it."""
    counter = COUNTER_BEHIND.search(fold(text))
    return _BEHIND.sub("", text[: counter.start()] if counter else text)
