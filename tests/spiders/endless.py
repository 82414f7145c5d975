"""Portals with a few articles, and something that has no end."""

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.portals.content import ExpectedArticle, Story, stories
from tests.portals.server import Request, Response
from tests.testing.handmade import article, links, page

COUNT = 30
#: Pages of a listing that exist.
PAGES = 3


@dataclass
class Endless:
    """A portal of stories; subclasses say what has no end on it.

    Every page links what `around` says, the home page all the stories as well.
    """

    host: str = "endless.gov.vidu"
    stories: list[Story] = field(default_factory=lambda: stories(COUNT, seed=5))
    counter: "itertools.count[int]" = field(default_factory=itertools.count)

    def respond(self, request: Request) -> Response:
        if request.path == "/":
            return self.listed(self.front())
        story = self.story_at(request.path)
        if story is not None:
            return Response(body=article(story, self.around(request.path)).encode())
        return self.other(request)

    def articles(self) -> list[ExpectedArticle]:
        return []

    def address(self, number: int) -> str:
        return f"/tin/{number}"

    def story_at(self, path: str) -> Story | None:
        found = re.fullmatch(r"/tin/(\d+)", path)
        number = int(found[1]) if found else COUNT
        return self.stories[number] if number < COUNT else None

    def news(self, first: int = 0, last: int = COUNT) -> str:
        """The links to some stories."""
        return links({self.address(n): self.stories[n].title for n in range(first, last)})

    def front(self) -> str:
        return self.news() + self.around("/")

    def around(self, path: str) -> str:
        """What stands around the text of every page."""
        return ""

    def other(self, request: Request) -> Response:
        """The answer for what is neither home page nor article."""
        return Response(404)

    def listed(self, body: str) -> Response:
        return Response(body=page(body).encode())


class Sessions(Endless):
    """Every link carries another value of a parameter that nobody knows."""

    def address(self, number: int) -> str:
        return f"/tin/{number}?phien={next(self.counter):06x}z"

    def around(self, path: str) -> str:
        return self.news()


