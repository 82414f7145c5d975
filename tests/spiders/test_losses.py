"""What could not be read is no article, no edit and no removal: it is on record and asked later."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crawler.frontier.lost_pages import NOT_READ
from tests.testing.crawling import Crawls
from tests.testing.loopback import Answer, Handler, Server, page, serve, status

TITLE = "Kiểm tra tem truy xuất nguồn gốc cam sành ở các hợp tác xã"
LINES = [
    "Ngày 02/3, đoàn kiểm tra của Sở làm việc với ba hợp tác xã trồng cam sành.",
    "Đoàn quét mã trên từng thùng hàng và đối chiếu với nhật ký canh tác của nhà vườn.",
    "Có hai lô hàng chưa ghi ngày thu hoạch; hợp tác xã đã bổ sung ngay trong buổi sáng.",
    "Đoàn nhắc các hộ giữ hóa đơn mua phân bón trong ít nhất hai năm để tiện tra cứu.",
]


def article(last: str = "") -> bytes:
    text = "".join(f"<p>{line}</p>" for line in [*LINES, last])
    head = f"<html><head><meta charset='utf-8'><title>{TITLE}</title></head>"
    day = "<span class='date'>02/03/2026 08:00</span>"
    return f"{head}<body><h1>{TITLE}</h1>{day}<div>{text}</div></body></html>".encode()


HOME = f"<html><body><a href='/tin/1'>{TITLE}</a></body></html>".encode()


def cut(handler: Handler) -> None:
    """Say how long the article is, and send two thirds of it."""
    body = article("Đoàn sẽ trở lại vào tháng 5.")
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) * 2 // 3])
    handler.close_connection = True


def cut_chunk(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"1000\r\n" + article()[:-200])
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


LOST: list[tuple[Answer, str]] = [
    (cut, "broken off"),
    (cut_chunk, "broken off"),
    (hang_up, "connection broken"),
    (page(b"\x1f\x8b\x08" + b"\xff" * 99, Content_Encoding="gzip"), "not decompressible"),
    (status(304), "HTTP 304"),
    (status(204), "HTTP 204"),
    (status(500), "HTTP 500"),
    (status(302, Location="/tin/1"), "redirects without end"),
    (status(302, Location="http://khac.vidu/"), "redirect outside the site"),
]


@dataclass
class Nights:
    """Runs over a site of one article, whose answer changes."""

    crawls: Crawls
    server: Server
    answers: dict[str, Answer] = field(default_factory=dict)

    def run(self, day: int, answer: Answer) -> bool:
        """A run; whether it asked for the article."""
        self.answers["/tin/1"] = answer
        before = len(self.server.seen)
        now = f"2026-03-{day:02}T08:00:00+07:00"
        self.crawls.run("crawl", "thu_nghiem", NOW=now, RETRY_TIMES=1, HTTPPROXY_ENABLED=False)
        return any(asked.path == "/tin/1" for asked in self.server.seen[before:])

    def last_run(self) -> tuple[dict[str, int], dict[str, str]]:
        row = self.crawls.rows("SELECT reasons, samples FROM runs ORDER BY id DESC LIMIT 1")[0]
        return json.loads(row["reasons"]), json.loads(row["samples"])

    def known(self) -> dict[str, object]:
        (row,) = self.crawls.rows("SELECT * FROM pages")
        return row


@pytest.fixture
def nights(tmp_path: Path) -> Iterator["Nights"]:
    answers: dict[str, Answer] = {"/": page(HOME)}
    with serve(answers) as server, Crawls(tmp_path, {}) as crawls:
        record = f'[thu_nghiem]\nagency = "Sở"\nprovince = "Việt Nam"\nurl = "{server.url}/"\n'
        crawls.sites_file.write_text(record, "utf-8")
        yield Nights(crawls, server, answers)


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "loss"), LOST)
def test_page_that_cannot_be_read_is_on_record_and_asked_later(
    nights: Nights, answer: Answer, loss: str
) -> None:
    assert nights.run(2, answer)
    reasons, samples = nights.last_run()
    assert reasons[f"losses/{loss}"] == 1
    assert samples[f"losses/{loss}"] == f"{nights.server.url}/tin/1"
    assert nights.crawls.articles("thu_nghiem") == []
    (row,) = nights.crawls.rows("SELECT kind, reason FROM frontier WHERE url LIKE '%/tin/1'")
    assert row == {"kind": "failed", "reason": NOT_READ + loss}
    assert [nights.run(day, answer) for day in (3, 4, 5)] == [True, False, True]
    nights.run(20, page(article()))
    assert len(nights.crawls.articles("thu_nghiem")) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "loss"), [case for case in LOST if case[1] != "HTTP 304"])
def test_article_that_cannot_be_read_again_stays_what_it_was(
    nights: Nights, answer: Answer, loss: str
) -> None:
    nights.run(2, page(article()))
    for day in (4, 8, 12, 16):
        nights.run(day, answer)
    known = nights.known()
    assert (known["status"], known["misses"], known["gone_since"]) == ("article", 0, None)
    assert (known["unread_since"], known["unread_reason"]) == ("2026-03-04T01:00:00Z", loss)
    assert len(nights.crawls.rows("SELECT * FROM revisions")) == 1
    nights.run(28, page(article()))
    assert (nights.known()["unread_since"], nights.known()["unread_reason"]) == (None, None)
    assert len(nights.crawls.rows("SELECT * FROM revisions")) == 1


def missing_with_text(handler: Handler) -> None:
    handler.answer(article(), 404)


@pytest.mark.slow
def test_page_that_is_called_missing_and_shows_its_title_is_counted(nights: Nights) -> None:
    nights.run(2, missing_with_text)
    reasons, samples = nights.last_run()
    assert reasons["fallbacks/missing page with its title"] == 1
    assert samples["fallbacks/missing page with its title"] == f"{nights.server.url}/tin/1"
    nights.run(4, status(404))
    assert "fallbacks/missing page with its title" not in nights.last_run()[0]


@pytest.mark.slow
def test_home_page_that_only_a_browser_gets_beyond_is_counted(nights: Nights) -> None:
    script = (
        b"<html><body><script>document.cookie='D1N=a';location.reload();</script></body></html>"
    )
    nights.answers["/"] = page(script)
    nights.run(2, page(article()))
    assert nights.last_run()[0] == {"fallbacks/home page leads nowhere": 1}
