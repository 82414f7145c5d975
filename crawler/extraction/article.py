"""What extraction gives: the article of a page, or why the page has none."""

from dataclasses import dataclass

from crawler.extraction.fields.images import Image
from crawler.extraction.fields.references import Attachment
from crawler.extraction.kinds.kind import Kind


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read from a page.

    `text` has its paragraphs separated by one newline, in Unicode NFC; `markdown` is the same text
    with its headings, lists, tables, emphasis and links, and with the figures among it.
    `published` is an ISO 8601 date, with time and Vietnam's zone where the page gives a time;
    `published_raw` is the string it was read from. `author` is the person who signed, `source` whom
    the text was taken from. `lead` (sapo) is the first paragraph where the page sets it apart,
    `section` (chuyên mục) the part of the site that the article is in, `tags` (từ khoá) what the
    page files it under. `captions` are those of pictures, films and tables; a picture's is also in
    `images`. What a page does not say is None or empty, never guessed.
    """

    url: str
    title: str
    text: str
    author: str | None = None
    published: str | None = None
    published_raw: str | None = None
    lead: str | None = None
    source: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page was found to be.

    `reason` says why it is not an article ("" for articles); `surely_dated` that its date is not
    one that every page of the portal may show, as a clock does; `fallbacks` names what did not work
    as it should and was done another way, for counting.
    """

    kind: Kind
    reason: str
    article: Article | None
    declares_article: bool = False
    fallbacks: tuple[str, ...] = ()
    surely_dated: bool = False
