"""What those who made a page call its parts: the class and id names that mean the same everywhere.

Names are a weaker sign than what a part holds (a portal may call its main column `sidebar`), so
they count for small parts of a page only: see :data:`MINOR`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.inherited import Inherited

#: A part of a page is what its name says if it holds less than this share of the page's words
#: (outside links).
MINOR = 0.4
#: What is called a footer, or the entries of a live blog, is that unless it is the whole page.
MOST = 0.9


class Mark(Enum):
    """What a part of a page is by its name."""

    ASIDE = auto()
    """A promotion, form, list or note that belongs to the page, not to the article."""
    CAPTION = auto()


class _Part(NamedTuple):
    """A part of a page that has a name, and the share of the page's words that it holds less of."""

    element: HtmlElement
    mark: Mark
    limit: float


#: A name is cut into words at hyphens, underscores and capitals; these are whole words of it.
_ASIDE = re.compile(
    r"(?<![a-z])(?:newsletters?|sign ?up|subscri(?:be|ption|bers?)|cookies?|consent|gdpr|promos?"
    r"|promotions?|advert\w*|ads?|sponsor\w*|paywall|related\w*|recirc\w*|recommend\w*|read ?more"
    r"|more (?:news|stories|posts|articles)|social\w*|share|sharing|sharedaddy|addthis|bookmark"
    r"|comments?|disqus|respond|breadcrumbs?|pagination|pager|navigation|nav|menu|toolbar|popup"
    r"|modal|(?:author|post author|about|writer) ?(?:bio|box|info|card|description)"
    r"|about (?:the )?author|bio|tags?|topics|table of contents|outbrain|taboola|skip|footer"
    r"|toc(?= ?,| ?$| (?:container|wrap\w*|box|block|widget|nav|list|items?|title|inner)(?![a-z]))"
    r"|sidebar|copyright|disclaimer|print only|no ?print|rating|votes?"
    r"|live ?(?:blog|list|posts?|updates?|feed|entr(?:y|ies))"
    r"|lien quan|tin khac|tin cu|tin moi|bai khac|binh luan|chia se|danh gia|quang cao|tu khoa)"
    r"(?![a-z])"
)
_LARGE = re.compile(
    r"(?:^|, )(?:(?:page|site|main|bottom) )*footer(?![a-z])"
    r"|(?<![a-z])live ?(?:blog|list|posts?|updates?|feed|entr(?:y|ies))(?![a-z])"
)
_CAPTION = re.compile(
    r"(?<![a-z])(?:fig ?caption|captions?|photo ?(?:desc|credit)|image ?(?:desc|credit)|credits?"
    r"|chu thich)(?![a-z])"
)
_PICTURE = re.compile(
    r"(?<![a-z])(?:images?|img|photos?|pictures?|figure|media|video|gallery|anh|hinh)(?![a-z])"
)
#: How far above a caption an element is named after the picture.
PICTURE_REACH = 3
_ASIDE_TAGS = frozenset(("aside", "nav", "footer", "dialog", "form", "button"))
_CAPTION_TAGS = frozenset(("figcaption", "figure", "caption"))
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^a-z,]+")
#: SharePoint names elements by a number (`ExternalClass07AD961E`), in which a word can seem to be.
_NUMBER = re.compile(r"[0-9A-Fa-f]{8,}")


def marks(blocks: Sequence[Block]) -> list[Mark | None]:
    """What each block is by the name of the nearest element around it that has one."""
    around = Inherited[tuple[_Part, ...]](_with_named, ())
    named = [around.of(block.element) for block in blocks]
    words: Counter[HtmlElement] = Counter()
    for block, parts in zip(blocks, named, strict=True):
        for part in parts:
            words[part.element] += block.words - block.link_words
    all_words = max(1, sum(block.words - block.link_words for block in blocks))
    return [
        next(
            (
                part.mark
                for part in parts
                if words[part.element] / all_words < part.limit
                and _suits(part.mark, block, part.element)
            ),
            None,
        )
        for block, parts in zip(blocks, named, strict=True)
    ]


def _with_named(element: HtmlElement, around: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """The parts `around` an element, and before them itself if its name says what it is."""
    names = element.tag, element.get("class") or "", element.get("id") or ""
    mark = _mark_of(*names)
    if mark is None or (element.tag == "figure" and element.find(".//table") is not None):
        return around
    return (_Part(element, mark, _limit_of(*names)), *around)


def _suits(mark: Mark, block: Block, element: HtmlElement) -> bool:
    """Whether a block can be what its element is called: captions stand by a picture.

    Leads are called captions, too.
    """
    if mark is Mark.ASIDE or block.after_media or element.tag in _CAPTION_TAGS:
        return True
    around = islice(element.iterancestors(), PICTURE_REACH)
    return any(_is_picture(e.get("class") or "", e.get("id") or "") for e in around)


@lru_cache(maxsize=10_000)
def _mark_of(tag: str, classes: str, identifier: str) -> Mark | None:
    names = _words(tag, classes, identifier)
    if tag in _CAPTION_TAGS or _CAPTION.search(names):
        return Mark.CAPTION
    return Mark.ASIDE if tag in _ASIDE_TAGS or _ASIDE.search(names) else None


@lru_cache(maxsize=10_000)
def _limit_of(tag: str, classes: str, identifier: str) -> float:
    """The share of the page's words below which an element is what its name says."""
    is_large = tag == "footer" or _LARGE.search(_words(tag, classes, identifier))
    return MOST if is_large else MINOR


@lru_cache(maxsize=10_000)
def _is_picture(classes: str, identifier: str) -> bool:
    return _PICTURE.search(_words("", classes, identifier)) is not None


def _words(tag: str, classes: str, identifier: str) -> str:
    """The words of an element's names; its tag is one where it is custom. Commas part the names."""
    names = f"{classes} {identifier} {tag if '-' in tag else ''}".split()
    words = _CAPITALS.sub(" ", _NUMBER.sub("", ", ".join(names)))
    return _SEPARATORS.sub(" ", words.lower())
