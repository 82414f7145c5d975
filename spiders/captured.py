"""Base of the spiders that visit captures of a site in place of the site."""

from collections.abc import Iterable

from crawler.archive.cdx_selection import CapturedT
from crawler.discovery.links import is_calendar, is_futile
from crawler.urls.hosts import bare_host
from crawler.urls.identity import canonical, identity
from spiders.portal import PortalSpider


class CapturedSpider(PortalSpider):
    """Knows which captures of a site are worth reading; the addresses alone tell it."""

    def _readable_key(self, url: str, link_text: str = "") -> str | None:
        """The key of the page behind an address; None where no article can stand."""
        if is_futile(url) or is_calendar(url) or self.addressing.is_futile(url):
            return None
        key = self.addressing.key(url, link_text)
        return None if self.addressing.is_home(key) else key

    def _samples(self, captures: Iterable[CapturedT]) -> Iterable[CapturedT]:
        """Of each host the capture that shows its system best: the newest home page, if any."""
        homes = {identity(canonical(address)) for address in self.site.addresses}
        pages = [c for c in captures if c.status == "200" and c.media_type == "text/html"]
        keys = {url: identity(canonical(url)) for url in {page.url for page in pages}}
        samples: dict[str, CapturedT] = {}
        for page in sorted(pages, key=lambda page: (keys[page.url] in homes, page.moment)):
            samples[bare_host(page.url)] = page
        return samples.values()
