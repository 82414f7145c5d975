"""A page that answers before the home page, as what an earlier run left to be asked may."""

import asyncio
from typing import Any

from scrapy.http import HtmlResponse, Request

from crawler.catalogue.sites import Site
from crawler.discovery.survey import PageSurvey, survey
from crawler.engine.messages import RequestContext, visit_of
from crawler.frontier.visits import Role, Visit
from spiders.portal import PortalSpider

HOST = "skhcn.vidu"
SECTION = f"http://{HOST}/tin-tuc/"
#: A page of NukeViet that links an article by the long form of its address.
SOURCE = """<html><body><script>var nv_siteroot = "/";</script>
<p>Tin tức, sự kiện</p>
<a href="/index.php?language=vi&amp;nv=news&amp;op=tin-tuc/hop-bao-quy-hai-12">Họp báo quý hai</a>
</body></html>"""


class SameProcess:
    """Surveys pages without the help of other processes."""

    async def page(self, response: HtmlResponse, part: int | None) -> PageSurvey | None:
        return survey(response.body, response.url, None, part=part)


def walk(source: str) -> set[str]:
    """The keys of the pages that a section leads to, the first page that is seen of its portal."""
    spider_class: Any = type(
        "Spider",
        (PortalSpider,),
        {
            "name": "so",
            "site": Site(name="so", agency="Sở", province="Hà Nội", url=f"http://{HOST}/"),
        },
    )
    visit = Visit(f"{HOST}/tin-tuc", SECTION, Role.PAGE, "Tin tức")
    request = Request(SECTION, meta=RequestContext(visit).meta)
    response = HtmlResponse(SECTION, body=source.encode(), encoding="utf-8", request=request)

    async def found() -> set[str]:
        spider = spider_class()
        spider.surveyor = SameProcess()
        outputs = spider.parse(response)
        return {visit_of(o).key async for o in outputs if isinstance(o, Request)}

    return asyncio.run(found())


def test_page_is_known_by_the_system_that_its_own_source_names() -> None:
    assert walk(SOURCE) == {f"{HOST}/…/hop-bao-quy-hai-12.html"}


def test_page_of_no_system_is_known_by_its_address() -> None:
    (key,) = walk(SOURCE.replace("nv_siteroot", "root"))
    assert key.startswith(f"{HOST}?")
