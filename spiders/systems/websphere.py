"""Portals on IBM WebSphere Portal: An Giang until 2022."""

import re

from crawler.vietnamese.unicode import slug
from spiders.systems.base import System

_STATE = re.compile(r"/!ut/p/[^?#]*")


class WebSphere(System):
    """Addresses carry the portal's state, new in every response: links tell by their text.

    Simulated by `websphere`.
    """

    name = "websphere"
    signs = re.compile(r"/wps/(?:portal|myportal|contenthandler)|wpthemeControl|wpsPortlet")
    feeds = ()

    def identity(self, url: str, link_text: str) -> str | None:
        """The page before the state, and what the link says."""
        if not _STATE.search(url):
            return None
        return f"wps/{slug(link_text)}" if link_text else None
