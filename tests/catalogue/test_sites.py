"""The sites and provinces that there are, and what is inside a site."""

import re
from collections import Counter
from pathlib import Path

import pytest

from crawler.catalogue import COUNTRY, Province, Site, load_provinces, load_sites
from crawler.catalogue.scope import scope_path
from spiders.systems import system_names

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def provinces() -> dict[str, Province]:
    return load_provinces(DATA / "provinces.toml")


@pytest.fixture(scope="module")
def sites(provinces: dict[str, Province]) -> dict[str, Site]:
    return load_sites(DATA / "sites.toml", provinces, system_names())


# --- the provinces and sites that there are


def test_63_former_provinces_became_34(provinces: dict[str, Province]) -> None:
    assert Counter(province.period for province in provinces.values()) == {
        "former": 63,
        "present": 34,
    }
    former = [province for province in provinces.values() if province.period == "former"]
    assert len({province.present for province in former}) == 34
    for code, province in provinces.items():
        assert provinces[province.present].period == "present"
        assert (province.period == "present") == code.endswith("_2025")


@pytest.mark.parametrize(
    ("present", "former"),
    [
        ("an_giang", {"An Giang", "Kiên Giang"}),
        ("tp_ho_chi_minh", {"TP. Hồ Chí Minh", "Bà Rịa - Vũng Tàu", "Bình Dương"}),
        ("lam_dong", {"Lâm Đồng", "Đắk Nông", "Bình Thuận"}),
        ("gia_lai", {"Gia Lai", "Bình Định"}),
        ("quang_ngai", {"Quảng Ngãi", "Kon Tum"}),
        ("hue", {"Thừa Thiên Huế"}),
        ("ha_noi", {"Hà Nội"}),
    ],
)
def test_what_became_what(provinces: dict[str, Province], present: str, former: set[str]) -> None:
    code = f"{present}_2025"
    members = [p for p in provinces.values() if p.present == code and p.period == "former"]
    assert {member.name for member in members} == former


@pytest.mark.parametrize(
    ("code", "valid_from", "valid_until"),
    [
        ("an_giang", None, "2025-06-30"),
        ("an_giang_2025", "2025-07-01", None),
        ("son_la", None, None),
        ("son_la_2025", None, None),
        ("thua_thien_hue", None, "2024-12-31"),
        ("hue_2025", "2025-01-01", None),
    ],
)
def test_when_a_province_began_and_ended(
    provinces: dict[str, Province], code: str, valid_from: str | None, valid_until: str | None
) -> None:
    assert (provinces[code].valid_from, provinces[code].valid_until) == (valid_from, valid_until)


def test_each_former_province_has_one_department(
    provinces: dict[str, Province], sites: dict[str, Site]
) -> None:
    former = {code: p.name for code, p in provinces.items() if p.period == "former"}
    departments = {name: site.province for name, site in sites.items() if name != "vietq"}
    assert departments == former
    assert all(sites[name].agency.startswith("Sở Khoa học và Công nghệ ") for name in departments)


def test_34_departments_go_on_and_the_others_name_the_one_that_took_over(
    provinces: dict[str, Province], sites: dict[str, Site]
) -> None:
    departments = [site for site in sites.values() if site.name != "vietq"]
    assert sum(site.until is None for site in departments) == 34
    for site in departments:
        assert (site.until is None) == (site.successor is None)
        if site.successor:
            assert site.until == "2025-06-30"
            assert sites[site.successor].until is None
            assert provinces[site.successor].present == provinces[site.name].present


def test_a_department_without_a_known_address_is_listed_as_that(sites: dict[str, Site]) -> None:
    unknown = {name: site for name, site in sites.items() if not site.crawlable}
    assert {name: site.status for name, site in unknown.items()} == {
        "binh_thuan": "partial",
        "ca_mau": "partial",
        "dak_nong": "partial",
        "gia_lai": "not found",
        "ninh_thuan": "partial",
    }
    assert all(site.addresses == () and site.note for site in unknown.values())


def test_every_address_says_how_it_was_seen(sites: dict[str, Site]) -> None:
    assert [name for name, site in sites.items() if site.url and not site.seen] == []


