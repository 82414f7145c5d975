"""Keys of articles by the addresses of each content system; pure rules.

A spider goes by the rule of the system that its portal runs on (spiders/systems). Who has an
address alone, such as the readers of a page's history, tries all of them.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from crawler.urls.hosts import bare_host
from crawler.urls.identity import canonical, identity, unmirrored

_LIFERAY_CONTENT = re.compile(
    r"/-/(?:asset_publisher/[^/]*/content|view-article/.*?|[\w-]+)/(?:[^/?]*/)*?([^/?]+)/?(?:\?(\d+))?$",
    re.IGNORECASE,
)
_LIFERAY_TITLE = re.compile(r"(?:^|&)_101_INSTANCE_\w+_urlTitle=([^&]+)")
_LIFERAY_FRIENDLY = re.compile(r"/-/([^/?]+)/?$")
_DNN_MODULE = re.compile(r"[/?&]mid[/=](\d+)", re.IGNORECASE)
_DNN_ITEM = re.compile(r"[/?&](?:ItemID|articleId|newsid)[/=](\d+)", re.IGNORECASE)
#: So short a name is an item's only where a module is named, too.
_DNN_ITEM_OF_MODULE = re.compile(r"[/?&]id[/=](\d+)", re.IGNORECASE)
#: `index.php?language=vi&nv=news&op=<category>/<slug>-<id>`, without rewriting.
_NUKEVIET_LONG_FORM = re.compile(r"[?&]op=[^&]*/([^/&]+-\d+)(?:\.html)?(?:&|$)")


def liferay(url: str) -> str | None:
    """The last part of `/-/asset_publisher/<instance>/content/<slug>` and its kin."""
    parts = urlsplit(url)
    if match := _LIFERAY_TITLE.search(parts.query):
        return "content/" + unquote(match[1]).lower()
    path = unquote(parts.path)
    if match := _LIFERAY_CONTENT.search(path) or _LIFERAY_FRIENDLY.search(path):
        return "content/" + match[1].lower().removesuffix(".html")
    return None


def dotnetnuke(url: str) -> str | None:
    """The module and the item in it, in the path or the query."""
    url = unquote(url)
    module = _DNN_MODULE.search(url)
    item = _DNN_ITEM.search(url) or (module and _DNN_ITEM_OF_MODULE.search(url))
    if item is None:
        return None
    return "/".join(("item", *(found[1] for found in (module, item) if found)))


def nukeviet(url: str) -> str | None:
    """The slug with the article's number, where it stands as `op` in the query."""
    match = _NUKEVIET_LONG_FORM.search(unquote(url))
    return f"…/{match[1].lower()}.html" if match else None


#: What gives the name of the page behind an address on its portal; None for the usual rules.
RULES: tuple[Callable[[str], str | None], ...] = (liferay, dotnetnuke, nukeviet)


def page_key(url: str, name: str | None) -> str:
    """The key of the page behind a canonical address, which has a name on its portal or None."""
    return f"{bare_host(url)}/{name}" if name else identity(url)


def possible_keys(url: str) -> Iterator[str]:
    """The keys that the page behind an address may have, by the system that its portal runs on.

    Raises `ValueError` for what is no address.
    """
    url = canonical(unmirrored(url))
    names = dict.fromkeys(rule(url) for rule in RULES)
    return (page_key(url, name) for name in (*filter(None, names), None))
