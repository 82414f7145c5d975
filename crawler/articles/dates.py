"""Dates that cannot be those of an article's publication."""

from dataclasses import replace
from datetime import datetime

from crawler.extraction import Article
from crawler.vietnamese.moments import VIETNAM


def day_in_vietnam(moment: datetime) -> str:
    """The day of a moment in Vietnam (ISO 8601)."""
    return moment.astimezone(VIETNAM).date().isoformat()


def without_future(article: Article, seen_at: datetime) -> Article:
    """An article without a date that is later than the day on which it was seen."""
    is_future = article.published is not None and article.published[:10] > day_in_vietnam(seen_at)
    return replace(article, published=None) if is_future else article
