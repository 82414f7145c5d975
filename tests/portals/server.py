"""Serves simulated portals on one loopback port, under their real host names."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Protocol, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from .content import ExpectedArticle


@dataclass(frozen=True)
class Request:
    """What a portal is asked."""

    method: str
    host: str
    """Lower case, without a port."""
    path: str
    """Percent-decoded, without the query: `/vi/tin?a` is asked for as `/vi/tin%3Fa`."""
    query: Mapping[str, str] = field(default_factory=dict)
    """Decoded; of a repeated parameter the last value."""
    form: Mapping[str, str] = field(default_factory=dict)
    """The fields of a posted form, decoded likewise."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    cookies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Response:
    """What a portal answers; the server adds the length."""

    status: int = 200
    headers: Mapping[str, str] = field(
        default_factory=lambda: {"Content-Type": "text/html; charset=UTF-8"}
    )
    body: bytes = b""


#: In place of an answer: the connection is closed.
HANG_UP = Response(0)


class Portal(Protocol):
    """A simulated portal. Called from several threads at once."""

    @property
    def host(self) -> str: ...

    def respond(self, request: Request) -> Response: ...

    def articles(self) -> list[ExpectedArticle]:
        """What a perfect crawl of the portal stores."""
        ...


class LoggedRequest(NamedTuple):
    """One line of the server's log; `path` is as sent, with its query."""

    host: str
    method: str
    path: str


class PortalServer:
    """Serves portals on a free loopback port while its context is open.

    A client either connects to `url` and names the portal in its `Host` header, or uses `url` as
    its HTTP proxy and asks for `http://<host of the portal>/`. Hosts that nobody serves answer 502.

    A portal that raises answers 500, and leaving the context raises what it raised.
    """

    def __init__(self, portals: Sequence[Portal]) -> None:
        self.requests: list[LoggedRequest] = []
        self._portals = {portal.host: portal for portal in portals}
        self._errors: list[Exception] = []
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"portals": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def url(self) -> str:
        """The address to connect to, or to give as `http_proxy`."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        if self._errors and exc is None:
            raise ExceptionGroup("simulated portals failed", self._errors)

    def respond(self, request: Request) -> Response:
        """The answer of the portal that the request is for."""
        portal = self._portals.get(request.host)
        if portal is None:
            return Response(502, {"Content-Type": "text/plain"}, b"No such host")
        try:
            return portal.respond(request)
        except Exception as error:
            # Kept for the test: a handler's thread would only print it.
            self._errors.append(error)
            return Response(500, {"Content-Type": "text/plain"}, repr(error).encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """Let clients hang up whenever they like; print what is a mistake."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    portals: PortalServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # Buffered, so that head and body leave in one packet.
    wbufsize = -1

    def do_GET(self) -> None:
        target = urlsplit(self.path)
        host = (target.netloc or self.headers.get("Host", "")).partition(":")[0].lower()
        path = target.path + (f"?{target.query}" if target.query else "")
        self.portals.requests.append(LoggedRequest(host, self.command, path))
        request = Request(
            method=self.command,
            host=host,
            path=unquote(target.path) or "/",
            query=dict(parse_qsl(target.query, keep_blank_values=True)),
            form=self._form(),
            headers={name.lower(): value for name, value in self.headers.items()},
            cookies={
                name: morsel.value
                for name, morsel in SimpleCookie(self.headers.get("Cookie", "")).items()
            },
        )
        self._send(self.portals.respond(request))

    do_HEAD = do_POST = do_GET  # noqa: N815 - the library's names

    def _form(self) -> dict[str, str]:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return dict(parse_qsl(body.decode(), keep_blank_values=True))

    def _send(self, response: Response) -> None:
        if response is HANG_UP:
            self.close_connection = True
            return
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overridden
        """Keep quiet: the server has a log of its own."""
