"""Every record of the catalogue is a spider."""

from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request
from scrapy.settings import Settings

import settings as own_settings
from crawler.engine.loader import CatalogueSpiderLoader
from crawler.errors import UserError
from spiders.portal import PortalSpider

PROVINCES = Path(__file__).parents[2] / "data" / "provinces.toml"
SITES = """
[quang_tri]
agency = "Sở Khoa học và Công nghệ tỉnh Quảng Trị"
province = "Quảng Trị"
url = "http://dost.quangtri.vidu/"
delay = 5.0

[an_giang]
agency = "Sở Khoa học và Công nghệ tỉnh An Giang"
province = "An Giang"
url = "http://sokhcn.angiang.vidu/"

[bac_lieu]
agency = "Sở Khoa học và Công nghệ tỉnh Bạc Liêu"
province = "Bạc Liêu"
status = "not found"
"""


def loader(folder: Path, sites: str = SITES) -> CatalogueSpiderLoader:
    path = folder / "sites.toml"
    path.write_text(sites, encoding="utf-8")
    settings = Settings(
        {
            "SITES_FILE": str(path),
            "PROVINCES_FILE": str(PROVINCES),
            "SYSTEM_NAMES": own_settings.SYSTEM_NAMES,
            "SITE_SPIDER": own_settings.SITE_SPIDER,
        }
    )
    return CatalogueSpiderLoader.from_settings(settings)


def test_sites_with_an_address_are_listed_by_name(tmp_path: Path) -> None:
    assert loader(tmp_path).list() == ["an_giang", "quang_tri"]


def test_record_becomes_a_spider(tmp_path: Path) -> None:
    spider: Any = loader(tmp_path).load("an_giang")
    assert issubclass(spider, PortalSpider)
    assert spider.name == spider.site.name == "an_giang"
    assert spider.site.url == "http://sokhcn.angiang.vidu/"


def test_delay_of_a_record_gives_way_to_the_command_line(tmp_path: Path) -> None:
    spider = loader(tmp_path).load("quang_tri")
    settings = Settings({"DOWNLOAD_DELAY": 1.0})
    spider.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 5.0
    settings.set("DOWNLOAD_DELAY", 0, priority="cmdline")
    spider.update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 0


@pytest.mark.parametrize("name", ["an_gian", "An Giang", "an-giang"])
def test_unknown_name_is_answered_with_near_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        UserError, match=f"has no site named {name}; did you mean an_giang"
    ) as caught:
        loader(tmp_path).load(name)
    assert isinstance(caught.value, KeyError), "what Scrapy expects of a loader"


def test_name_like_no_other_is_answered_with_where_the_names_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="has no site named xyz; see `scrapy list`"):
        loader(tmp_path).load("xyz")


def test_site_without_an_address_says_so(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"bac_lieu: no address of Sở .* Bạc Liêu is known; add `url`"
    ):
        loader(tmp_path).load("bac_lieu")


def test_site_is_found_by_an_address_inside_it(tmp_path: Path) -> None:
    found = loader(tmp_path).find_by_request(Request("https://www.sokhcn.angiang.vidu/tin/1"))
    assert found == ["an_giang"]


def test_mistake_in_the_catalogue_is_told_when_a_spider_is_asked_for(tmp_path: Path) -> None:
    broken = loader(tmp_path, SITES.replace("agency", "agencey", 1))
    with pytest.raises(UserError, match=r"sites\.toml.*quang_tri.*agencey"):
        broken.list()


def test_a_system_without_a_class_is_a_mistake_that_names_those_that_have_one(
    tmp_path: Path,
) -> None:
    broken = loader(tmp_path, SITES.replace("delay = 5.0", 'system = "sharepoint"'))
    with pytest.raises(UserError, match=r'quang_tri. system: .*"sharepoint".*liferay, nukeviet'):
        broken.list()
