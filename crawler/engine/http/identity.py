"""Identity of the crawler, as servers' logs show it."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

#: What robots.txt files call this crawler.
PRODUCT = "dost-record"
_VERSION = "0.1"
_PURPOSE = "archive of public science and technology news of Vietnam"


class Identity:
    """Composes USER_AGENT from who we are, why we ask, and CONTACT (a Scrapy add-on).

    CONTACT is an address or e-mail at which a site's people reach those who run the crawl.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the add-on, as Scrapy does."""
        return cls()

    def update_settings(self, settings: BaseSettings) -> None:
        """Set USER_AGENT, unless the user did."""
        contact = settings.get("CONTACT")
        comment = f"{_PURPOSE}; +{contact}" if contact else _PURPOSE
        settings.set("USER_AGENT", f"{PRODUCT}/{_VERSION} ({comment})", priority="addon")
