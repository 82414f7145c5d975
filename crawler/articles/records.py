"""Pages and articles as the database stores them."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from crawler.articles.stages import FetchedPage, Part
from crawler.database import StoredArticle, StoredPage, StoredPart
from crawler.extraction import Article


def stored_page(page: FetchedPage, template: int) -> StoredPage:
    """The page's record; `template` is the version of the template that it was read with."""
    return StoredPage(
        page.key,
        page.url,
        page.site,
        page.capture,
        renamed=page.renamed,
        template=template,
        link_text=page.link_text or "",
        parts=tuple(_stored_parts(page.parts)),
    )


def _stored_parts(parts: Sequence[Part]) -> Iterator[StoredPart]:
    """The records of the parts that are in the archive."""
    for part in parts:
        if place := part.capture:
            yield StoredPart(part.number, part.key, part.url, place.warc_file, place.warc_offset)


def stored_article(article: Article, content_hash: str) -> StoredArticle:
    """The article's record."""
    read = {field.name: getattr(article, field.name) for field in fields(article)}
    return StoredArticle(**read, content_hash=content_hash)
