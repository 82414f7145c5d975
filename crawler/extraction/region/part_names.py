"""Names of page parts: the words in class and id names that mean the same on most sites."""

import re
from enum import Enum, auto
from functools import lru_cache


class PartKind(Enum):
    """The kind of a page part, by its name."""

    BOILERPLATE = auto()
    """Menus, forms, promotions and the like, which have no paragraphs."""
    COMMENTS = auto()
    """Readers' comments below the text, or a note about the author."""
    FOOTER = auto()
    """The imprint at the end of the site's pages."""
    COOKIE_NOTICE = auto()
    """A cookie notice, which can be as long as an article."""
    LIVE_BLOG = auto()
    """An entry of a live blog."""


class ClassHint(Enum):
    """The hint that a part's name gives for the blocks in it."""

    ASIDE = auto()
    """A promotion, form, list or note that belongs to the page, not to the article."""
    OTHERS = auto()
    """Text by readers or other authors, or the entries of a live blog below an article."""
    CAPTION = auto()
    HIDDEN = auto()
    """A part that a browser does not show, or not at first."""


#: Whole words of a name, which is split at hyphens, underscores and capitals.
_ASIDE = re.compile(
    r"(?<![a-z])(?:newsletters?|sign ?up|subscri(?:be|ption|bers?)|cookies?|consent|gdpr|promos?"
    r"|promotions?|advert\w*|ads?|sponsor\w*|paywall|related\w*|recirc\w*|recommend\w*|read ?more"
    r"|more (?:news|stories|posts|articles)|social\w*|share|sharing|sharedaddy|addthis|bookmark"
    r"|comments?|disqus|respond|breadcrumbs?|pagination|pager|navigation|nav|menu|toolbar|popup"
    r"|modal|(?:author|post author|about|writer) ?(?:bio|box|info|card|description)"
    r"|about (?:the )?author|bio|tags?|topics|table of contents|outbrain|taboola|skip|footer"
    r"|toc(?= ?,| ?$| (?:container|wrap\w*|box|block|widget|nav|list|items?|title|inner)(?![a-z]))"
    r"|sidebar|copyright|disclaimer|print only|no ?print|rating|votes?"
    r"|lien quan|tin khac|tin cu|tin moi|bai khac|binh luan|chia se|danh gia|quang cao|tu khoa)"
    r"(?![a-z])"
)
_LIVE = re.compile(
    r"(?<![a-z])live ?(?:blog|list|posts?|updates?|feed|entr(?:y|ies))(?: ?entr(?:y|ies))?(?![a-z])"
)
_COOKIE_NOTICE = re.compile(r"(?<![a-z])(?:cookies?|consent|gdpr|light ?box)(?![a-z])")
ABOUT_AUTHOR = re.compile(
    r"(?<![a-z])(?:bio|about (?:the )?author"
    r"|(?:author|post author|about|writer) ?(?:bio|box|info|card|description))(?![a-z])"
)
#: Names of comments.
_COMMENTS = re.compile(
    r"(?<![a-z])(?:comments?|cmts?|box ?cm|disqus|respond|binh luan|phan hoi|gop y"
    r"|y kien(?: ban doc)?|nhan xet)(?![a-z])"
)
_FOOTER = re.compile(r"(?<![a-z])(?:footer|copyright|disclaimer)(?![a-z])")
_CAPTION = re.compile(
    r"(?<![a-z])(?:fig ?caption|captions?|photo ?(?:desc|credit)|image ?(?:desc|credit)|credits?"
    r"|chu thich)(?![a-z])"
)
_PICTURE = re.compile(
    r"(?<![a-z])(?:images?|img|photos?|pictures?|figure|media|video|gallery|anh|hinh)(?![a-z])"
)
_ASIDE_TAGS = frozenset(("aside", "nav", "footer", "dialog", "form", "button"))
CAPTION_TAGS = frozenset(("figcaption", "figure", "caption"))
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^a-z,]+")
#: SharePoint's numbers in names (`ExternalClass07AD961E`), in which a word may seem to occur.
_NUMBER = re.compile(r"[0-9A-Fa-f]{8,}")


@lru_cache(maxsize=10_000)
def hint_of(tag: str, classes: str, identifier: str) -> ClassHint | None:
    """Return the hint of an element by its tag, classes and id; None without one."""
    names = words_of(tag, classes, identifier)
    if tag in CAPTION_TAGS or _CAPTION.search(names):
        return ClassHint.CAPTION
    if part_kind(tag, classes, identifier) is not PartKind.BOILERPLATE:
        return ClassHint.OTHERS
    return ClassHint.ASIDE if tag in _ASIDE_TAGS or _ASIDE.search(names) else None


@lru_cache(maxsize=10_000)
def part_kind(tag: str, classes: str, identifier: str) -> PartKind:
    """Return the kind of part that an element is by its names."""
    names = words_of(tag, classes, identifier)
    if _COOKIE_NOTICE.search(names):
        return PartKind.COOKIE_NOTICE
    if tag == "footer" or _FOOTER.search(names):
        return PartKind.FOOTER
    if _COMMENTS.search(names) or ABOUT_AUTHOR.search(names):
        return PartKind.COMMENTS
    return PartKind.LIVE_BLOG if _LIVE.search(names) else PartKind.BOILERPLATE


@lru_cache(maxsize=10_000)
def is_picture(classes: str, identifier: str) -> bool:
    """True if an element is named after a picture."""
    return _PICTURE.search(words_of("", classes, identifier)) is not None


def words_of(tag: str, classes: str, identifier: str) -> str:
    """Return the words of an element's names, and of a custom tag; commas separate the names."""
    names = f"{classes} {identifier} {tag if '-' in tag else ''}".split()
    words = _CAPITALS.sub(" ", _NUMBER.sub("", ", ".join(names)))
    return _SEPARATORS.sub(" ", words.lower())
