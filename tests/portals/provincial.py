"""A department as a path of its province's portal, as at Quảng Ngãi.

What other departments and the province itself publish stands on the same host, in the same
templates, linked from every page; none of it is the department's.
"""

from __future__ import annotations

from typing import ClassVar

from .content import Story, fold, slugify, stories
from .markup import Body, body
from .server import Request, Response
from .system import Link, System

_STYLES = ("justified", "plain", "divisions", "breaks", "word")
_SITE = "so-khoa-hoc-va-cong-nghe"
_OTHERS = {"so-tai-chinh": "Sở Tài chính", "so-y-te": "Sở Y tế", "guest": "Cổng thông tin tỉnh"}
_OTHER_STORIES = 40
_SLUG_LENGTH = 60


class Provincial(System):
    """The department's address is a path; a story is named by a number behind the `?`, alone.

    Slugs lose every `đ` and are cut, so that only that number tells some stories apart.
    """

    NAME = "provincial"
    PER_PAGE = 6
    ADDRESSES: ClassVar = {
        "story": "/web/{site}/xem-chi-tiet/-/asset_publisher//Content/{slug}",
        "file": "/documents/{name}",
        "login": "/c/portal/login",
        "search": "/web/so-khoa-hoc-va-cong-nghe/tim-kiem?q={words}",
        "calendar": "/web/so-khoa-hoc-va-cong-nghe/lich?thang={month}&nam={year}",
        "documents": "/web/so-khoa-hoc-va-cong-nghe/van-ban",
        "document": "/web/so-khoa-hoc-va-cong-nghe/van-ban/{number}",
        "later": "/web/{site}/{section}?p_p_id=101_INSTANCE_Qn5t&p_p_lifecycle=0"
        "&_101_INSTANCE_Qn5t_cur={page}",
        "static": "/web/so-khoa-hoc-va-cong-nghe/{key}",
        "section": "/web/{site}/{section}",
        "start": "/web/{site}",
        "province": "/",
    }

    def __init__(self, host: str, province: str, count: int, seed: int) -> None:
        super().__init__(host, province, count, seed)
        foreign = stories(_OTHER_STORIES, seed + 1000)[::-1]
        names = list(_OTHERS)
        self._foreign = {name: foreign[place :: len(names)] for place, name in enumerate(names)}

    @property
    def home(self) -> str:
        return self.absolute(f"/web/{_SITE}")

    def body(self, story: Story) -> Body:
        return body(story, _STYLES[story.id % len(_STYLES)], signature=True)

    def shown_date(self, story: Story) -> str:
        return self.shown_time(story)

    def story_address(self, story: Story, section: str | None = None) -> str:
        return self._address_at(_SITE, story)

    def section_address(self, section: str, page: int = 1) -> str:
        return self.address("section", site=_SITE, section=slugify(section))

    def _address_at(self, site: str, story: Story) -> str:
        without = "".join(c for c in story.title if c not in "đĐ")
        slug = slugify(fold(without))[:_SLUG_LENGTH]
        return f"{self.address('story', site=site, slug=slug)}?{10_000_000 + story.id}"

    @property
    def others(self) -> list[Link]:
        return [Link(name, self.address("start", site=site)) for site, name in _OTHERS.items()]

    @property
    def foreign(self) -> list[Link]:
        """News from all over the province, in a box on every page."""
        return [
            Link(story.title, self._address_at(site, story), story)
            for site, stories in self._foreign.items()
            for story in stories[:3]
        ]

    def show_province(self, request: Request) -> Response:
        return self._site_home("guest")

    def show_start(self, request: Request, site: str) -> Response | None:
        return self._site_home(site) if site == _SITE or site in self._foreign else None

    def _site_home(self, site: str) -> Response:
        links = self._links_at(site, self._stories_at(site)[: 2 * self.PER_PAGE])
        return self._listing(site, "Tin mới", links, 1, 1)

    def show_section(self, request: Request, site: str, section: str) -> Response | None:
        return self.show_later(request, site, section, "1")

    def show_later(self, request: Request, site: str, section: str, page: str) -> Response | None:
        name = self.section_of_slug(section)
        if name is None or (site != _SITE and site not in self._foreign):
            return None
        stories = [story for story in self._stories_at(site) if name in story.sections]
        links = self._links_at(site, self.page_of(stories, int(page)))
        return self._listing(site, name, links, int(page), self.page_count(stories))

    def _listing(
        self, site: str, heading: str, links: list[Link], page: int, last: int
    ) -> Response:
        base = self.address("section", site=site, section=slugify(heading))
        return self.render(
            "listing",
            site=_OTHERS.get(site, self.office),
            heading=heading,
            links=links,
            page=page,
            last=last,
            base=base,
        )

    def show_story(self, request: Request, site: str, slug: str) -> Response | None:
        """The bare number behind the `?` says which; the site that asks frames it."""
        number = next(iter(request.query), "")
        if not number.isdigit():
            return None
        wanted = int(number) - 10_000_000
        story = next((s for s in self._stories_at(site) if s.id == wanted), None)
        if story is None:
            return None
        neighbours = [s for s in self._stories_at(site) if story.sections[0] in s.sections]
        return self.render(
            "article",
            site=_OTHERS.get(site, self.office),
            heading=story.sections[0],
            story=story,
            body=self.body(story),
            related=self._links_at(site, [s for s in neighbours if s is not story][:4]),
        )

    def _stories_at(self, site: str) -> list[Story]:
        return self.stories if site == _SITE else self._foreign.get(site, [])

    def _links_at(self, site: str, chosen: list[Story]) -> list[Link]:
        return [Link(story.title, self._address_at(site, story), story) for story in chosen]
