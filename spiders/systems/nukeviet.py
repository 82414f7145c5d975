"""Portals on NukeViet: Tây Ninh, Nghệ An, Đồng Nai, Cao Bằng's older one."""

import re

from crawler.urls import systems
from spiders.systems.base import System


class NukeViet(System):
    """Articles at `/<module>/<category>/<slug>-<id>.html`; a feed for each category.

    Simulated by `nukeviet`.
    """

    name = "nukeviet"
    signs = re.compile(
        r"NukeViet|nv_(?:siteroot|base_siteurl|lang_data|module_name)", re.IGNORECASE
    )
    feeds = ("/news/rss/", "/vi/news/rss/")
    futile = re.compile(
        r"[?&]nv=(?:users|seek|contact|voting|statistics)|/(?:statistics|voting|contact|seek)/",
        re.I,
    )

    def identity(self, url: str, link_text: str) -> str | None:
        """The slug with the article's number, which else is the last part of the path."""
        return systems.nukeviet(url)
