"""Sources of a site: `-a source=…`."""

from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.errors import UserError
from spiders.portal import PortalSpider
from spiders.wayback import WaybackSpider

#: The spiders for the values of `source`.
SOURCES: dict[str, type[PortalSpider]] = {"site": PortalSpider, "wayback": WaybackSpider}


class SiteSpider(PortalSpider):
    """Crawls a site of the catalogue, or reads it from the source that the argument names."""

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: Any, source: str = "site", **kwargs: Any
    ) -> Self:
        """Make the spider of the source; raises `UserError` for one that there is not."""
        if source not in SOURCES:
            known = " or ".join(f"-a source={name}" for name in SOURCES)
            raise UserError(f"source={source}: no such source; write {known}, or leave it out")
        base = SOURCES[source]
        if issubclass(cls, base):
            return super().from_crawler(crawler, *args, **kwargs)
        attributes = {"name": cls.name, "site": cls.site, "__doc__": cls.__doc__}
        spider: Any = type(cls.__name__, (base,), attributes)
        return spider.from_crawler(crawler, *args, **kwargs)  # type: ignore[no-any-return]
