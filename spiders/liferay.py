"""Portals on Liferay 6 and 7: Bình Định, Bắc Giang, Quảng Trị, Hà Nội and others."""

import re
from urllib.parse import unquote, urlsplit

from spiders.system import System

_CONTENT = re.compile(
    r"/-/(?:asset_publisher/[^/]*/content|view-article/.*?|[\w-]+)/(?:[^/?]*/)*?([^/?]+)/?(?:\?(\d+))?$",
    re.IGNORECASE,
)
_URL_TITLE = re.compile(r"(?:^|&)_101_INSTANCE_\w+_urlTitle=([^&]+)")
_FRIENDLY = re.compile(r"/-/([^/?]+)/?$")


class Liferay(System):
    """An article is named by its slug, whatever page, section, language or portlet shows it."""

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
        """The last part of `/-/asset_publisher/<instance>/content/<slug>` and its kin."""
        parts = urlsplit(url)
        if match := _URL_TITLE.search(parts.query):
            return "content/" + unquote(match.group(1)).lower()
        path = unquote(parts.path)
        if match := _CONTENT.search(path) or _FRIENDLY.search(path):
            return "content/" + match.group(1).lower().removesuffix(".html")
        return None
