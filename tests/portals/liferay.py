"""A provincial department's portal on Liferay 6.2, with what makes real ones hard to crawl."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import quote, urlencode

from .content import ExpectedArticle, Story, fold
from .liferay_render import Content, Place, Renderer, View
from .liferay_site import Site
from .liferay_widgets import Pager
from .markup import Body, body
from .server import Request, Response

_ARTICLE = re.compile(r"asset_publisher/\w+/content/(?P<slug>[^/]+)(?P<popup>/pop_up)?")
_FILE = re.compile(r"/(documents|image|html|lienket-theme)/.*")
_ROLE_ACCOUNTS = {"admin admin": 62, "Pho Ban bien tap": 32, "Ad Min": 6}
_STYLES = {
    "plain": 20,
    "justified": 20,
    "breaks": 20,
    "divisions": 15,
    "table": 10,
    "word": 10,
    "fragments": 5,
}
"""How editors write, with shares in percent."""
_HEADERS = {
    "Content-Type": "text/html;charset=UTF-8",
    "Cache-Control": "private, no-cache, no-store, must-revalidate",
    "Liferay-Portal": "Liferay Portal Community Edition 6.2 CE GA4 (Newton / Build 6203)",
}


class LiferayPortal:
    """The portal. Each story is in the lists of its sections, however many addresses it has.

    `feed` says what the sections' RSS links give: the newest twenty, an error page, or that there
    are no such links. `sitemap` announces one with all pages and the newer half of the articles.
    """

    def __init__(
        self,
        host: str,
        stories: Sequence[Story],
        *,
        name: str = "Sở Khoa học và Công nghệ tỉnh Bình Sơn",
        feed: Literal["working", "broken"] | None = "working",
        sitemap: bool = False,
    ) -> None:
        self.host = host
        self.site = Site(host, stories)
        self._feed = feed
        self._has_sitemap = sitemap
        self._renderer = Renderer(self.site, name, feed is not None)
        self._visits = itertools.count(1)

    def articles(self) -> list[ExpectedArticle]:
        return [
            ExpectedArticle(
                urls=tuple(f"http://{self.host}{path}" for path in self.site.addresses(story)),
                title=story.title,
                published=story.published.date().isoformat(),
                author=story.author,
                text=_body(story).text,
            )
            for story in self.site.stories
        ]

    def respond(self, request: Request) -> Response:
        path = request.path.partition(";")[0].rstrip("/")
        if (file := self._file(path)) is not None:
            return file
        view = View.read(path, request.query, self.site)
        if view is None:
            view = View(path, Place("", False, self.site.home), "", request.query)
            return self._page(request, view, self._other(view, "missing", status=404))
        if view.asks_for("82"):
            language = "/en" if "en_US" in request.query.values() else "/vi"
            return self._redirect(language + request.query.get("_82_redirect", ""))
        if view.asks_for("49"):
            return self._redirect(view.place.page)
        is_feed = view.resource.endswith("/rss") and view.place.layout.kind == "listing"
        if is_feed and self._feed == "working":
            return self._newest(view.place)
        return self._page(request, view, self._content(view))

    def _visit(self, request: Request) -> int:
        """The number that the counters and random tokens of an answer are made of."""
        return next(self._visits)

    def _page(self, request: Request, view: View, content: Content) -> Response:
        visit = self._visit(request)
        session = f"{visit:032X}.node1"
        known = "JSESSIONID" in request.cookies
        headers = _HEADERS if known else _HEADERS | {"Set-Cookie": f"JSESSIONID={session}; Path=/"}
        page = self._renderer.page(view, content, visit, "" if known else f";jsessionid={session}")
        return Response(content.status, headers, page.encode())

    def _redirect(self, path: str) -> Response:
        return Response(302, {"Location": f"http://{self.host}{path}"})

    def _file(self, path: str) -> Response | None:
        """What is no page: redirecting services, sitemap, documents, pictures, style sheets."""
        if path == "/c/portal/login":
            parameters = {"p_p_id": "58", "p_p_state": "maximized", "saveLastPath": "false"}
            return self._redirect(f"/home?{urlencode(parameters)}")
        if path == "/robots.txt":
            rules = f"User-Agent: *\nDisallow:\nSitemap: http://{self.host}/sitemap.xml\n"
            body = rules.encode() if self._has_sitemap else b""
            return Response(200 if body else 404, {"Content-Type": "text/plain"}, body)
        if path == "/sitemap.xml":
            return self._sitemap()
        if _FILE.fullmatch(path):
            kind = "application/pdf" if path.endswith(".pdf") else "application/octet-stream"
            return Response(200, {"Content-Type": kind}, b"%PDF-1.4\n%%EOF\n")
        return None

    def _sitemap(self) -> Response:
        if not self._has_sitemap:
            return Response(404, {"Content-Type": "text/plain"})
        site = self.site
        newer = site.stories[: len(site.stories) // 2]
        paths = [f"/{name}" for name in site.layouts]
        paths += [site.addresses(story)[0] for story in newer]
        body = self._renderer.render("sitemap.xml", Place("", False, site.home), paths=paths)
        return Response(200, {"Content-Type": "text/xml;charset=UTF-8"}, body.encode())

    def _newest(self, place: Place) -> Response:
        stories = self.site.listed(place.layout)[:20]
        body = self._renderer.render("feed.xml", place, rows=self._rows(stories, place, place.page))
        return Response(200, {"Content-Type": "text/xml;charset=UTF-8"}, body.encode())

    def _content(self, view: View) -> Content:
        """What the view shows in the middle: a maximized portlet, an article or the page's own."""
        if view.asks_for("58"):
            return self._other(view, "login")
        if view.asks_for("8", "maximized"):
            return self._other(view, "calendar")
        if view.asks_for("59", "maximized"):
            return self._other(view, "poll")
        if view.asks_for("3"):
            return self._search(view)
        slug = view.query.get(f"_101_INSTANCE_{view.place.layout.instance}_urlTitle")
        if view.resource or slug:
            return self._article(view, slug)
        match view.place.layout.kind:
            case "home":
                return self._home(view.place)
            case "listing":
                return self._listing(view)
            case kind:
                return self._other(view, kind)

    def _article(self, view: View, slug: str | None) -> Content:
        match = _ARTICLE.fullmatch(view.resource)
        story = self.site.by_slug.get(slug or (match["slug"] if match else ""))
        if story is None:
            return self._other(view, "missing")
        place = view.place
        rng = random.Random(story.id)  # noqa: S311 - repeatable on purpose
        highlights = rng.random() < 2 / 3
        (account,) = rng.choices(list(_ROLE_ACCOUNTS), weights=list(_ROLE_ACCOUNTS.values()))
        popup = bool(match and match["popup"]) or view.query.get("p_p_state") == "pop_up"
        html = self._renderer.render(
            "article.html",
            place,
            story=story,
            body=_body(story).html,
            address=f"{place.page}/-/asset_publisher/{place.layout.instance}/content/{story.slug}",
            attachment="" if story.lead else f"{story.id}_TB-SKHCN.pdf",
            printed=popup or any(name.endswith("_viewMode") for name in view.query),
            role_account=account,
            others=self._rows(self.site.highlights, place) if highlights and not popup else (),
        )
        title = "Tin tức nổi bật" if rng.random() < 1 / 3 else place.layout.label
        return Content(html, title, highlights=highlights, popup=popup)

    def _home(self, place: Place) -> Content:
        boxes = []
        for section in self.site.sections():
            stories = self.site.listed(section)[:5]
            boxes.append((section, self._rows(stories, Place(place.language, False, section))))
        slides = self._rows(self.site.highlights, place, place.page)
        html = self._renderer.render("home.html", place, slides=slides, boxes=boxes)
        return Content(html, place.layout.label, highlights=False)

    def _listing(self, view: View) -> Content:
        place = view.place
        stories = self.site.listed(place.layout)
        pager = Pager.read(place.page, place.layout.instance, len(stories), view.query)
        here = f"{place.page}?{urlencode({'p_p_id': pager.portlet, pager.cur_name: pager.cur})}"
        rows = self._rows(stories[pager.start - 1 : pager.end], place, here)
        feed = f"{place.page}/-/asset_publisher/{place.layout.instance}/rss"
        return self._list(place, rows, place.layout.label, pager, feed if self._feed else "")

    def _search(self, view: View) -> Content:
        """The newest stories with the keywords in their titles, with or without diacritics."""
        keywords = view.query.get("_3_keywords", "")
        wanted = fold(keywords).lower()
        found = [story for story in self.site.stories if wanted in fold(story.title).lower()]
        here = f"{view.place.page}?{urlencode({'p_p_id': '3', '_3_keywords': keywords})}"
        return self._list(view.place, self._rows(found[:20], view.place, here), "Tìm kiếm")

    def _list(
        self,
        place: Place,
        rows: list[tuple[Story, str]],
        heading: str,
        pager: Pager | None = None,
        feed: str = "",
    ) -> Content:
        values: dict[str, Any] = {"rows": rows, "heading": heading, "pager": pager, "feed": feed}
        return Content(self._renderer.render("listing.html", place, **values), heading)

    def _rows(
        self, stories: Sequence[Story], place: Place, redirect: str = ""
    ) -> list[tuple[Story, str]]:
        """Stories with their links from a list; `redirect` is where "Quay lại" would lead."""
        tail = f"?redirect={quote(redirect, safe='')}" if redirect else ""
        return [
            (story, self.site.address(story, place.language, place.layout) + tail)
            for story in stories
        ]

    def _other(self, view: View, kind: str, status: int = 200) -> Content:
        """A page that is no news, or one record of a table of such."""
        place = view.place
        own = f"_{kind}_WAR_{kind}portlet_id"
        records = self.site.records.get(place.layout.name, [])
        record = next((row for row in records if str(row.id) == view.query.get(own)), None)
        rows = [
            (row, f"{place.page}?{urlencode({'p_p_id': f'{kind}_WAR_{kind}portlet', own: row.id})}")
            for row in records
        ]
        html = self._renderer.render("pages.html", place, kind=kind, record=record, records=rows)
        return Content(html, place.layout.label, status)


def _body(story: Story) -> Body:
    """The story as its editor wrote it, signed; always in the same style."""
    rng = random.Random(story.id)  # noqa: S311 - repeatable on purpose
    (style,) = rng.choices(list(_STYLES), weights=list(_STYLES.values()))
    return body(story, style, signature=True)
