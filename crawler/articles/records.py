"""Pages and articles as the database stores them."""

import dataclasses
from collections.abc import Iterator, Sequence
from datetime import date

from crawler.articles.stages import FetchedPage, Part
from crawler.database import StoredArticle, StoredPage, StoredPart
from crawler.extraction import Article, Attachment, Image


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
    published = article.published
    return StoredArticle(
        content_hash=content_hash,
        title=article.title,
        text=article.text,
        author=article.author,
        published=date.fromisoformat(published[:10]) if published else None,
        published_at=published if published and "T" in published else None,
        published_raw=article.published_raw,
        lead=article.lead,
        source=article.source,
        section=article.section,
        tags=article.tags,
        images=told(article.images),
        attachments=told(article.attachments),
        markdown=article.markdown,
    )


def told(things: Sequence[Image | Attachment]) -> tuple[dict[str, str], ...]:
    """Pictures or files as records, without the fields that the page does not tell."""
    records = map(dataclasses.asdict, things)
    return tuple({k: v for k, v in record.items() if v is not None} for record in records)
