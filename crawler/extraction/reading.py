"""Reading of a page: decoding, layout, classification and the fields of the article."""

from functools import partial
from itertools import chain

from crawler.extraction.article import Article, Reading
from crawler.extraction.fields.byline import author, bylines, published
from crawler.extraction.fields.hints import NO_HINTS, Hints
from crawler.extraction.fields.images import read_figures
from crawler.extraction.fields.lead import lead
from crawler.extraction.fields.naming import declared_title, is_office, is_section
from crawler.extraction.fields.records import summary
from crawler.extraction.fields.references import attachments
from crawler.extraction.fields.taxonomy import section, tags
from crawler.extraction.fields.title import shown_title
from crawler.extraction.kinds.error_pages import LEAST_WORDS
from crawler.extraction.kinds.kind import Kind, kind_of
from crawler.extraction.markdown import to_markdown
from crawler.extraction.region.body import Body, drop_name, read_body
from crawler.extraction.region.brief_notice import as_brief_notice
from crawler.extraction.region.layout import Layout, read_again, read_layout
from crawler.extraction.region.recovery import Attempt, best_attempt
from crawler.extraction.region.trafilatura_check import trafilatura_text
from crawler.extraction.source.document import (
    LONGEST_DECLARED,
    base_address,
    is_too_large,
    parse_whole,
)
from crawler.extraction.template.template import Template
from crawler.vietnamese.dates import Timestamp
from crawler.vietnamese.decoding import decode
from crawler.vietnamese.names import byline_source

#: Fallback: the text does not stand where the site's template has it.
UNFIT = "template does not fit"
#: Fallback: the JSON-LD is not valid JSON, and was read as far as possible.
REPAIRED = "JSON-LD repaired"
#: The fallback of a page whose elements lie too deep for the parser: it was read without some.
FLATTENED = "elements nested too deep"
#: The reason for which a page is not read that is longer, or has more elements, than any page.
TOO_LARGE = "too large"
#: Reasons given to a page whose article has next to no text.
WITHOUT_TEXT = frozenset(("no text", "page of parts", "no prose", "listing"))


def extract(
    html: str | bytes, url: str, template: Template | None = None, *, link_text: str = ""
) -> Article | None:
    """Return the article of a page, or None if it has none.

    `html` is the page as received (bytes are decoded), `url` its address, `template` the result of
    :func:`crawler.extraction.learn_template` for other pages of the site. `link_text`, the text of
    a link to the page, helps to find the title; nothing depends on it.
    """
    return read_page(html, url, template, link_text=link_text).article


def read_page(
    html: str | bytes,
    url: str,
    template: Template | None = None,
    *,
    content_type: str | None = None,
    link_text: str = "",
    hints: Hints = NO_HINTS,
) -> Reading:
    """Return the kind of a page, and its article if it is one.

    `content_type` is the HTTP header of `html` given as bytes. A page that does not fit the
    `template` is read without it; one that is too large is not read.
    """
    if is_too_large(html):
        return Reading(Kind.OTHER, TOO_LARGE, None)
    link_text = link_text[:LONGEST_DECLARED]
    fallbacks: tuple[str, ...] = ()
    if isinstance(html, bytes):
        decoded = decode(html, content_type)
        html = decoded.text
        fallbacks = (decoded.fallback,) if decoded.fallback else ()
    parsed = parse_whole(html)
    if parsed is None:
        return Reading(Kind.OTHER, "empty page", None)
    root = parsed.root
    if parsed.is_flattened:
        fallbacks += (FLATTENED,)
    first = _read(read_layout(root, url, link_text, hints, template), link_text)
    if first.page.declared.repaired:
        fallbacks += (REPAIRED,)
    if template is not None and not first.page.fits:
        fallbacks += (UNFIT,)
    best = best_attempt(first, partial(read_again, root, url, link_text, hints), _body)
    if best.fallback:
        fallbacks += (best.fallback,)
    page, kind, reason = best.page, best.kind, best.reason
    when, is_sure = published(page, url, hints) if best.body else (None, False)
    article = _article(page, best.body, url, hints, when) if best.body else None
    if kind is Kind.ARTICLE and article is None:
        kind, reason = Kind.OTHER, "no text"
    return Reading(kind, reason, article, page.declared.is_article, fallbacks, is_sure)


def _read(page: Layout, link_text: str) -> Attempt:
    kind, reason = kind_of(page)
    body = _body(page) if kind is Kind.ARTICLE else None
    is_short = body is not None and body.words < LEAST_WORDS
    if (is_short or reason in WITHOUT_TEXT) and (notice := as_brief_notice(page, link_text)):
        return Attempt(notice, Kind.ARTICLE, "", _body(notice))
    return Attempt(page, kind, reason, body)


def _body(page: Layout) -> Body:
    text = page.text
    return read_body(
        [page.blocks[i] for i in text],
        [page.roles[i] for i in text],
        None if page.fits else lambda: trafilatura_text(page.element),
    )


def _article(
    page: Layout, body: Body, url: str, hints: Hints, when: Timestamp | None
) -> Article | None:
    base, who = base_address(page.root, url), author(page, body, hints)
    drop_name(body, who)
    below = slice(page.start if page.title is None else page.title + 1, None)
    blocks, roles = page.blocks[below], page.roles[below]
    files = attachments(blocks, roles, page.last, base)
    if body.words < LEAST_WORDS and not (files or page.is_brief):
        return None
    text = list(chain(*body.lines)) or [page.blocks[i] for i in page.region]
    figures = read_figures(blocks, roles, text, body.captions, base)
    return Article(
        url=url,
        title=_title(page),
        text="\n".join(body.paragraphs),
        author=who,
        published=when.value if when else None,
        published_raw=when.raw if when else None,
        lead=lead(page, body),
        source=next(filter(None, map(byline_source, bylines(page))), None),
        section=section(page),
        tags=tags(page),
        captions=tuple(caption.text for caption in body.captions),
        images=tuple(figure.image for figure in figures if figure.image),
        attachments=files,
        markdown=to_markdown(body.lines, figures, base),
    )


def _title(page: Layout) -> str:
    """Return the title that the page shows, or else the one in its head; "" without either.

    A legal document under a section's name gets the subject in its record as title.
    """
    shown = "" if page.title is None else shown_title(page.blocks[page.title].text)
    if shown and not (is_section(shown) or is_office(shown)):
        return shown
    named = summary([page.blocks[i] for i in page.region])
    return named or shown or declared_title(page.declared) or ""
