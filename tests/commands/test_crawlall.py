"""`scrapy list`, `crawl` and `crawlall` as people run them: what they print and how they end."""

import json
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse

from tests.commands.walker import SETTINGS, WALKER, Ended, Portal, Process, Project, ended, news
from tests.portals.server import PortalServer
from tests.testing.recording import record


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose sites nobody can reach."""
    (tmp_path / "scrapy.cfg").write_text("[settings]\ndefault = project_settings\n")
    (tmp_path / "project_settings.py").write_text(SETTINGS)
    (tmp_path / "walker.py").write_text(WALKER)
    project = Project(tmp_path, "")
    project.write_sites(["mot", "hai", "ba"])
    return project


#: Seconds, also on a busy machine; the crawls that are ended would take longer.
QUICKLY = 15
PORTALS = [Portal("mot.invalid", news(3)), Portal("hai.invalid", news(5))]


@pytest.fixture
def online(project: Project) -> Iterator[Project]:
    """A project of which two sites answer, and a third if it is asked for."""
    broken = Portal("loi.invalid", {"/": "bài: bug", "/robots.txt": ""})
    full = Portal("day.invalid", {"/": "bài: đầy"})
    bare = Portal("trong.invalid", {"/": "<p>Đang bảo trì</p>"})
    slow = [Portal(f"cham{n}.invalid", news(50), seconds=0.2) for n in range(4)]
    with PortalServer([*PORTALS, broken, full, bare, *slow]) as server:
        project.proxy = server.url
        yield project


def table(out: str) -> dict[str, list[str]]:
    """The rows of a summary by their sites."""
    rows = [line.split() for line in out.splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) == 6}


@pytest.mark.slow
def test_all_sites_are_crawled_and_summed_up(online: Project) -> None:
    online.write_sites(["mot", "hai"])
    run = online.run("crawlall")
    assert run.status == 0, run.error
    rows = table(run.out)
    assert rows["mot"] == ["5", "3", "0", "0", "ok"]
    assert rows["hai"] == ["7", "5", "0", "0", "ok"]
    assert "2 of 2 sites" in run.out
    assert run.error == ""


def test_named_sites_are_crawled_with_arguments_and_exported(online: Project) -> None:
    run = online.run("crawlall", "mot", "hai", "-a", "limit=1", "-O", "out.jsonl")
    assert run.status == 0, run.error
    assert "new, 0 edited, 0 errors; ended by limit" in run.out
    lines = (online.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    hosts = {json.loads(line)["url"].split("/")[2] for line in lines}
    assert hosts == {"mot.invalid", "hai.invalid"}


@pytest.mark.slow
@pytest.mark.parametrize("command", ["crawl", "crawlall"])
def test_export_that_nobody_reads_ends_no_crawl(online: Project, command: str) -> None:
    process = online.start(command, "hai", "-o", "-:jsonl", "-s", "LOG_FILE=run.log")
    assert process.stdout
    process.stdout.close()
    _, error = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in error
    log = (online.folder / "run.log").read_text(encoding="utf-8")
    assert log.count("nobody reads the export any more") == 1
    assert "'articles/new': 5" in log
    assert "BrokenPipe" not in log


@pytest.mark.slow
def test_export_that_cannot_be_shared_is_refused(online: Project) -> None:
    run = online.run("crawlall", "-o", "out.json")
    assert run.status == 2
    assert run.error.startswith("Error: -o out.json: ")
    for _ in range(2):
        assert online.run("crawlall", "mot", "-O", "%(name)s.json").status == 0
    assert len(json.loads((online.folder / "mot.json").read_text(encoding="utf-8"))) == 3


def test_site_that_fails_does_not_keep_the_others_from_being_crawled(online: Project) -> None:
    online.write_sites(["mot", "loi", "trong", "khong_co"])
    run = online.run("crawlall")
    assert run.status == 1
    lines = run.out.splitlines()
    assert "loi: ValueError: một lỗi" in lines
    assert "trong: answers, but no article was found" in lines
    assert "khong_co: not crawled: its robots.txt answers HTTP 502" in lines
    assert table(run.out)["mot"][-1] == "ok"
    assert "Traceback" not in run.out + run.error


@pytest.mark.slow
def test_log_file_has_what_the_screen_has_not(online: Project) -> None:
    online.write_sites(["loi"])
    run = online.run("crawlall", "-s", "LOG_FILE=run.log")
    assert "Traceback" not in run.out + run.error
    assert "Traceback" in (online.folder / "run.log").read_text(encoding="utf-8")


def test_without_a_network_each_site_has_its_line(project: Project) -> None:
    run = project.run("crawlall")
    assert run.status == 3
    for name in ("mot", "hai", "ba"):
        line = f"{name}: cannot be reached (DNS lookup failed for {name}.invalid)"
        assert line in run.out.splitlines()
    assert "`make demo`" in run.out
    assert run.error == ""


@pytest.mark.slow
def test_recorded_site_is_crawled_without_a_network(project: Project) -> None:
    pages = [
        HtmlResponse(f"http://mot.invalid{path}", body=body.encode())
        for path, body in news(3).items()
    ]
    record(pages, project.folder / "mot.warc.gz", datetime(2026, 10, 1, tzinfo=UTC))
    run = project.run("crawlall", "mot", "hai", "-s", "REPLAY=.", "-s", "DOWNLOAD_DELAY=60")
    assert run.status == 1
    assert table(run.out)["mot"] == ["5", "3", "0", "0", "ok"]
    assert "hai: cannot be reached (http://hai.invalid/ is not recorded)" in run.out.splitlines()


def test_mistake_that_is_the_same_for_all_sites_is_told_once(online: Project) -> None:
    run = online.run("crawlall", "-a", "limit=nhiều")
    assert (run.status, run.error) == (2, "Error: limit=nhiều: not a number\n")


@pytest.mark.slow
def test_full_disk_ends_a_crawl_in_one_line(online: Project) -> None:
    online.write_sites(["day"])
    run = online.run("crawlall")
    assert run.status == 1
    assert "day: articles.db: the disk is full" in run.out.splitlines()


@pytest.mark.slow
def test_full_disk_leaves_no_traceback_in_the_log(online: Project) -> None:
    online.write_sites(["day"])
    run = online.run("crawl", "day")
    assert run.status == 1
    assert "WARNING: articles.db: the disk is full" in run.error
    assert "Traceback" not in run.error


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["crawlall", "mot", "xyz"], "sites.toml has no site named xyz; see `scrapy list`"),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in (
                (["crawl", "mott"], "sites.toml has no site named mott; did you mean mot?"),
                (["crawl", "Cà Mau"], "sites.toml has no site named Cà Mau; did you mean ca_mau?"),
                (["crawl", "ca_mau"], "ca_mau: no address of Sở Cà Mau is known"),
                (["crawl", "mot", "-a", "limit=nhiều"], "limit=nhiều: not a number"),
                (["crawl", "mot", "-s", "REPLAY=khong-co"], "REPLAY=khong-co: no WARC file"),
            )
        ),
    ],
)
def test_mistake_on_the_command_line_is_told_in_one_line(
    project: Project, arguments: list[str], line: str
) -> None:
    run = project.run(*arguments, *(["--nolog"] if arguments[0] == "crawl" else []))
    assert run.status == 2
    assert run.error.startswith(f"Error: {line}")
    assert run.error.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["crawlall"],
        pytest.param(["list"], marks=pytest.mark.slow),
        pytest.param(["crawl", "mot", "--nolog"], marks=pytest.mark.slow),
    ],
)
def test_mistake_in_the_catalogue_is_told_in_one_line(project: Project, command: list[str]) -> None:
    (project.folder / "sites.toml").write_text(
        '[mot]\nagency = "Sở"\nprovince = "Huế"\nurll = ""\n'
    )
    run = project.run(*command)
    assert run.status == 2
    assert run.error.startswith("Error: ")
    assert "urll" in run.error
    assert "Traceback" not in run.error


def test_sites_with_an_address_are_listed(project: Project) -> None:
    run = project.run("list")
    assert (run.status, run.out) == (0, "ba\nhai\nmot\n")


@pytest.mark.parametrize(
    ("site", "status", "line"),
    [
        pytest.param("mot", 0, "", marks=pytest.mark.slow),
        ("khong_co", 3, "khong_co: not crawled: its robots.txt answers HTTP 502"),
        pytest.param("loi", 1, "loi: ValueError: một lỗi", marks=pytest.mark.slow),
        pytest.param("day", 1, "day: articles.db: the disk is full", marks=pytest.mark.slow),
    ],
)
def test_crawl_of_one_site_says_how_it_ended(
    online: Project, site: str, status: int, line: str
) -> None:
    online.write_sites([site])
    run = online.run("crawl", site, "--nolog")
    assert (run.status, run.error.strip()) == (status, line)


@pytest.mark.slow
def test_no_more_sites_at_once_than_allowed(online: Project) -> None:
    online.write_sites(["cham0", "cham1", "cham2"])
    run = online.run("crawlall", "-a", "limit=2", "-s", "SITES_AT_ONCE=1", "-L", "INFO")
    opened = [
        line for line in run.error.splitlines() if "Spider opened" in line or "closed" in line
    ]
    assert ["opened" in line for line in opened] == [True, False] * 3


def interrupt(process: Process, times: int) -> Ended:
    """Press Ctrl-C as soon as the crawl is under way, and so often."""
    for line in process.stderr or ():
        if "Crawled (" in line:
            break
    for _ in range(times):
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
    return ended(process)


def test_interrupted_run_closes_its_sites_and_sums_up(online: Project) -> None:
    online.write_sites(["cham0", "cham1", "cham2", "cham3"])
    process = online.start("crawlall", "-L", "DEBUG", "-s", "SITES_AT_ONCE=2")
    began = time.monotonic()
    run = interrupt(process, times=1)
    assert time.monotonic() - began < QUICKLY
    assert run.status == 0
    assert "Closing 2 sites; Ctrl-C again stops them at once." in run.out
    assert table(run.out)["cham0"][-1] == "partial"
    assert "2 of 4 sites" in run.out


@pytest.mark.slow
def test_run_that_is_interrupted_twice_ends_at_once(online: Project) -> None:
    online.write_sites(["cham0", "cham1"])
    process = online.start("crawlall", "-L", "DEBUG", "-s", "DOWNLOAD_DELAY=20")
    began = time.monotonic()
    run = interrupt(process, times=2)
    assert time.monotonic() - began < QUICKLY
    assert run.status == 1
