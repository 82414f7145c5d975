"""Portals on DotNetNuke: Kon Tum and Tuyên Quang until about 2018, Cần Thơ in 2017."""

import re

from crawler.urls import systems
from spiders.systems.base import System


class DotNetNuke(System):
    """Modules on pages: an article is an item of a module, on whichever page (tab) it is shown.

    Simulated by `dotnetnuke`.
    """

    name = "dotnetnuke"
    signs = re.compile(r"dnn_(?:\w+Pane|ctr\d+)|/DesktopModules/|DotNetNuke", re.IGNORECASE)
    feeds = ()
    futile = re.compile(
        r"[/?&]ctl[/=]|/(?:privacy|terms)(?:\.aspx|/)|[?&/]returnurl[=/]", re.IGNORECASE
    )

    def identity(self, url: str, link_text: str) -> str | None:
        """The module and the item in it."""
        return systems.dotnetnuke(url)
