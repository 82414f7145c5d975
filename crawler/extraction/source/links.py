"""Link targets: another page, a file, the page itself or none."""

import re
from urllib.parse import urlsplit

_NOWHERE = ("#", "javascript:", "mailto:", "tel:", "about:", "void")
#: File name extensions in an address or a label; some systems append an identifier.
_FILE = re.compile(
    r"\.(?:pdf|docx?|xls[xm]?|pp[ts]x?|od[tsp]|rtf|zip|rar|7z)(?=$|[/?#&;!])", re.IGNORECASE
)
#: Download addresses of content systems that do not contain the file's name: Liferay, DotNetNuke,
#: Joomla's Docman and others.
_SERVED = re.compile(
    r"/documents/\d+/|/document_library/get_file|/linkclick\.aspx\?.*fileticket="
    r"|/(?:get|down(?:load)?)[-_]?(?:file|doc(?:ument)?)s?(?:[/.?]|$)|[?&]task=(?:doc\.)?down(?:load)?(?:&|$)"
    r"|/(?:downloads?|attachments?|tai-?ve|tai-?file)/(?:\d+|[0-9a-f-]{16,})/?(?:\?|$)"
    r"|\bfile(?:id|ticket|guid)=",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg)(?=$|[/?#&;!])", re.IGNORECASE)


def is_file(href: str, label: str = "") -> bool:
    """True if a link leads to a document or an archive, by its address or its label."""
    if _FILE.search(href) or _FILE.search(label.strip()):
        return True
    return _SERVED.search(href) is not None and _PICTURE.search(href) is None


class PageAddress:
    """The address of a page, for testing if a link stays on the page."""

    def __init__(self, url: str) -> None:
        """Set the page's address; in an invalid one, only links without a target stay. Raises
        nothing.
        """
        self._forms = frozenset(_forms(url))

    def is_target_of(self, href: str) -> bool:
        """True if a link leads to the page itself, to a place on it or to no page."""
        href = href.strip()
        return (
            not href
            or href.lower().startswith(_NOWHERE)
            or href.partition("#")[0].rstrip("/") in self._forms
        )


def _forms(url: str) -> list[str]:
    """Return the forms in which links on a page can write its own address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    query = f"?{parts.query}" if parts.query else ""
    path = parts.path.rstrip("/") + query
    if not path:
        return []
    absolute = [f"{scheme}//{parts.netloc}{path}" for scheme in ("http:", "https:", "")]
    return [path, path.rpartition("/")[2], *absolute]
