"""Portals on DotNetNuke: Kon Tum and Tuyên Quang until about 2018, Cần Thơ in 2017."""

import re
from urllib.parse import unquote

from spiders.system import System

_MODULE = re.compile(r"[/?&]mid[/=](\d+)", re.IGNORECASE)
_ITEM = re.compile(r"[/?&](?:ItemID|articleId|newsid)[/=](\d+)", re.IGNORECASE)
#: So short a name is an item's only where a module is named, too.
_ITEM_OF_MODULE = re.compile(r"[/?&]id[/=](\d+)", re.IGNORECASE)


class DotNetNuke(System):
    """Modules on pages: an article is an item of a module, on whichever page (tab) it is shown."""

    name = "dotnetnuke"
    signs = re.compile(r"dnn_(?:\w+Pane|ctr\d+)|/DesktopModules/|DotNetNuke", re.IGNORECASE)
    feeds = ()
    futile = re.compile(
        r"[/?&]ctl[/=]|/(?:privacy|terms)(?:\.aspx|/)|[?&/]returnurl[=/]", re.IGNORECASE
    )

    def identity(self, url: str, link_text: str) -> str | None:
        """The module and the item in it, in the path or the query."""
        url = unquote(url)
        module = _MODULE.search(url)
        item = _ITEM.search(url) or (module and _ITEM_OF_MODULE.search(url))
        if item is None:
            return None
        return "/".join(("item", *(found[1] for found in (module, item) if found)))
