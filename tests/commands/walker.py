"""The project's commands around a spider that walks any link and stores nothing."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.portals.content import ExpectedArticle
from tests.portals.server import Request, Response

ROOT = Path(__file__).parents[2]

#: The project's own settings, around a spider that walks any link and stores nothing.
SETTINGS = """
from settings import *
EXTENSIONS = {k: v for k, v in EXTENSIONS.items() if k != "crawler.engine.run.Run"}
SPIDER_MIDDLEWARES = {}
ITEM_PIPELINES = {"walker.Check": 0}
DUPEFILTER_CLASS = "scrapy.dupefilters.RFPDupeFilter"
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False
RETRY_BACKOFF = 0.01
SITES_FILE = "sites.toml"
SPIDER_LOADER_CLASS = "walker.Loader"
"""
WALKER = """
from scrapy import Spider
from scrapy.exceptions import CloseSpider
from scrapy.http import Request
from crawler.errors import UserError
from crawler.engine.loader import CatalogueSpiderLoader

class Loader(CatalogueSpiderLoader):
    def load(self, spider_name):
        return super().load(spider_name, Walker)

class Walker(Spider):
    def __init__(self, limit="1000", **arguments):
        if not limit.isdigit():
            raise UserError(f"limit={limit}: not a number")
        self.limit = int(limit)
        super().__init__(**arguments)

    async def start(self):
        yield Request(self.site.url)

    def parse(self, response):
        if response.status >= 400:
            return
        if "bug" in response.text:
            raise ValueError("một lỗi")
        if "bài" in response.text:
            self.crawler.stats.inc_value("articles/new")
            yield {"url": response.url, "text": response.text}
        if self.crawler.stats.get_value("articles/new", 0) >= self.limit:
            raise CloseSpider("limit")
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link)

class Check:
    def process_item(self, item):
        if "đầy" in item["text"]:
            raise UserError("articles.db: the disk is full")
        return item
"""


@dataclass
class Portal:
    """A portal of the pages that are given, each of which may take its time."""

    host: str
    pages: Mapping[str, str]
    seconds: float = 0

    def respond(self, request: Request) -> Response:
        time.sleep(self.seconds)
        body = self.pages.get(request.path)
        return Response(body=body.encode()) if body is not None else Response(404)

    def articles(self) -> list[ExpectedArticle]:
        return []


def news(articles: int) -> dict[str, str]:
    """A home page that links articles."""
    links = "".join(f'<a href="/bai/{n}">{n}</a>' for n in range(articles))
    return {"/": links, **{f"/bai/{n}": f"<p>bài số {n}</p>" * 500 for n in range(articles)}}


@dataclass
class Project:
    """A project folder with sites of its own."""

    folder: Path
    proxy: str

    def write_sites(self, names: Sequence[str]) -> None:
        records = [
            f'[{name}]\nagency = "Sở {name}"\nprovince = "Hà Nội"\nurl = "http://{name}.invalid/"\n'
            for name in names
        ]
        unknown = '[ca_mau]\nagency = "Sở Cà Mau"\nprovince = "Cà Mau"\nstatus = "not found"\n'
        (self.folder / "sites.toml").write_text("\n".join([*records, unknown]), encoding="utf-8")

    def start(self, *arguments: str, stdout: int | IO[str] = subprocess.PIPE) -> "Process":
        environment = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "PYTHONPATH": f"{self.folder}{os.pathsep}{ROOT}",
            "SCRAPY_SETTINGS_MODULE": "project_settings",
            "PYTHONWARNINGS": "error",
            "PYTHONIOENCODING": "utf-8",
        }
        if self.proxy:
            environment["http_proxy"] = self.proxy
        return subprocess.Popen(  # noqa: S603 - the tests' own command line
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=self.folder,
            env=environment,
            stdout=stdout,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> "Ended":
        return ended(self.start(*arguments))


Process = subprocess.Popen[str]


@dataclass
class Ended:
    status: int
    out: str
    error: str


def ended(process: Process) -> Ended:
    out, error = process.communicate(timeout=30)
    return Ended(process.returncode, out, error)
