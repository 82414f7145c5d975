"""A site, the time at which it is crawled, and a spider of it."""

from datetime import UTC, datetime

from scrapy import Spider

from crawler.catalogue import COUNTRY, Site

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
SITE = Site(
    name="binh_son",
    agency="Sở Khoa học và Công nghệ binh_son",
    province=COUNTRY,
    url="http://skhcn.binhson.vidu/",
)


class SiteSpider(Spider):
    """A spider of the site that walks nowhere."""

    name = SITE.name
    site = SITE
    limit: int | None = None