def test_older_and_newer_addresses_are_one_site(sites: dict[str, Site]) -> None:
    quang_tri = sites["quang_tri"]
    assert quang_tri.addresses == (
        "https://skhcn.quangtri.gov.vn/",
        "https://sokhcn.quangtri.gov.vn/",
        "http://dostquangtri.gov.vn/",
    )
    assert quang_tri.contains("http://www.dostquangtri.gov.vn/?details=5718&menuID=32&CongID=1")
    assert quang_tri.hosts == (
        "skhcn.quangtri.gov.vn",
        "sokhcn.quangtri.gov.vn",
        "dostquangtri.gov.vn",
    )


def test_hosts_of_others_are_no_site_of_ours(sites: dict[str, Site]) -> None:
    hosts = {host for site in sites.values() for host in site.hosts}
    others = {"sotttt.hanoi.gov.vn", "sgddt.baclieu.gov.vn", "ttkhcn.yenbai.gov.vn"}
    assert not hosts & (others | {"camautech.vn", "ensokhcn.casti.vn", "sokhcn.daklak.gov.vn"})


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        (
            "quang_ngai",
            "https://quangngai.gov.vn/web/so-khoa-hoc-va-cong-nghe/xem-chi-tiet?1035",
            "https://quangngai.gov.vn/web/so-y-te/tin-tuc",
        ),
        (
            "quang_ninh",
            "http://quangninh.gov.vn/So/SoKhoaHocCongNghe/Trang/ChiTietTinTuc.aspx?nid=7403",
            "https://www.quangninh.gov.vn/So/soyte/Trang/ChiTietTinTuc.aspx?nid=1",
        ),
        (
            "hai_phong",
            "http://haiphong.gov.vn/Portal/Detail.aspx?ContentID=128414",
            "http://haiphong.gov.vn/so-y-te/",
        ),
    ],
)
def test_a_path_on_a_shared_portal_is_all_of_a_department(
    sites: dict[str, Site], name: str, inside: str, outside: str
) -> None:
    assert sites[name].contains(inside)
    assert not sites[name].contains(outside)


def test_pages_of_others_in_the_same_folder_are_skipped(sites: dict[str, Site]) -> None:
    skip = re.compile(sites["hai_phong"].skip or "")
    assert skip.search("http://haiphong.gov.vn/Portal/Page.aspx?PageID=168")
    assert not skip.search("http://haiphong.gov.vn/Portal/Page.aspx?PageID=16807")
    assert not skip.search("http://haiphong.gov.vn/Portal/Detail.aspx?ContentID=128414")


@pytest.mark.parametrize(
    ("url", "is_article"),
    [
        ("https://vietq.vn/dau-an-noi-bat-nam-2025-d239088.html", True),
        ("https://vietq.vn/social-listening---bat-tay-hop-tac-d99396.html", True),
        ("https://vietq.vn/mua-sen-thap-muoi-emagazine12.html", True),
        ("https://vietq.vn/tieu-chuan-chat-luong-c86", False),
        ("https://vietq.vn/quoc-te-sub10/p2", False),
    ],
)
def test_articles_of_vietq(sites: dict[str, Site], url: str, is_article: bool) -> None:
    vietq = sites["vietq"]
    assert vietq.province == COUNTRY
    assert bool(re.search(vietq.article or "", url)) == is_article


# --- what is inside a site


