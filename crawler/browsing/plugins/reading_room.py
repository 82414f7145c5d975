"""The plugin that adds the pages of the reading room to Datasette, and makes all pages safe."""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl

from crawler.browsing.pages import (
    archived,
    article,
    feeds,
    home,
    places,
    queries,
    search,
    sources,
)
from crawler.browsing.rendering import STYLES
from crawler.browsing.serving import HEADERS, served

_ROUTES = {
    r"/": home.home,
    r"/tim": search.find,
    r"/bai/(?P<hash>\w+)": article.article,
    r"/bai/(?P<hash>\w+)/ban-goc": archived.archived,
    r"/truy-van": queries.queries,
    r"/tinh": places.provinces,
    r"/tinh/(?P<name>[\w-]+)": places.province,
    r"/nguon/(?P<site>[\w-]+)": sources.source,
    r"/suc-khoe": sources.health,
    r"/moi\.atom": feeds.of_all,
    r"/tim\.atom": feeds.of_search,
    r"/tinh/(?P<name>[\w-]+)\.atom": feeds.of_province,
    r"/nguon/(?P<site>[\w-]+)\.atom": feeds.of_source,
}
#: For Datasette's pages: its scripts stand in the pages, and nothing comes from elsewhere.
_DATASETTE = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "style-src 'self' 'unsafe-inline' data:; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)
_POLICY = "Content-Security-Policy"


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Datasette's hook for pages of our own."""
    pages = [(f"^{route}$", served(view)) for route, view in _ROUTES.items()]
    return [
        *pages,
        (r"^/truy-van/(?P<name>\w+)\.csv$", queries.spreadsheet),
        (r"^/-/room\.css$", styles),
    ]


async def styles() -> Response:
    """The styles; their address changes when they do."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(STYLES, headers=headers, content_type="text/css; charset=utf-8")


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper() -> Callable[[Any], Any]:
    """Datasette's hook around all its answers."""
    return _with_headers


def _with_headers(app: Any) -> Callable[[Any, Any, Any], Awaitable[None]]:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        async def send_safely(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _safe(message["headers"])}
            await send(message)

        await app(scope, receive, send_safely)

    return wrapped


def _safe(headers: Any) -> list[tuple[bytes, bytes]]:
    """The headers of an answer with those that keep it safe, where it has none of its own."""
    given = [(bytes(name), bytes(value)) for name, value in headers]
    names = {name.lower() for name, _ in given}
    wanted = {**HEADERS, _POLICY: _DATASETTE}
    added = {name.lower().encode(): value.encode() for name, value in wanted.items()}
    return given + [(name, value) for name, value in added.items() if name not in names]
