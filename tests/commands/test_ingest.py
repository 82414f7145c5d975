"""`scrapy ingest`: what others recorded is taken over once, dated as it was recorded."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.archive.reader import exchanges
from crawler.archive.records import Exchange
from tests.portals.systems import SYSTEMS
from tests.testing.crawling import Crawls, record
from tests.testing.recorded_site import (
    SITE,
    TEXTS,
    TITLES,
    answer,
    article,
    html,
    listing,
    url,
    write,
)

LATER = "Bổ sung: thời hạn góp ý được kéo dài đến hết tháng sau."


@pytest.fixture
def crawls(tmp_path: Path) -> Iterator[Crawls]:
    with Crawls(tmp_path, {}, {SITE: record(SITE, url(""))}) as crawls:
        yield crawls


def recording() -> list[Exchange]:
    """All of the portal, one article twice and the later version first."""
    pages = [answer("tin/0.html", article(0, LATER), 40)]
    pages += [answer("", listing()), answer("robots.txt", b"", status=404)]
    pages += [answer(f"tin/{n}.html", article(n), n) for n in range(len(TITLES))]
    about = html("<h1>Giới thiệu chung về cơ quan</h1>" + "".join(f"<p>{t}</p>" for t in TEXTS))
    pages += [
        answer("gioi-thieu", about),
        answer("logo.png", b"PNG", headers=(("Content-Type", "image/png"),)),
    ]
    return [*pages, answer("", listing(), url="http://bao.vidu/tin/1.html")]


def revisions(crawls: Crawls) -> list[tuple[str, str, str]]:
    rows = crawls.rows("SELECT url, cause, seen_at FROM revisions ORDER BY url, seen_at")
    return [(row["url"].removeprefix(url("")), row["cause"], row["seen_at"][:10]) for row in rows]


@pytest.mark.slow
def test_pages_are_dated_by_their_records_and_taken_over_once(
    crawls: Crawls, tmp_path: Path
) -> None:
    folder = tmp_path / "của người khác"
    write(folder, recording())
    run = crawls.run("ingest", str(folder))
    assert run.status == 0, run.out + run.log
    assert f"pages of {SITE}: 8; left out: 2 not pages, 1 of no site of the catalogue" in run.out
    assert "binh_son: 7 pages, 5 new, 1 edited, 0 errors" in run.out
    assert revisions(crawls) == [
        ("tin/0.html", "published", "2019-05-06"),
        ("tin/0.html", "edited", "2019-06-15"),
        ("tin/1.html", "published", "2019-05-07"),
        ("tin/2.html", "published", "2019-05-08"),
        ("tin/3.html", "published", "2019-05-09"),
        ("tin/4.html", "published", "2019-05-10"),
    ]
    (row,) = crawls.rows("SELECT source, outcome, requests FROM runs")
    assert row == {"source": "ingest", "outcome": "ok", "requests": 0}
    assert run.requests == ()

    before, size = crawls.tables(), archive_size(crawls)
    again = crawls.run("ingest", str(folder))
    assert again.status == 0
    assert "binh_son: 0 pages, 0 new, 0 edited, 0 errors" in again.out
    assert crawls.tables() | {"runs": []} == before | {"runs": []}
    assert archive_size(crawls) == size

    reread = crawls.run("reextract")
    assert "binh_son: 5 pages, 0 re-extracted, 0 new, 0 no longer read, 0 errors" in reread.out


def archive_size(crawls: Crawls) -> int:
    return sum(path.stat().st_size for path in crawls.archive.rglob("*.warc.gz"))


def test_copies_keep_the_time_of_the_recording(crawls: Crawls, tmp_path: Path) -> None:
    recorded = replace(answer("tin/0.html", article(0), 3), reason="Đúng")
    write(tmp_path / "other", [recorded])
    crawls.run("ingest", str(tmp_path / "other"))
    (path,) = crawls.archive.rglob("*.warc.gz")
    ((copy, place),) = exchanges(path)
    assert (copy.url, copy.date, copy.body) == (recorded.url, recorded.date, recorded.body)
    (page,) = crawls.rows("SELECT warc_file, warc_offset FROM pages")
    assert page == {"warc_file": f"{SITE}/{path.name}", "warc_offset": place.offset}


@pytest.mark.slow
def test_bad_files_are_told_in_a_line_each_and_the_rest_goes_on(
    crawls: Crawls, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    write(folder, recording())
    (whole,) = folder.rglob("*.warc.gz")
    torn, foreign = folder / "torn.warc.gz", folder / "foreign.warc.gz"
    torn.write_bytes(whole.read_bytes()[:-60])
    (folder / "none.warc").write_bytes("Không phải WARC".encode())
    write(tmp_path, [answer("", listing(), url="http://bao.vidu/")])
    (tmp_path / SITE / f"{SITE}-00001.warc.gz").rename(foreign)
    run = crawls.run("ingest", str(folder))
    assert run.status == 1
    lines = [line for line in run.out.splitlines() if str(folder) in line]
    assert len(lines) == 5, run.out
    assert any("none.warc is not a WARC file" in line for line in lines)
    assert any(f"{torn} is cut off" in line for line in lines)
    assert f"{foreign}: no page of any site; left out: 1 of no site of the catalogue" in lines
    assert "binh_son: 7 pages, 5 new, 1 edited, 0 errors" in run.out


def test_nothing_of_ours_is_told_by_the_status(crawls: Crawls, tmp_path: Path) -> None:
    write(tmp_path / "other", [answer("", listing(), url="http://bao.vidu/")])
    run = crawls.run("ingest", str(tmp_path / "other"))
    assert (run.status, len(run.out.splitlines()), run.log) == (3, 1, "")


@pytest.mark.parametrize("name", ["missing.warc.gz", pytest.param(".", marks=pytest.mark.slow)])
def test_path_without_files_is_a_mistake(crawls: Crawls, tmp_path: Path, name: str) -> None:
    run = crawls.run("ingest", str(tmp_path / name))
    assert (run.status, run.out, run.log.count("\n")) == (2, "", 1)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("wget"), reason="wget is not installed")
@pytest.mark.parametrize("options", [(), ("--no-warc-compression",)])
def test_recording_of_wget_reads_as_the_portal_does(tmp_path: Path, options: Sequence[str]) -> None:
    portal = SYSTEMS["wordpress"](20)
    folder = tmp_path / "wget"
    folder.mkdir()
    wget = ["wget", "--recursive", "--level=5", "--quiet", "--execute=robots=off"]
    with Crawls(tmp_path, {"nam_hai": portal}) as crawls:
        subprocess.run(  # noqa: S603
            [*wget, f"--warc-file={folder / 'nam_hai'}", *options, f"http://{portal.host}/"],
            cwd=folder,
            env={**os.environ, "http_proxy": crawls.server.url},
            check=False,  # it tells of missing pages
        )
        run = crawls.run("ingest", str(folder))
        assert run.status == 0, run.out + run.log
        stored = crawls.articles("nam_hai")
    assert sorted(row["title"] for row in stored) == sorted(a.title for a in portal.articles())
