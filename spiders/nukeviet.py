"""Portals on NukeViet: Tây Ninh, Nghệ An, Đồng Nai, Cao Bằng's older one."""

import re
from urllib.parse import unquote

from spiders.system import System

#: `index.php?language=vi&nv=news&op=<category>/<slug>-<id>`, without rewriting.
_LONG_FORM = re.compile(r"[?&]op=[^&]*/([^/&]+-\d+)(?:\.html)?(?:&|$)")


class NukeViet(System):
    """Articles at `/<module>/<category>/<slug>-<id>.html`; a feed for each category."""

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
        """The slug with the article's number, in the path or as `op` in the query."""
        match = _LONG_FORM.search(unquote(url))
        return f"…/{match[1].lower()}.html" if match else None