class FewSessions(Sessions):
    """So does this; each page links only a few stories."""

    def front(self) -> str:
        return self.news(0, 3)

    def around(self, path: str) -> str:
        number = int((re.search(r"/tin/(\d+)", path) or ["", "0"])[1])
        return links(
            {self.address(n): self.stories[n].title for n in {(number + 1) % COUNT, number // 2}}
        )


class PathSessions(Endless):
    """A session in every path, as ASP.NET writes it."""

    def address(self, number: int) -> str:
        return f"/(S(a{next(self.counter):07x}b))/tin/{number}"

    def story_at(self, path: str) -> Story | None:
        return super().story_at(re.sub(r"/\(S\(\w+\)\)", "", path))

    def around(self, path: str) -> str:
        return self.news()


class JavaSessions(Endless):
    """A session behind every path, as Java's servers write it."""

    def address(self, number: int) -> str:
        return f"/tin/{number};jsessionid={next(self.counter):032X}"

    def story_at(self, path: str) -> Story | None:
        return super().story_at(path.partition(";")[0])

    def around(self, path: str) -> str:
        return self.news()


class CaseVariants(Endless):
    """Every link is written with other capitals."""

    def address(self, number: int) -> str:
        mask = next(self.counter)
        cased = "".join(
            c.upper() if mask >> n & 1 else c for n, c in enumerate("chuyen-muc-tin-tuc")
        )
        return f"/{cased}/{number}"

    def story_at(self, path: str) -> Story | None:
        return super().story_at(path.lower().replace("/chuyen-muc-tin-tuc/", "/tin/"))

    def around(self, path: str) -> str:
        return self.news()


class GrowingLinks(Endless):
    """A relative link in the frame is one level deeper on every page that it leads to."""

    def around(self, path: str) -> str:
        return links({"gioi-thieu/": "Giới thiệu", "co-cau/": "Cơ cấu tổ chức"})

    def other(self, request: Request) -> Response:
        return self.listed(self.around(""))


class Calendar(Endless):
    """A calendar of work for every day, with the next day behind it."""

    def around(self, path: str) -> str:
        shown = re.search(r"\d{4}-\d\d-\d\d", path)
        day = date.fromisoformat(shown[0]) if shown else date(2026, 3, 2)
        days = [day + timedelta(days=n) for n in (-1, 1, 7, 30)]
        return links(
            {f"/cong-tac/{d}": f"Lịch công tác của lãnh đạo Sở ngày {d:%d/%m}" for d in days}
        )

    def other(self, request: Request) -> Response:
        return self.listed(self.around(request.path))


class Facets(Endless):
    """Filters that combine, each link with one more of them or one less."""

    NAMES = ("linh-vuc", "co-quan", "loai", "cap", "nganh", "huyen", "xa", "nhom")

    def around(self, path: str) -> str:
        return self.combined({})

    def combined(self, chosen: Mapping[str, str]) -> str:
        """The links to filters, after those that are chosen."""
        combined = {}
        for name, value in itertools.product(self.NAMES, range(5)):
            names = chosen.keys() ^ {name}
            own = "&amp;".join(sorted(f"{n}={chosen.get(n, value)}" for n in names))
            combined[f"/van-ban?{own}"] = f"Văn bản theo {name.replace('-', ' ')} {value}"
        return links(combined)

    def other(self, request: Request) -> Response:
        return self.listed(self.combined(request.query))


@dataclass
class Pager(Endless):
    """A listing whose pager always goes on; `beyond` says what is behind its last page."""

    beyond: str = "missing"
    #: So many pages a pager shows after the one that it is on.
    shown: int = 1

    def front(self) -> str:
        return self.around("/")

    def around(self, path: str) -> str:
        return links({"/tin-tuc": "Tin tức"})

    def other(self, request: Request) -> Response:
        if request.path != "/tin-tuc":
            return Response(404)
        number = int(request.query.get("trang", "1"))
        if number > PAGES and self.beyond == "missing":
            return Response(404)
        each = COUNT // PAGES
        last = min(number, PAGES) * each
        found = "" if number > PAGES and self.beyond == "empty" else self.news(last - each, last)
        if self.beyond == "changing" and number > PAGES:
            found += links({f"/tien-ich/{next(self.counter)}": "Tiện ích"})
        further = {
            f"/tin-tuc?trang={number + n}": str(number + n) for n in range(1, self.shown + 1)
        }
        return self.listed(self.around("") + found + links(further))


@dataclass
class DeadLinks(Endless):
    """Links to hundreds of pages that are not there, before and among the living articles."""

    dead: int = 500
    alive: int = COUNT

    def address(self, number: int) -> str:
        return f"/tin-tuc/{self.stories[number].slug[:60]}-{number}.html"

    def story_at(self, path: str) -> Story | None:
        found = re.fullmatch(r"/tin-tuc/.*-(\d+)\.html", path)
        number = int(found[1]) if found else COUNT
        return self.stories[number] if number < self.alive else None

    def front(self) -> str:
        gone = [
            (f"/tin-tuc/tin-da-go-bo-{n}.html", f"Tin đã gỡ bỏ khỏi trang số {n}")
            for n in range(1000, 1000 + self.dead)
        ]
        living = [(self.address(n), self.stories[n].title) for n in range(self.alive)]
        after = len(gone) // (len(living) + 1) // 2 if living else 0
        mixed = gone[: len(gone) // 2]
        for place, one in enumerate(living):
            start = len(gone) // 2 + place * after
            mixed += [one, *gone[start : start + after]]
        return links(dict(mixed + gone))


class Sitemaps(Endless):
    """Sitemaps that name ever more sitemaps."""

    def other(self, request: Request) -> Response:
        if not request.path.endswith(".xml"):
            return Response(404)
        named = "".join(
            f"<sitemap><loc>http://{self.host}/{next(self.counter)}.xml</loc></sitemap>"
            for _ in range(8)
        )
        return Response(200, {"Content-Type": "text/xml"}, f"<sitemapindex>{named}".encode())
