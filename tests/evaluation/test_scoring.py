"""The measures say what they are defined to say, and the command prints them by site."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.errors import UserError
from crawler.evaluation.saved_pages import SavedPage, load_pages
from crawler.evaluation.scoring import (
    evaluate,
    rouge_lsum,
    without_optional,
    word_f1,
)
from crawler.extraction import Kind, Reading
from tests.testing.commands import run_inside
from tests.testing.crawling import ROOT
from tests.testing.layouts import wrap_text


def percent(value: float) -> float:
    return round(100 * value, 2)


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("Đo lường, thử nghiệm.", "đo lường thử nghiệm", 100),
        ("một hai", "ba bốn năm", 0),
        ("", "", 100),
        ("", "một", 0),
        ("một", "", 0),
        ("một hai ba", "ba hai một", 100),  # the order makes no difference
        ("một hai ba bốn", "một hai", percent(2 * 2 / 6)),
        ("một một một", "một hai", percent(2 * 1 / 5)),  # a word counts as often as it stands
    ],
)
def test_word_f1(text: str, expected: str, value: float) -> None:
    assert percent(word_f1(text, expected)) == value


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("Một hai.\nBa bốn.", "một hai\nba bốn", 100),
        ("một hai", "ba bốn", 0),
        ("", "", 100),
        ("\n", "…", 100),
        ("", "một", 0),
        ("một", "", 0),
        # Of a paragraph, only words in the same order: "một ba" or "một hai".
        ("một ba hai", "một hai ba", percent(2 * 2 / 6)),
        # The order of the paragraphs makes no difference, nor where a paragraph is broken.
        ("ba bốn\nmột hai", "một hai\nba bốn", 100),
        ("một hai\nba bốn", "một hai ba bốn", 100),
        # Lin's example: w1 w2 w3 w4 w5 against two sentences has w1 w2 and w1 w3 w5 in common.
        ("w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5", percent(2 * 4 / 15)),
        # What was read once is found once: two paragraphs cannot both have it.
        ("một hai", "một hai\nmột hai", percent(2 * 2 / 6)),
    ],
)
def test_rouge_lsum(text: str, expected: str, value: float) -> None:
    assert percent(rouge_lsum(text, expected)) == value


EXPECTED = "Mười hai cột đo được kiểm định.\n[Ảnh: cột đo xăng dầu tại cửa hàng số hai]\nĐều đạt."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mười hai cột đo được kiểm định.\nĐều đạt.", False),
        ("Ảnh: cột đo xăng dầu tại cửa hàng số hai\nĐều đạt.", True),
        ("Cột đo xăng dầu tại cửa hàng số hai", True),  # nearly all of it
        ("Ảnh: cột đo.\nxăng dầu\ntại cửa hàng", False),  # nowhere in one piece
    ],
)
def test_optional_paragraph_is_expected_only_where_it_was_read(text: str, kept: bool) -> None:
    lines = ["Mười hai cột đo được kiểm định.", "Đều đạt."]
    lines[1:1] = ["Ảnh: cột đo xăng dầu tại cửa hàng số hai"] * kept
    assert without_optional(EXPECTED, text) == "\n".join(lines)


def test_bracket_inside_a_paragraph_is_text() -> None:
    assert without_optional("Theo [1], đều đạt.", "") == "Theo [1], đều đạt."


def save(path: Path, html: bytes, expected: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(html)
    path.with_name(path.name.partition(".html")[0] + ".json").write_text(expected, "utf-8")


def test_pages_are_loaded_by_folder_packed_or_not(tmp_path: Path) -> None:
    expected = '{"url": "http://skhcn.vidu/1", "text": "Tin."}'
    save(tmp_path / "a" / "1.html", b"<p>1", expected)
    save(tmp_path / "a" / "2.html.gz", gzip.compress(b"<p>2"), expected)
    save(tmp_path / "b" / "c" / "3.html", b"<p>3", expected)

    pages = load_pages(tmp_path)

    assert {site: [page.html for page in found] for site, found in pages.items()} == {
        "a": [b"<p>1", b"<p>2"],
        "b/c": [b"<p>3"],
    }
    assert pages["a"][0].url == "http://skhcn.vidu/1"


@pytest.mark.parametrize("expected", [None, "", "{", "[]", '{"text": "Tin."}', "12"])
def test_page_without_a_usable_expectation_is_named_in_one_line(
    tmp_path: Path, expected: str | None
) -> None:
    save(tmp_path / "a" / "1.html", b"<p>1", expected or "")
    if expected is None:
        (tmp_path / "a" / "1.json").unlink()
    with pytest.raises(UserError, match=r"a/1\.json: not what a page should be read to") as error:
        load_pages(tmp_path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_folder_without_pages_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="no saved pages"):
        load_pages(tmp_path / name)


def index(folder: Path, *entries: dict[str, object]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.json").write_text(json.dumps(entries), "utf-8")
    return folder


def test_pages_are_loaded_by_what_an_index_says_of_them(tmp_path: Path) -> None:
    save(tmp_path / "html" / "1.html.gz", gzip.compress(b"<p>1"), "")
    page = {"file": "html/1.html.gz", "url": "http://skhcn.vidu/1", "site": "skhcn.vidu"}
    told: dict[str, object] = {
        "half": "A",
        "source": "thu",
        "kind": "article",
        "paragraphs": ["Một.", "Hai."],
    }
    pages = load_pages(index(tmp_path, page | told))
    assert list(pages) == ["A thu article"]
    (found,) = pages["A thu article"]
    assert (found.html, found.url, found.site) == (b"<p>1", page["url"], page["site"])
    assert found.text == "Một.\nHai."


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", "[1]", '[{"file": "1.html"}]'])
def test_index_that_is_none_is_named_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text, "utf-8")
    with pytest.raises(UserError, match=r"index\.json: ") as error:
        load_pages(tmp_path)
    assert "\n" not in str(error.value)


TITLE = "Kiểm định cột đo xăng dầu trước tết"
PARAGRAPHS = (
    "Sáng 01/3, đoàn kiểm tra đã làm việc với các cửa hàng xăng dầu trên địa bàn huyện.",
    "Mười hai cột đo được kiểm định lại, tất cả đều nằm trong giới hạn sai số cho phép.",
    "Đoàn nhắc các cửa hàng niêm yết giá, giữ nguyên dấu niêm phong và ghi sổ theo dõi mỗi ngày.",
)


URL = "http://kon_tum.vidu/tin-tuc/12"


def saved(**expected: str | None) -> SavedPage:
    html = wrap_text("kon_tum", TITLE, "28/02/2021", "Thu Hằng", PARAGRAPHS)
    return SavedPage(html.encode(), {"url": URL, "text": "\n".join(PARAGRAPHS), **expected})


def test_page_is_scored_on_what_is_known_of_it() -> None:
    right = saved(title=TITLE.upper(), published="2021-02-28", author="Thu Hằng")
    wrong = saved(title="Tin tức", published="2021-02-27", author=None)

    score = evaluate([right, wrong], with_template=False)

    assert (score.pages, score.mean("rouge"), score.mean("f1")) == (2, 100, 100)
    assert (score.values["title"], score.values["published"]) == ([True, False], [True, False])
    assert score.values["author"] == [True]
    assert score.mean("their_rouge") > 0


def test_page_that_is_no_article_is_scored_on_that_only() -> None:
    score = evaluate([saved(kind="listing")], with_template=False)
    assert score.values["kind"] == [False]
    assert not score.values["rouge"]
    assert score.mean("rouge") == 0


def test_article_that_only_trafilatura_reads_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "crawler.evaluation.scoring.read_page", lambda *_: Reading(Kind.OTHER, "x", None)
    )
    html = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS * 3)}</article>"
    bare = SavedPage(html.encode(), {"url": URL, "text": "\n".join(PARAGRAPHS * 3)})
    score = evaluate([bare, saved(text="Tin khác hẳn.")], with_template=False)
    assert score.values["lost"] == [True, False]
    assert score.lost == 1


def test_only_sites_with_pages_enough_are_read_with_a_template() -> None:
    pages = [replace(saved(), site=site) for site in ["một"] * 5 + ["hai"] * 2]
    assert evaluate(pages, with_template=True).pages == 5
    assert evaluate(pages, with_template=False).pages == 7


def test_scores_add_up() -> None:
    one = evaluate([saved(title=TITLE)], with_template=False)
    other = evaluate([saved(kind="other"), saved(title="Tin tức")], with_template=False)

    both = one + other

    assert both.pages == 3
    assert both.values["title"] == [True, False]
    assert both.values["kind"] == [True, False, True]
    assert one.pages == 1


@pytest.mark.slow
def test_command_prints_a_row_for_each_portal_and_their_sum() -> None:
    done = run_inside("evaluate", str(ROOT / "tests" / "pages"))
    assert done.status == 0, done.error
    rows = {cells[0]: cells[1:] for line in done.out.splitlines() if (cells := cells_of(line))}
    for portal in ("an_giang", "kien_giang", "kon_tum", "vietq"):
        count = len(list((ROOT / "tests" / "pages" / portal).glob("*.html")))
        assert rows[f"{portal} *"][0] == str(count)
        rouge, theirs = rows[f"{portal} *"][1].split("/")
        assert float(rouge) == 100.0 > float(theirs)
    everything = len(list((ROOT / "tests" / "pages").rglob("*.html")))
    assert rows["all"][0] == str(everything)


@pytest.mark.parametrize(
    ("bound", "status", "said"),
    [
        (("--least-f1", "50", "--most-lost", "0"), 0, ""),
        (("--least-f1", "100.5"), 1, "least-f1: 100.00, the bound is 100.5"),
        (("--most-times", "0"), 1, "most-times: "),
        (("--most-lost", "-1"), 1, "most-lost: 0.00, the bound is -1"),
    ],
)
def test_command_fails_where_a_bound_is_broken(
    tmp_path: Path, bound: tuple[str, ...], status: int, said: str
) -> None:
    page = saved()
    save(tmp_path / "a" / "1.html", page.html, json.dumps(page.expected))
    done = run_inside("evaluate", str(tmp_path), *bound)
    assert done.status == status, done.error
    assert said in done.out


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("│┃ \n").replace("┃", "│").split("│")]


def test_command_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    done = run_inside("evaluate", str(tmp_path))
    assert done.status == 2
    assert done.error.strip() == f"Error: {tmp_path}: no saved pages (*.html)"
    assert not done.out
