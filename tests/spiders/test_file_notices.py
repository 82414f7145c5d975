"""Notices whose text is a file are kept like other articles."""

import json
from pathlib import Path

import pytest

from tests.portals.content import stories
from tests.testing.crawling import Crawls
from tests.testing.handmade import Handmade, article, links, page

pytestmark = pytest.mark.slow

STORIES = stories(10, seed=53)
TITLES = [
    "Thông báo tuyển chọn tổ chức chủ trì nhiệm vụ khoa học cấp tỉnh năm 2021",
    "Kết quả xét giao trực tiếp nhiệm vụ về giống lúa chịu mặn ven biển",
]


def notice(title: str, number: int) -> str:
    return page(
        f"<h1>{title}</h1><p>Ngày đăng: 1{number}/03/2021</p>"
        f'<p>Tệp đính kèm: <a href="/tep/{number}.pdf">{number}.pdf</a></p>'
    )


def portal() -> Handmade:
    answers = {f"/tin/{n}.html": article(story) for n, story in enumerate(STORIES)}
    named = {f"/tin/{n}.html": story.title for n, story in enumerate(STORIES)}
    for number, title in enumerate(TITLES):
        answers[f"/thong-bao/{number}.html"] = notice(title, number)
        named[f"/thong-bao/{number}.html"] = title
    return Handmade("skhcn.tephoso.vidu", {"/": page(links(named)), **answers})


def test_notices_are_stored_once_with_their_files(tmp_path: Path) -> None:
    with Crawls(tmp_path, {"tep": portal()}) as crawls:
        run = crawls.run("crawl", "tep")
        assert run.status == 0, run.log
        kept = {a["title"]: a for a in crawls.articles("tep") if a["title"] in TITLES}
        assert set(kept) == set(TITLES)
        for number, title in enumerate(TITLES):
            (file,) = json.loads(kept[title]["attachments"])
            assert file["address"].endswith(f"/tep/{number}.pdf")
            assert kept[title]["published"] == f"2021-03-1{number}"
        assert len(crawls.articles("tep")) == len(STORIES) + len(TITLES)

        again = crawls.run("crawl", "tep", "-a", "full=true")
        assert again.status == 0, again.log
        assert crawls.run("reextract").status == 0
        assert {a["title"]: a for a in crawls.articles("tep") if a["title"] in TITLES} == kept
