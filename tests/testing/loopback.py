"""Servers on the loopback interface that misbehave, and crawls against them inside the test."""

import asyncio
import gc
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from ssl import SSLContext
from time import monotonic
from typing import Any, NamedTuple

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Request, Response
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from crawler.catalogue.sites import Site


class Asked(NamedTuple):
    """A request as the server saw it, `moment` in seconds."""

    path: str
    headers: dict[str, str]
    moment: float


class _HTTPServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: Mapping[str, "Answer"]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers
        self.seen: list[Asked] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    """One request; an answer is a function of this that writes what it likes."""

    server: _HTTPServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.server.seen.append(Asked(self.path, dict(self.headers), monotonic()))
        self.server.answers.get(self.path, missing)(self)

    do_POST = do_GET  # noqa: N815 - the library's name

    def answer(self, body: bytes, status: int = 200, /, **headers: str) -> None:
        """Answer as a sane server does; `_` in a header's name stands for `-`."""
        self.send_response(status)
        for name, value in {"Content_Type": "text/html", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - overridden
        """Keep quiet."""


Answer = Callable[[Handler], None]


def page(body: bytes = b"<html><p>Tin</p></html>", /, **headers: str) -> Answer:
    return lambda handler: handler.answer(body, **headers)


def status(code: int, /, **headers: str) -> Answer:
    return lambda handler: handler.answer(b"", code, **headers)


missing = status(404)


@dataclass
class Server:
    url: str
    seen: list[Asked]

    @property
    def paths(self) -> list[str]:
        """The paths asked for, robots.txt aside."""
        return [asked.path for asked in self.seen if asked.path != "/robots.txt"]


@contextmanager
def serve(answers: Mapping[str, Answer], tls: SSLContext | None = None) -> Iterator[Server]:
    """Serve the paths of a dictionary."""
    server = _HTTPServer(answers)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    scheme = "https" if tls else "http"
    try:
        yield Server(f"{scheme}://127.0.0.1:{server.server_port}", server.seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Crawled:
    responses: list[Response] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    stats: dict[str, Any] = field(default_factory=dict)
    spider: Spider | None = None

    @property
    def response(self) -> Response:
        (response,) = self.responses
        return response

    @property
    def failure(self) -> str:
        """What the only failure says."""
        (failure,) = self.failures
        return str(failure.value)


def crawl(
    server: Server | str,
    *requests: str | Request,
    scope: str | None = None,
    older: str | None = None,
    **settings: Any,
) -> Crawled:
    """Ask a server for paths, with the project's settings but for delays; say what came of it.

    `scope` is the path that the site is, `older` another address of it.
    """
    url = server if isinstance(server, str) else server.url
    site = Site(
        name="thu_nghiem",
        agency="Sở Khoa học và Công nghệ",
        province="Hà Nội",
        url=f"{url}/",
        older=(older,) if older else (),
        scope=scope,
    )
    crawled = Crawled()

    class AskingSpider(Spider):
        name = site.name

        async def start(self) -> AsyncIterator[Request]:
            for asked in requests:
                request = asked if isinstance(asked, Request) else Request(url + asked)
                yield request.replace(
                    callback=crawled.responses.append, errback=crawled.failures.append
                )

    AskingSpider.site = site  # type: ignore[attr-defined]
    crawled.stats = _run(AskingSpider, settings)
    gc.collect()
    return crawled


def _run(spider_class: type[Spider], changed: dict[str, Any]) -> dict[str, Any]:
    settings = Settings()
    settings.setmodule(import_module("settings"), priority="project")
    settings.setdict(_ALONE, priority="cmdline")
    settings.setdict(changed, priority="cmdline")
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(spider_class)
    _loop().run_until_complete(_crawl(runner, crawler))
    return crawler.stats.get_stats()


async def _crawl(runner: AsyncCrawlerRunner, crawler: Any) -> None:
    await asyncio.wait_for(runner.crawl(crawler), 20)


#: Only what makes requests, and no waiting.
_ALONE = {
    "SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader",
    "SPIDER_MODULES": [],
    "EXTENSIONS": {
        "crawler.engine.http.robots.CrawlDelay": 0,
        "crawler.engine.errors.ErrorCounter": 0,
        "scrapy.extensions.logcount.LogCount": None,
    },
    "SPIDER_MIDDLEWARES": {},
    "ITEM_PIPELINES": {},
    "HTTPPROXY_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_BACKOFF": 0.01,
    "DOWNLOAD_TIMEOUT": 5,
}


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop of a reactor that runs as long as the tests do: it cannot be started twice."""
    # What is there by now stays; to look through it after every crawl took half of its time.
    gc.collect()
    gc.freeze()
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    # Threads that are left waiting at the end keep no test run from ending.
    reactor.getThreadPool().threadFactory = partial(threading.Thread, daemon=True)
    reactor.startRunning(installSignalHandlers=False)
    # Twisted has no public name for it, and whoever installed the reactor chose the loop.
    loop: asyncio.AbstractEventLoop = reactor._asyncioEventloop
    return loop
