"""What those who make pages call the parts of them, in words that mean the same everywhere."""

import re
from enum import Enum, auto
from functools import lru_cache


class Author(Enum):
    """Who wrote what stands in a part of a page, by its name."""

    NOBODY = auto()
    """It is furniture, which has no paragraphs."""
    READER = auto()
    """Readers below the text, or whoever tells of the author."""
    OFFICE = auto()
    """The site, at the end of its pages."""
    LAWYER = auto()
    """It is a note on cookies, as long as the law wants it."""
    CORRESPONDENT = auto()
    """It is an entry of a live blog."""


class ClassHint(Enum):
    """What a part of a page is by its name."""

    ASIDE = auto()
    """A promotion, form, list or note that belongs to the page, not to the article."""
    OTHERS = auto()
    """What readers or somebody else wrote, or the entries of a live blog below an article."""
    CAPTION = auto()
    HIDDEN = auto()
    """What a browser does not show, or not at first."""


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
    r"|lien quan|tin khac|tin cu|tin moi|bai khac|binh luan|chia se|danh gia|quang cao|tu khoa)"
    r"(?![a-z])"
)
_LIVE = re.compile(
    r"(?<![a-z])live ?(?:blog|list|posts?|updates?|feed|entr(?:y|ies))(?: ?entr(?:y|ies))?(?![a-z])"
)
_LAWYERS = re.compile(r"(?<![a-z])(?:cookies?|consent|gdpr|light ?box)(?![a-z])")
ABOUT_AUTHOR = re.compile(
    r"(?<![a-z])(?:bio|about (?:the )?author"
    r"|(?:author|post author|about|writer) ?(?:bio|box|info|card|description))(?![a-z])"
)
#: What readers write.
_READERS = re.compile(
    r"(?<![a-z])(?:comments?|cmts?|box ?cm|disqus|respond|binh luan|phan hoi|gop y"
    r"|y kien(?: ban doc)?|nhan xet)(?![a-z])"
)
_OFFICES = re.compile(r"(?<![a-z])(?:footer|copyright|disclaimer)(?![a-z])")
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
#: SharePoint names elements by a number (`ExternalClass07AD961E`), in which a word can seem to be.
_NUMBER = re.compile(r"[0-9A-Fa-f]{8,}")


@lru_cache(maxsize=10_000)
def hint_of(tag: str, classes: str, identifier: str) -> ClassHint | None:
    """What an element is by its tag, classes and id; None where they tell nothing."""
    names = words_of(tag, classes, identifier)
    if tag in CAPTION_TAGS or _CAPTION.search(names):
        return ClassHint.CAPTION
    if author_of(tag, classes, identifier) is not Author.NOBODY:
        return ClassHint.OTHERS
    return ClassHint.ASIDE if tag in _ASIDE_TAGS or _ASIDE.search(names) else None


@lru_cache(maxsize=10_000)
def author_of(tag: str, classes: str, identifier: str) -> Author:
    """Who would have written what stands in an element that is called so."""
    names = words_of(tag, classes, identifier)
    if _LAWYERS.search(names):
        return Author.LAWYER
    if tag == "footer" or _OFFICES.search(names):
        return Author.OFFICE
    if _READERS.search(names) or ABOUT_AUTHOR.search(names):
        return Author.READER
    return Author.CORRESPONDENT if _LIVE.search(names) else Author.NOBODY


@lru_cache(maxsize=10_000)
def is_picture(classes: str, identifier: str) -> bool:
    """Whether an element is named after a picture."""
    return _PICTURE.search(words_of("", classes, identifier)) is not None


def words_of(tag: str, classes: str, identifier: str) -> str:
    """The words of an element's names; its tag is one where it is custom. Commas part the names."""
    names = f"{classes} {identifier} {tag if '-' in tag else ''}".split()
    words = _CAPITALS.sub(" ", _NUMBER.sub("", ", ".join(names)))
    return _SEPARATORS.sub(" ", words.lower())
