"""`/bai/<hash>/ban-goc`: a page as the publisher's server sent it, from the archive.

What a stranger's page would run, call for, lead to by itself or frame is held back twice: by a
policy that puts the page in a sandbox, and by taking out the elements that browsers act on before
any policy.
"""

import re
from pathlib import Path
from sqlite3 import Connection

from datasette import Response

from crawler.archive.errors import UnreadableRecord
from crawler.archive.reader import read
from crawler.archive.records import Place
from crawler.browsing.serving import Page, PageRequest
from crawler.database.reading_room import articles
from crawler.database.reading_room.records import Showing
from crawler.vietnamese.decoding import decode

_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": _POLICY, "X-DNS-Prefetch-Control": "off"}
#: Browsers connect to what a `link` names whatever the policy says; `base` and `meta` lead away.
_ACTED_ON = re.compile(r"<(/?)(?=(?:link|base|meta|script|iframe|object|embed)\b)", re.IGNORECASE)


def archived(connection: Connection, request: PageRequest) -> Page | Response | None:
    """The archived page `?trang=`, or the first one, of those that show an article."""
    showings = articles.showings(connection, request.named["hash"])
    wanted = request.arguments.get("trang")
    page = next((p for p in showings if p.warc_file and wanted in (None, p.url)), None)
    if page is None or request.archive is None:
        return None
    html = _html(request.archive, page)
    if html is None:
        return Page("not_archived.html", {"url": page.url}, status=404)
    return Response(html, headers=dict(_HEADERS), content_type="text/html; charset=utf-8")


def _html(archive: Path, page: Showing) -> str | None:
    """The page's HTML, with elements that a browser acts on under names that it does not know."""
    try:
        exchange = read(archive, Place(page.warc_file or "", page.warc_offset or 0))
    except UnreadableRecord:
        return None
    if not exchange.body:
        return None
    text = decode(exchange.decoded_body, exchange.content_type).text
    return _ACTED_ON.sub(r"<\1x-", text)
