"""The pages of the reading room, on a small database that the project's own code has filled."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest
from datasette.app import Datasette

from crawler.database import Database, RunCounts
from tests.browsing.samples import BEFORE, GONE, HOSTILE, NOW, PAGES, bai, fill
from tests.browsing.served import answer, opened, parsed, served, source
from tests.testing.database import EVENING, MORNING, PROVINCES, SITES, article, page

ATOM = "{http://www.w3.org/2005/Atom}"
SEARCHES = [
    '"',
    "C++ (a OR",
    "12/2021/QĐ-TTg",
    " ",
    "",
    "*",
    "a" * 5000,
    "NEAR(a b)",
    "\x00",
    '""""',
]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Datasette]:
    path = tmp_path_factory.mktemp("room") / "articles.db"
    with closing(Database(path)) as database:
        database.save_catalogue(SITES, PROVINCES)
        fill(database)
    with served(path) as datasette:
        yield datasette


FEEDS = ["/moi.atom", "/tim.atom?q=kiem+tra", "/tinh/an-giang.atom", "/nguon/kien_giang.atom"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_runs_nothing_and_calls_for_nothing_from_elsewhere(
    room: Datasette, path: str, language: str
) -> None:
    response = answer(room, path, cookies={"lang": language})

    assert response.status_code == 200
    tree = parsed(response.text)
    assert not tree.xpath("//script | //style | //iframe | //object | //*[@style] | //base")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    addresses = tree.xpath("//a/@href | //form/@action | //link/@href")
    assert all(a.startswith(("/", "#", "http://", "https://")) for a in addresses)
    if "anh=1" not in path:
        assert not tree.xpath("//img")
    assert tree.get("lang") == language
    assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
    assert not {"\x1b", "\u202e"} & set(response.text)


def test_our_pages_allow_no_script_and_no_page_tells_where_it_was(room: Datasette) -> None:
    ours, table = answer(room, bai(NOW)), answer(room, "/articles/articles")

    policy = ours.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "img-src 'self'" in policy
    assert "http:" not in policy
    assert "script-src" not in policy
    assert "default-src 'self'" in table.headers["content-security-policy"]
    for response in (ours, table):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"


def test_pictures_are_loaded_when_the_reader_asks(room: Datasette) -> None:
    asked = answer(room, f"{bai(BEFORE)}?anh=1")

    assert 'class="picture" href="http://127.0.0.1:9/a.jpg"' in source(room, bai(BEFORE))
    assert '<img src="http://127.0.0.1:9/a.jpg"' in asked.text
    assert "img-src 'self' http: https:" in asked.headers["content-security-policy"]


def test_the_first_page_has_news_changes_and_numbers(room: Datasette) -> None:
    tree = parsed(source(room, "/"))
    shown = " ".join(tree.text_content().split())

    assert bai(NOW) in tree.xpath("//article//a/@href")
    assert bai(BEFORE) not in tree.xpath("//article//a/@href")
    assert "2 bài đọc được" in shown
    assert {"sửa", "gỡ"} <= {e.text_content() for e in tree.find_class("cause")}
    assert len(tree.xpath("//table[contains(@class, 'map')]//tr")) >= 1
    assert "3/2026: 2" in shown


def test_an_article_reads_as_one(room: Datasette) -> None:
    tree = parsed(source(room, bai(BEFORE)))

    assert tree.xpath("string(//h1)") == BEFORE.title
    assert tree.xpath("//article//h2[1]/text()")[0] == "Kết quả"
    assert tree.xpath("//a[@href='http://an_giang.example/kq.pdf']/bdi/text()") == [
        "Kết quả kiểm tra"
    ]
    assert "1/3/2026" in tree.xpath("string(//article/header)")
    assert "Mười hai cửa hàng được kiểm tra." in tree.xpath("string(//article/header)")


def test_a_former_version_leads_to_the_present_one_and_both_show_the_edit(room: Datasette) -> None:
    former, present = source(room, bai(BEFORE)), source(room, bai(NOW))

    assert "Đây là bản trước khi sửa" in former
    assert f'href="{bai(NOW)}"' in former
    assert "Đây là bản trước khi sửa" not in present
    assert "<ins>Kết quả đã được công bố công khai.</ins>" in present


def test_a_removed_article_can_be_read_and_says_so(room: Datasette) -> None:
    assert "Bài này không còn trên cổng thông tin nào." in opened(room, bai(GONE))
    assert "đã gỡ" in opened(room, bai(GONE))


@pytest.mark.parametrize("query", SEARCHES)
@pytest.mark.parametrize("path", ["/tim", "/tim.atom"])
def test_any_text_is_a_search(room: Datasette, query: str, path: str) -> None:
    assert answer(room, path, params={"q": query}).status_code == 200


@pytest.mark.parametrize("query", ["do luong", '"kiem tra do luong"', "ĐO LƯỜNG", "đo/lường"])
def test_what_was_found_is_marked_as_it_was_written(room: Datasette, query: str) -> None:
    tree = parsed(answer(room, "/tim", params={"q": query}).text)

    assert tree.xpath("//article//a/@href")[0] == bai(NOW)
    assert "".join(tree.xpath("//h2//mark/text()")).lower().endswith("lường")
    assert tree.xpath("string(//article/h2)").strip() == NOW.title


def test_a_search_without_a_result_says_what_to_try(room: Datasette) -> None:
    shown = opened(room, "/tim?q=khongcogi")

    assert "Không có bài nào chứa tất cả các từ này." in shown
    assert "Cách tìm" in shown


def test_a_search_can_be_narrowed_and_widened_again(room: Datasette) -> None:
    narrowed = parsed(source(room, "/tim?q=xem+OR&tinh=Kiên+Giang"))
    (wider,) = narrowed.xpath("//p[@class='chosen']/a/@href")

    assert wider == "/tim?q=xem+OR"
    assert bai(NOW) not in source(room, "/tim?q=kiem&tinh=Kiên+Giang")
    assert bai(NOW) in source(room, "/tim?q=kiem&tinh=An+Giang")


def test_the_page_of_a_province_has_what_was_merged_into_it(room: Datasette) -> None:
    present, former = source(room, "/tinh/an-giang"), source(room, "/tinh/kien-giang")

    assert bai(HOSTILE) in present
    assert bai(NOW) in present
    assert bai(HOSTILE) in former
    assert bai(NOW) not in former
    assert 'href="/tinh/an-giang"' in former


def test_the_page_of_a_site_has_its_runs_and_what_was_not_taken(room: Datasette) -> None:
    tree = parsed(source(room, "/nguon/an_giang"))

    assert len(tree.xpath("//table[@class='runs']/tbody/tr")) == 2
    (reason,) = tree.xpath("//ul[@class='reasons']/li[contains(., 'văn bản pháp quy')]")
    assert reason.xpath("a/@href") == ["http://a/"]
    assert "bản 1, từ 12 trang" in tree.text_content()


@pytest.mark.parametrize("path", ["/bai/x", "/tinh/x", "/nguon/x", "/tinh/x.atom", "/nguon/x.atom"])
def test_what_is_not_there_is_a_page_too(room: Datasette, path: str) -> None:
    response = answer(room, path)

    assert response.status_code == 404
    assert "Không có trang này" in response.text


def test_the_language_is_chosen_once(room: Datasette) -> None:
    chosen = answer(room, "/suc-khoe?lang=en")

    assert "State of the sites" in chosen.text
    assert "lang=en" in chosen.headers["set-cookie"]
    assert "State of the sites" in source(room, "/suc-khoe", cookies={"lang": "en"})
    assert 'lang="vi"' in source(room, "/", cookies={"lang": "xx"})


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_whole(room: Datasette, path: str) -> None:
    response = answer(room, path)

    feed = ElementTree.fromstring(response.text)  # noqa: S314 - made here
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for entry in [feed, *entries]:
        assert (entry.findtext(f"{ATOM}updated") or "").endswith("Z")
        assert entry.findtext(f"{ATOM}id")
    assert all("/bai/" in e.find(f"{ATOM}link").attrib["href"] for e in entries)  # type: ignore[union-attr]


def test_sites_are_judged_by_their_last_run(room: Datasette) -> None:
    tree = parsed(source(room, "/suc-khoe"))

    assert tree.xpath("//section[h2/@id='well']//th/a/@href") == ["/nguon/an_giang"]
    assert tree.xpath("//section[h2/@id='closed']//th/a/@href") == ["/nguon/kien_giang"]


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [("ok", "well"), ("partial", "well"), ("lost", "failing"), ("interrupted", "failing")],
)
def test_how_the_last_run_ended_tells_of_a_site(
    database: Database, path: Path, outcome: str, verdict: str
) -> None:
    database.save_article(page(), NOW, MORNING)
    run = database.start_run("an_giang", MORNING)
    with served(path) as room:
        assert parsed(source(room, "/suc-khoe")).xpath("//section[h2/@id='running']//th/a")
        database.finish_run(run, EVENING, outcome, RunCounts(), {}, {})
        assert parsed(source(room, "/suc-khoe")).xpath(f"//section[h2/@id='{verdict}']//th/a")


def test_a_list_goes_on_page_by_page(database: Database, path: Path) -> None:
    told = [article(f"Bài số {number}", f"Nội dung {number}.") for number in range(50)]
    for number, one in enumerate(told):
        database.save_article(page(number), one, MORNING)
    seen: list[str] = []
    with served(path) as room:
        address = "/"
        while address:
            tree = parsed(source(room, address))
            seen += tree.xpath("//article//h4/a/@href")
            address = next(iter(tree.xpath("//a[@rel='next']/@href")), "")

    assert sorted(seen) == sorted(map(bai, told))


@pytest.mark.parametrize("address", ["/", "/tim?q=a", "/tinh", "/tinh/an-giang", "/moi.atom"])
def test_a_database_that_was_never_crawled_into_can_be_opened(
    database: Database, path: Path, address: str
) -> None:
    with served(path) as room:
        assert answer(room, address).status_code == 200
