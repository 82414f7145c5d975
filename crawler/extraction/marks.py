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

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, ancestors

#: A part of a page is what its name says if it holds less than this share of the page's words outside links.
MINOR = 0.4
#: What is called a footer is one, unless the whole page is.
MINOR_FOOTER = 0.9


class Mark(Enum):
    """What a part of a page is by its name."""

    ASIDE = auto()
    """A promotion, form, list or note that belongs to the page, not to the article."""
    CAPTION = auto()


#: A name is cut into words at hyphens, underscores and capitals; these are whole words of it.
_ASIDE = re.compile(
    r"(?<![a-z])(?:newsletters?|sign ?up|subscri(?:be|ption|bers?)|cookies?|consent|gdpr|promos?"
    r"|promotions?|advert\w*|ads?|sponsor\w*|paywall|related\w*|recirc\w*|recommend\w*|read ?more"
    r"|more (?:news|stories|posts|articles)|social\w*|share|sharing|sharedaddy|addthis|bookmark"
    r"|comments?|disqus|respond|breadcrumbs?|pagination|pager|navigation|nav|menu|toolbar|popup"
    r"|modal|(?:author|post author|about|writer) ?(?:bio|box|info|card|description)"
    r"|about (?:the )?author|bio|tags?|topics|toc|table of contents|outbrain|taboola|skip|footer"
    r"|sidebar|copyright|disclaimer|print only|no ?print|rating|votes?"
    r"|lien quan|tin khac|tin cu|tin moi|bai khac|binh luan|chia se|danh gia|quang cao|tu khoa)"
    r"(?![a-z])"
)
_FOOTER = re.compile(
    r"(?:, )*(?:(?:page|site|main|row|bottom|wrap(?:per)?) )*(?:, )*footer(?![a-z])"
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
_SEPARATORS = re.compile(r"[^a-z]+")


def marks(blocks: Sequence[Block], root: HtmlElement) -> list[Mark | None]:
    """What each block is by the name of the nearest element around it that has one."""
    named: dict[HtmlElement, list[HtmlElement]] = {}
    words: Counter[HtmlElement] = Counter()
    for block in blocks:
        if block.element not in named:
            named[block.element] = [e for e in ancestors(block.element, root) if _mark(e)]
        for element in named[block.element]:
            words[element] += block.words - block.link_words
    all_words = sum(block.words - block.link_words for block in blocks)
    return [
        next(
            (
                mark
                for element in named[block.element]
                if words[element] < _share(element) * all_words
                and ((mark := _mark(element)) is Mark.ASIDE or _is_by_picture(block, element))
            ),
            None,
        )
        for block in blocks
    ]


def _share(element: HtmlElement) -> float:
    names = _names(element.get("class") or "", element.get("id") or "")
    return MINOR_FOOTER if element.tag == "footer" or _FOOTER.match(names) else MINOR


def _is_by_picture(block: Block, caption: HtmlElement) -> bool:
    """Whether what is named a caption stands by a picture; leads are named so, too."""
    if block.after_media or caption.tag in _CAPTION_TAGS:
        return True
    around = islice(caption.iterancestors(), PICTURE_REACH)
    return any(_PICTURE.search(_names(e.get("class") or "", e.get("id") or "")) for e in around)


def _mark(element: HtmlElement) -> Mark | None:
    if element.tag == "figure" and element.find(".//table") is not None:
        return None
    return _mark_of(element.tag, element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=10_000)
def _mark_of(tag: str, classes: str, name: str) -> Mark | None:
    words = _names(classes, name)
    if tag in _CAPTION_TAGS or _CAPTION.search(words):
        return Mark.CAPTION
    if tag in _ASIDE_TAGS or _ASIDE.search(words):
        return Mark.ASIDE
    return None


def _names(classes: str, name: str) -> str:
    """The words of an element's class and id names."""
    return " , ".join(
        _SEPARATORS.sub(" ", _CAPITALS.sub(" ", text).lower()) for text in (*classes.split(), name)
    )
