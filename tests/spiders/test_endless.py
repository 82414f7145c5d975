"""Portals that go on for ever: all articles are stored, for a bounded number of requests."""

import itertools
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.crawling import Crawls
from tests.portals.content import ExpectedArticle, Story, stories
from tests.portals.server import Request, Response
from tests.spiders.handmade import article, links, page

COUNT = 12
TRAP = "fallbacks/addresses left as a trap"


@dataclass
class Endless:
    """A portal with stories; `kind` says what has no end on it."""

    kind: str
    stories: list[Story] = field(default_factory=lambda: stories(COUNT, seed=5))
    counter: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def host(self) -> str:
        return f"{self.kind}.gov.vidu"

    def respond(self, request: Request) -> Response:
        path, number = request.path, request.path.removeprefix("/tin/")
        if number.isdigit() and int(number) < COUNT:
            return Response(body=article(self.stories[int(number)], self._links()).encode())
        if path == "/":
            return Response(body=page(self._links() + self._dead()).encode())
        if self.kind == "sitemaps" and path.endswith(".xml"):
            named = "".join(
                f"<sitemap><loc>http://{self.host}/{next(self.counter)}.xml</loc></sitemap>"
                for _ in range(8)
            )
            return Response(200, {"Content-Type": "text/xml"}, f"<sitemapindex>{named}".encode())
        return Response(404)

    def articles(self) -> list[ExpectedArticle]:
        return []

    def _links(self) -> str:
        phien = f"?phien={next(self.counter):06x}z" if self.kind == "sessions" else ""
        own = {f"/tin/{n}{phien}": story.title for n, story in enumerate(self.stories)}
        return links(own)

    def _dead(self) -> str:
        count = 400 if self.kind == "dead" else 0
        return links({f"/tai-lieu/{n}": f"Tài liệu của hội nghị số {n}" for n in range(count)})


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "most"), [("sessions", 150), ("dead", 220), ("sitemaps", 180)])
def test_what_has_no_end_is_left(tmp_path: Path, kind: str, most: int) -> None:
    portal = Endless(kind)
    with Crawls(tmp_path, {"tinh_xa": portal}) as crawls:
        run = crawls.run("crawl", "tinh_xa")
        stored = crawls.articles("tinh_xa")
        (row,) = crawls.rows("SELECT outcome, reasons, samples FROM runs")
    assert {each["title"] for each in stored} == {story.title for story in portal.stories}
    assert len(run.requests) < most, (len(run.requests), row)
    assert row["outcome"] == "ok", row
    if kind == "sitemaps":
        assert json.loads(row["reasons"])["fallbacks/too many sitemaps"]
    else:
        assert json.loads(row["reasons"])[TRAP]
        assert portal.host in json.loads(row["samples"])[TRAP]
