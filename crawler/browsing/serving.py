"""From a request to a page: the reader's language, the database, the headers that keep it safe."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from typing import Any
from urllib.parse import urlencode

from datasette import NotFound, Request, Response

from crawler.browsing.language import LANGUAGES, VIETNAMESE, Language
from crawler.browsing.rendering import render

#: The database that `make browse` shows, the plugin's name in the metadata, and the cookie's name.
DATABASE, PLUGIN, COOKIE = "articles", "reading_room", "lang"
_YEAR = 365 * 24 * 60 * 60
#: For every page, Datasette's own included.
HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
#: For our pages: nothing but styles and pictures from this server, and no script at all.
_NOTHING_ELSE = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'"
POLICY = f"{_NOTHING_ELSE}; frame-ancestors 'none'; img-src 'self'"
#: Where the reader has page_request for the pictures of an article.
_POLICY_WITH_PICTURES = f"{POLICY} http: https:"


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request: its path, what the route names in it, and the arguments behind `?`.

    `server` is the address of this server without a path, `root` the path that it is below.
    `archive` is the folder of the archive, where the metadata names one.
    """

    path: str
    named: Mapping[str, str]
    arguments: Mapping[str, str]
    language: Language
    server: str
    root: str = ""
    archive: Path | None = None

    def address(self, path: str) -> str:
        """The address of a path of this server."""
        return self.root + path

    def here(self, **changes: str | None) -> str:
        """The address of this page with other arguments; None takes one away."""
        kept = {k: v for k, v in {**self.arguments, **changes}.items() if v not in (None, "")}
        return self.address(self.path) + (f"?{urlencode(kept)}" if kept else "")

    def number(self, name: str, most: int) -> int:
        """An argument that counts from 1; anything else is 1."""
        text = self.arguments.get(name, "")
        return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 10 else 1


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: a template and its context."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    has_pictures: bool = False


View = Callable[[Connection, PageRequest], Page | Response | None]
Handler = Callable[[Any, Request], Awaitable[Response]]


def served(view: View) -> Handler:
    """Make the function that Datasette calls for a page; a view that answers None has none."""

    async def handler(datasette: Any, request: Request) -> Response:
        database = await readable(datasette, request)
        page_request = _page_request(datasette, request)
        answer = await database.execute_fn(
            lambda connection: _answered(view, connection, page_request)
        )
        if request.args.get(COOKIE) in LANGUAGES:
            answer.set_cookie(COOKIE, page_request.language.code, max_age=_YEAR, httponly=True)
        return answer

    return handler


async def readable(datasette: Any, request: Request) -> Any:
    """The database, for those who may read it. Raises `NotFound` where there is none."""
    if DATABASE not in datasette.databases:
        raise NotFound(f"There is no database named {DATABASE}")
    await datasette.ensure_permissions(
        request.actor, [("view-database", DATABASE), "view-instance"]
    )
    return datasette.get_database(DATABASE)


def _page_request(datasette: Any, request: Request) -> PageRequest:
    arguments = {key: request.args.get(key) for key in request.args}
    code = arguments.pop(COOKIE, None) or request.cookies.get(COOKIE, "")
    root = str(datasette.setting("base_url")).rstrip("/")
    path = request.path.removeprefix(root)
    server = f"{request.scheme}://{request.host}"
    language = LANGUAGES.get(code, VIETNAMESE)
    return PageRequest(
        path, request.url_vars, arguments, language, server, root, _archive(datasette)
    )


def _archive(datasette: Any) -> Path | None:
    folder = (datasette.plugin_config(PLUGIN) or {}).get("archive")
    return Path(folder) if folder else None


def _answered(view: View, connection: Connection, page_request: PageRequest) -> Response:
    answer = view(connection, page_request) or Page("not_found.html", status=404)
    if isinstance(answer, Response):
        return answer
    context = {"request": page_request, "t": page_request.language, **answer.context}
    policy = _POLICY_WITH_PICTURES if answer.has_pictures else POLICY
    return Response(
        render(answer.template, context),
        status=answer.status,
        headers={"Content-Security-Policy": policy, "Vary": "Cookie"},
        content_type=_type(answer.template),
    )


def _type(template: str) -> str:
    kind = "application/atom+xml" if template.endswith(".xml") else "text/html"
    return f"{kind}; charset=utf-8"
