"""What extraction gives: the article of a page, or why the page has none."""

from dataclasses import dataclass

from crawler.extraction.kind import Kind


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read from a page.

    `text` has its paragraphs separated by one newline, in Unicode NFC. `published` is an ISO 8601
    date, with time and Vietnam's zone where the page gives a time; `published_raw` is the string
    it was read from. `author` is the person who signed, `source` whom the text was taken from.
    What a page does not say is None or empty, never guessed.
    """

    url: str
    title: str
    text: str
    author: str | None = None
    published: str | None = None
    published_raw: str | None = None
    lead: str | None = None
    source: str | None = None
    captions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page was found to be.

    `reason` says why it is not an article ("" for articles); `fallbacks` names what did not work
    as it should and was done another way, for counting.
    """

    kind: Kind
    reason: str
    article: Article | None
    declares_article: bool = False
    fallbacks: tuple[str, ...] = ()
