"""The page of Datasette that shows what changed on a page, word by word: `/-/history?url=…`.

What pages say comes from strangers: the template escapes all of it.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from datasette import Request, Response, hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

from crawler.browsing.markdown import is_web
from crawler.browsing.serving import DATABASE, readable
from crawler.database import Histories
from crawler.page_history.history import PageHistory

_PATH = "/-/history"
_TEMPLATE = Path(__file__).with_name("history.html").read_text(encoding="utf-8")


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Any]]:
    """Datasette's hook for pages of our own."""
    return [(rf"^{_PATH}$", show)]


async def show(datasette: Any, request: Request) -> Response:
    """The history of the page at the address `url`, any variant of it."""
    database = await readable(datasette, request)
    url = (request.args.get("url") or "").strip()
    chronicle = None
    if url:
        chronicle = await database.execute_fn(lambda c: PageHistory.of(Histories(c), url))
    link = chronicle.url if chronicle and is_web(chronicle.url) else None
    template = datasette.jinja_env.from_string(_TEMPLATE)
    context = {"url": url, "chronicle": chronicle, "link": link}
    html = await datasette.render_template(template, context, request)
    return Response.html(html, status=404 if url and not chronicle else 200)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(
    row: Any, value: Any, column: str, table: str | None, datasette: Any
) -> Markup | None:
    """Datasette's hook for the HTML of a cell; None leaves it to Datasette."""
    if column == "history" and isinstance(value, str):
        return _link(datasette, value)
    if table == "pages" and column == "last_changed":
        return Markup("{} · {}").format(value, _link(datasette, row["url"]))
    if table == "revisions" and column == "url":
        url = value["value"] if isinstance(value, dict) else value  # a reference with its label
        page = datasette.urls.row(DATABASE, "pages", tilde_encode(url))
        return Markup('{} · <a href="{}">{}</a>').format(_link(datasette, url), page, url)
    return None


def _link(datasette: Any, url: str) -> Markup:
    history = datasette.urls.path(f"{_PATH}?{urlencode({'url': url})}")
    return Markup('<a href="{}">history</a>').format(history)
