"""What an index says of the sitemaps below it."""

from typing import Any

import pytest
from scrapy.http import Request, XmlResponse

from crawler.catalogue.sites import Site
from crawler.engine.messages import RequestContext, visit_of
from crawler.frontier.visits import Role, Visit
from spiders.portal import PortalSpider

INDEX = "http://skhcn.vidu/sitemap.xml"


def said(*changed: str) -> list[str]:
    """What the requests for an index's sitemaps know of their changes."""
    spider_class: Any = type(
        "Spider",
        (PortalSpider,),
        {
            "name": "so",
            "site": Site(name="so", agency="Sở", province="Hà Nội", url="http://skhcn.vidu/"),
        },
    )
    maps = "".join(
        f"<sitemap><loc>http://skhcn.vidu/{n}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for n, day in enumerate(changed)
    )
    body = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}'
    visit = Visit("skhcn.vidu/sitemap.xml", INDEX, Role.ENTRY)
    request = Request(INDEX, meta=RequestContext(visit).meta)
    response = XmlResponse(INDEX, body=f"{body}</sitemapindex>".encode(), request=request)
    return [visit_of(output).changed for output in spider_class().parse_listed(response)]


def test_sitemap_is_asked_for_when_its_index_calls_it_changed() -> None:
    assert said("2025-03-02", "2026-03-02") == ["2025-03-02", "2026-03-02"]


@pytest.mark.parametrize("days", [("2026-03-02", "2026-03-02"), ("2026-03-02",)])
def test_day_that_is_that_of_all_sitemaps_tells_nothing(days: tuple[str, ...]) -> None:
    assert said(*days) == [""] * len(days)
