"""From a page to its article."""

from crawler.extraction.article import Article, Reading
from crawler.extraction.blocks import count_words
from crawler.extraction.body import read_body
from crawler.extraction.byline import author, bylines, published
from crawler.extraction.document import parse
from crawler.extraction.hints import NO_HINTS, Hints
from crawler.extraction.kind import LEAST_WORDS, Kind, kind_of
from crawler.extraction.layout import Layout, read_layout
from crawler.extraction.second_opinion import trafilatura_text
from crawler.extraction.title import comparable, declared_title, shown_title
from crawler.vietnamese.decoding import decode
from crawler.vietnamese.names import byline_source

#: So many letters that the page's head and the first paragraph have in common make a lead.
LEAD_START = 40


def extract(html: str | bytes, url: str, *, link_text: str = "") -> Article | None:
    """The article of a page, or None where the page shows none.

    `html` is the page as it came (bytes are decoded), `url` its address. `link_text`, what a link
    said that led to the page, helps to find the title; nothing depends on it.
    """
    return read_page(html, url, link_text=link_text).article


def read_page(
    html: str | bytes,
    url: str,
    *,
    content_type: str | None = None,
    link_text: str = "",
    hints: Hints = NO_HINTS,
) -> Reading:
    """What a page is, and its article if it is one.

    `content_type` is the header that `html`, as bytes, came with.
    """
    fallbacks: tuple[str, ...] = ()
    if isinstance(html, bytes):
        decoded = decode(html, content_type)
        html = decoded.text
        fallbacks = (decoded.fallback,) if decoded.fallback else ()
    root = parse(html)
    if root is None:
        return Reading(Kind.OTHER, "empty page", None)
    page = read_layout(root, url, link_text, hints)
    kind, reason = kind_of(page)
    article = _article(page, url, hints) if kind is Kind.ARTICLE else None
    if kind is Kind.ARTICLE and article is None:
        kind, reason = Kind.OTHER, "no text"
    return Reading(kind, reason, article, page.declared.is_article, fallbacks)


def _article(page: Layout, url: str, hints: Hints) -> Article | None:
    text = page.text
    when = published(page, url, hints)
    body = read_body(
        [page.blocks[i] for i in text],
        [page.roles[i] for i in text],
        trafilatura_text(page.root),
    )
    if sum(map(count_words, body.paragraphs)) < LEAST_WORDS and not body.attachments:
        return None
    shown = shown_title(page.blocks[page.title].text) if page.title is not None else None
    return Article(
        url=url,
        title=shown or declared_title(page.declared) or "",
        text="\n".join(body.paragraphs),
        author=author(page, body, hints),
        published=when.value if when else None,
        published_raw=when.raw if when else None,
        lead=_lead(body.paragraphs, page.declared.lead),
        source=next(filter(None, map(byline_source, bylines(page))), None),
        captions=tuple(body.captions),
        attachments=tuple(body.attachments),
    )


def _lead(paragraphs: list[str], declared: str | None) -> str | None:
    """The first paragraph, where the page's head gives it as what the article is about."""
    if not paragraphs or not declared:
        return None
    begins = comparable(paragraphs[0]).startswith(comparable(declared)[:LEAD_START])
    return paragraphs[0] if begins and len(declared) >= LEAD_START else None
