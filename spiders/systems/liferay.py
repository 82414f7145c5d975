"""Portals on Liferay 6 and 7: Bình Định, Bắc Giang, Quảng Trị, Hà Nội and others."""

import re

from crawler.urls import systems
from spiders.systems.base import System


class Liferay(System):
    """An article is named by its slug, whatever page, section, language or portlet shows it.

    Simulated by `liferay` and `provincial`.
    """

    name = "liferay"
    signs = re.compile(
        r"Liferay\.(?:ThemeDisplay|Util|Portlet|Browser)|/-/asset_publisher/|portlet-boundary", re.I
    )
    feeds = ()
    futile = re.compile(
        r"/c/portal/|/-/(?:calendar|search|login|blogs/rss)|p_p_id=(?:58|3|8|33|77|15|145|148)(?:&|_INSTANCE|$)"
        r"|_struts_action=[^&]*(?:login|edit_|calendar|search|rss)|/-/asset_publisher/[^/]*/rss"
        r"|p_p_lifecycle=[12]|/combo/|/documents/\d",
        re.IGNORECASE,
    )

    def identity(self, url: str, link_text: str) -> str | None:
        """The article's slug."""
        return systems.liferay(url)