@pytest.mark.parametrize(
    ("url", "path"),
    [
        # The home page of a host of its own.
        ("https://quangngai.gov.vn", ""),
        ("https://quangngai.gov.vn/", ""),
        ("https://quangngai.gov.vn/index.php", ""),
        ("https://quangngai.gov.vn/Default.aspx?lang=vi", ""),
        ("https://quangngai.gov.vn/Pages/home.aspx", ""),
        ("https://quangngai.gov.vn/trang-chu", ""),
        ("https://quangngai.gov.vn/home/", ""),
        ("https://quangngai.gov.vn/vi", ""),
        ("https://quangngai.gov.vn/vi-vn", ""),
        ("https://quangngai.gov.vn/en", ""),
        ("https://quangngai.gov.vn/portal", ""),
        ("https://quangngai.gov.vn/wps/portal/Home", ""),
        ("https://quangngai.gov.vn/web/guest/home", ""),
        ("https://quangngai.gov.vn/index.php/vi/", ""),
        # A department's part of a shared portal.
        ("https://quangngai.gov.vn/web/so-khoa-hoc", "/web/so-khoa-hoc"),
        ("https://quangngai.gov.vn/web/so-khoa-hoc/home", "/web/so-khoa-hoc"),
        ("https://www.quangninh.gov.vn/So/KHCN/Trang/Default.aspx", "/so/khcn"),
        ("https://quangninh.gov.vn/So/KHCN/tin-tuc.html", "/so/khcn"),
        ("https://quangninh.gov.vn/so%2Dkhoa%2Dhoc/", "/so-khoa-hoc"),
        # A host that is the department's by its name.
        ("http://sokhcn.laichau.gov.vn/KHCN/", ""),
        ("http://lamdongdost.gov.vn/home/gioi-thieu", ""),
        ("https://sokhoahoccongnghe.phutho.gov.vn/hoat-dong", ""),
        ("https://so-khoa-hoc.example.vn/tin-tuc", ""),
        ("https://vietq.vn/khoa-hoc-cong-nghe-sub6", ""),
    ],
)
def test_the_path_that_a_site_is_confined_to(url: str, path: str) -> None:
    assert scope_path(url) == path


def site(url: str, older: tuple[str, ...] = (), scope: str | None = None) -> Site:
    return Site(name="a", agency="A", province="Hà Nam", url=url, older=older, scope=scope)


HOST = site("https://www.Sokhcn.Hanam.gov.vn/trang-chu", ("http://khcnhn.vn/",))
SHARED = site("http://hanam.gov.vn/web/so-khcn")
SCOPED = site("http://hanam.gov.vn/Page.aspx?id=7", scope="/Tin/KHCN/")
PORT = site("http://127.0.0.1:8001/")


@pytest.mark.parametrize(
    ("place", "url", "inside"),
    [
        (HOST, "https://sokhcn.hanam.gov.vn/tin-tuc/1", True),
        (HOST, "http://WWW.sokhcn.hanam.gov.vn:80/tin-tuc/1", True),
        (HOST, "https://sokhcn.hanam.gov.vn./", True),
        (HOST, "https://www.khcnhn.vn/index.php?id=3", True),
        (HOST, "https://hanam.gov.vn/", False),
        (HOST, "https://old.sokhcn.hanam.gov.vn/", False),
        (HOST, "https://sokhcn.hanam.gov.vn:8443/", False),
        (HOST, "https://sokhcn.hanam.gov.vn.example.com/", False),
        (HOST, "https://example.com/?url=https://sokhcn.hanam.gov.vn/", False),
        (HOST, "ftp://sokhcn.hanam.gov.vn/", False),
        (HOST, "mailto:sokhcn@hanam.gov.vn", False),
        (HOST, "/tin-tuc/1", False),
        (HOST, "http://[sokhcn.hanam.gov.vn/", False),
        (HOST, "http://sokhcn.hanam.gov.vn:cong/", False),
        (SHARED, "https://www.hanam.gov.vn/web/SO-KHCN", True),
        (SHARED, "http://hanam.gov.vn/web/so-khcn/tin-tuc?id=1", True),
        (SHARED, "http://hanam.gov.vn//web/so%2Dkhcn/", True),
        (SHARED, "http://hanam.gov.vn/web/so-khcn-cu", False),
        (SHARED, "http://hanam.gov.vn/web/so-khcn/../so-y-te", False),
        (SHARED, "http://hanam.gov.vn/web", False),
        (SCOPED, "http://hanam.gov.vn/tin/khcn/1.aspx", True),
        (SCOPED, "http://hanam.gov.vn/tin/y-te/1.aspx", False),
        (PORT, "http://127.0.0.1:8001/tin-tuc", True),
        (PORT, "http://127.0.0.1:8002/tin-tuc", False),
    ],
)
def test_what_is_inside_a_site(place: Site, url: str, inside: bool) -> None:
    assert place.contains(url) is inside


def test_hosts_are_told_without_www_and_with_an_unusual_port() -> None:
    assert HOST.hosts == ("sokhcn.hanam.gov.vn", "khcnhn.vn")
    assert PORT.hosts == ("127.0.0.1:8001",)
