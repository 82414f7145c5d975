"""A portal whose longer articles go on over several pages, in any of the ways that are in use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.portals.content import ExpectedArticle, Story, stories
from tests.portals.server import Request, Response

#: Paragraphs on a page.
LENGTH = 2


@dataclass(frozen=True)
class Style:
    """How the address of a part is made of the story's path, and what links call it."""

    path: Callable[[str, int], str]
    label: Callable[[int], str] = str
    end: str = ".html"
    onward: str = "Trang sau"
    shows_numbers: bool = True


def _suffix(word: str) -> Callable[[str, int], str]:
    return lambda path, number: path.replace(".html", f"-{word}-{number}.html")


STYLES: Mapping[str, Style] = {
    "trang": Style(_suffix("trang")),
    "phan": Style(_suffix("phan"), lambda number: f"Phần {number}"),
    "p": Style(lambda path, number: path.replace(".html", f"-p{number}.html")),
    "page": Style(lambda path, number: f"{path}?page={number}", end=""),
    "query": Style(lambda path, number: f"{path}&trang={number}", end=""),
    "wordpress": Style(lambda path, number: f"{path}{number}/", end="/", onward="Đọc tiếp"),
    "drupal": Style(lambda path, number: f"{path}?page={number - 1}", end=""),
    "joomla": Style(lambda path, number: f"{path}?start={number - 1}", shows_numbers=False),
    "number": Style(lambda path, number: path.replace(".html", f"-{number}.html")),
}


@dataclass
class Parted:
    """A portal of long stories; `answers` stand in place of pages, by the address asked for.

    A sitemap names the stories' pages, parts included, if it `maps_parts`.
    """

    style: Style
    host: str = "skhcn.nhieutrang.vidu"
    maps_parts: bool = False
    answers: dict[str, Response] = field(default_factory=dict)
    stories: list[Story] = field(default_factory=lambda: _long(stories(40, 11)))

    def path(self, story: Story) -> str:
        """The address of a story's first page."""
        if "&" in self.style.path("", 2):
            return f"/index.php?view=tin&id={story.id}"
        return f"/tin/{story.slug}-{story.id}{self.style.end}"

    def paths(self, story: Story) -> list[str]:
        """The addresses of a story's pages."""
        further = range(2, self._count(story) + 1)
        return [self.path(story), *(self.style.path(self.path(story), n) for n in further)]

    def respond(self, request: Request) -> Response:
        query = "&".join(f"{name}={value}" for name, value in request.query.items())
        asked = f"{request.path}?{query}" if query else request.path
        if asked in self.answers:
            return self.answers[asked]
        if asked == "/":
            return _page("Trang chủ", self._home())
        if asked == "/sitemap.xml" and self.maps_parts:
            return self._sitemap()
        for story in self.stories:
            if asked in (paths := self.paths(story)):
                return _page(story.title, self._part(story, paths.index(asked) + 1))
        return Response(404)

    def articles(self) -> list[ExpectedArticle]:
        return [
            ExpectedArticle(
                (f"http://{self.host}{self.path(story)}",),
                story.title,
                story.published.date().isoformat(),
                story.author,
                story.text,
            )
            for story in self.stories
        ]

    def edit(self, place: int, paragraph: int) -> None:
        """Let a story's paragraph say something else."""
        story = self.stories[place]
        lines = list(story.paragraphs)
        lines[paragraph] += " Thông tin này đã được đính chính theo công văn của Sở."
        self.stories[place] = replace(story, paragraphs=tuple(lines))

    @staticmethod
    def _count(story: Story) -> int:
        return -(-len(story.paragraphs) // LENGTH)

    def _home(self) -> str:
        return "".join(
            f'<h3><a href="{self.path(story).replace("&", "&amp;")}">{story.title}</a></h3>'
            for story in self.stories
        )

    def _sitemap(self) -> Response:
        urls = [path for story in self.stories for path in reversed(self.paths(story))]
        body = "".join(
            f"<url><loc>http://{self.host}{url.replace('&', '&amp;')}</loc></url>" for url in urls
        )
        source = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>'
        return Response(200, {"Content-Type": "application/xml"}, source.encode())

    def _part(self, story: Story, number: int) -> str:
        lines = story.paragraphs[(number - 1) * LENGTH : number * LENGTH]
        text = "".join(f"<p>{line}</p>" for line in lines)
        signature = f'<p class="author"><b>{story.author}</b></p>' if story.author else ""
        return (
            f'<h1>{story.title}</h1><div class="date">{story.published:%d/%m/%Y %H:%M}</div>'
            f'<div class="content"><p class="sapo"><b>{story.lead}</b></p>{text}{signature}</div>'
            f'<div class="pages">{self._pager(story, number)}</div>'
            f"<h4>Tin liên quan</h4><ul>{self._related(story)}</ul>"
        )

    def _pager(self, story: Story, number: int) -> str:
        paths = self.paths(story)
        if len(paths) == 1:
            return ""
        links = [
            self.style.label(n) if n == number else _link(path, self.style.label(n))
            for n, path in enumerate(paths, 1)
            if self.style.shows_numbers
        ]
        if number > 1:
            links.insert(0, _link(paths[number - 2], "Trang trước"))
        if number < len(paths):
            links.append(_link(paths[number], self.style.onward))
        return "Trang: " + " ".join(links)

    def _related(self, story: Story) -> str:
        others = [other for other in self.stories if other is not story][:4]
        return "".join(f"<li>{_link(self.path(other), other.title)}</li>" for other in others)


def _long(found: list[Story]) -> list[Story]:
    """Stories of several pages, and the shortest one, which stands on one."""
    told = [story for story in found if story.lead and len(story.paragraphs) > LENGTH]
    short = replace(told[0], paragraphs=told[0].paragraphs[:LENGTH])
    return [short, *told[1:7]]


def _link(path: str, text: str) -> str:
    return f'<a href="{path.replace("&", "&amp;")}">{text}</a>'


def _page(title: str, content: str) -> Response:
    source = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        '<div class="menu"><a href="/">Trang chủ</a></div>'
        f'<div class="main">{content}</div>'
        '<div class="footer">Bản quyền thuộc về Sở Khoa học và Công nghệ</div></body></html>'
    )
    return Response(body=source.encode())
