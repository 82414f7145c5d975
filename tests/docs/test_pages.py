"""The docs are true of the code: what they name is there, and what they show runs."""

import ast
import inspect
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlite_utils
from cogapp import Cog

import settings as own_settings
from crawler.database.schema import migrate
from crawler.engine.outcome import ExitStatus, Outcome
from spiders.portal import PortalSpider
from spiders.sources import SOURCES
from tests.docs.pages import PAGES, Block, anchors, blocks, commands, links, quoted
from tests.docs.reference import ROOT, Options, own_commands, settings

DOCS = ROOT / "docs"
#: What crawls make, and what the recipes of CONTRIBUTING.md add.
NOT_THERE = {
    "data/articles.db",
    "data/archive",
    "crawler/commands/dated.py",
    "crawler/database/notes.py",
    "pipelines/language.py",
    "spiders/systems/joomla.py",
    "tests/commands/test_dated.py",
    "tests/database/test_notes.py",
    "tests/pipelines/test_language.py",
}
PATH = re.compile(
    r"(?:crawler|data|docs|pipelines|spiders|tests|\.ci)/[\w./-]+|\w+\.(?:py|toml|md)"
)
SETTING = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
#: Commands of the docs that are run as they stand there; the others need a network, or hours.
RUN = (".venv/bin/scrapy list", ".venv/bin/scrapy evaluate tests/pages")
page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_generated_parts_are_up_to_date() -> None:
    files = map(str, DOCS.glob("*.md"))
    assert Cog().main(["cog", "--check", *files]) == 0, "to renew them: make docs"


def test_readme_is_short() -> None:
    assert (ROOT / "README.md").stat().st_size <= 6 * 1024


@page
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@page
def test_files_that_are_named_exist(page: Path) -> None:
    named = {name.rstrip("/") for name in quoted(page) if PATH.fullmatch(name)}
    places = (ROOT, page.parent, ROOT / "data")
    lost = {name for name in named if not any((place / name).exists() for place in places)}
    assert lost <= NOT_THERE


@page
def test_settings_that_are_named_exist(page: Path) -> None:
    named = {name for name in quoted(page) if SETTING.fullmatch(name)}
    assert named <= {*vars(own_settings)}


def test_every_setting_is_explained() -> None:
    assert [each.name for each in settings() if not each.meaning] == []


def crawl_arguments() -> set[str]:
    """What a spider takes with `-a`."""
    given = inspect.signature(PortalSpider.__init__).parameters.values()
    return {"source"} | {each.name for each in given if each.default is not each.empty}


def test_every_argument_of_a_crawl_is_explained() -> None:
    assert crawl_arguments() | {*SOURCES} <= quoted(DOCS / "commands.md")


def test_every_exit_status_and_outcome_is_explained() -> None:
    told = (DOCS / "commands.md").read_text("utf-8")
    assert [status for status in ExitStatus if f"\n| {status.value} |" not in told] == []
    assert {*Outcome} <= quoted(DOCS / "operating.md")


def test_every_stage_of_a_page_is_on_its_way() -> None:
    way = links(DOCS / "architecture.md")
    for stage in own_settings.ITEM_PIPELINES:
        assert f"../{stage.rpartition('.')[0].replace('.', '/')}.py" in way


def test_seams_are_where_they_are_said_to_be() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    seams = re.findall(r"^\| (`[A-Z].+?`) \|.*\]\(\.\./(.+?)\) \|$", text, re.MULTILINE)
    assert len(seams) > 5
    for names, file in seams:
        source = (ROOT / file).read_text("utf-8")
        for name in re.findall(r"\w+", names):
            assert f"\nclass {name}" in source, name


@pytest.mark.parametrize("block", blocks("sql"), ids=str)
def test_queries_run(block: Block) -> None:
    db = sqlite_utils.Database(memory=True)
    migrate(db)
    db.execute(block.code)
    db.close()


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_programs_run(block: Block) -> None:
    """Those that begin with what they import; the others are parts of files."""
    try:
        parsed = ast.parse(block.code)
    except SyntaxError:  # the arguments of a call
        parsed = ast.parse(f"f({block.code})")
    if any(isinstance(line, ast.Import | ast.ImportFrom) for line in parsed.body):
        exec(compile(parsed, str(block.page), "exec"), {"__name__": "example"})  # noqa: S102


@pytest.mark.parametrize("block", blocks("toml"), ids=str)
def test_records_are_toml(block: Block) -> None:
    assert tomllib.loads(block.code)


@pytest.mark.parametrize("command", dict.fromkeys(commands()))
def test_commands_are_there(command: str) -> None:
    program, *arguments = shlex.split(command)
    match program:
        case "make":
            targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
            assert {word for word in arguments if "=" not in word} <= {*targets}
        case ".venv/bin/scrapy":
            name, *rest = arguments
            given, others = Options(own_commands()[name]).parse_known_args(rest)
            assert not any(other.startswith("-") for other in others)
            assert names(given.set) <= {*vars(own_settings)}
            assert names(getattr(given, "spargs", [])) <= crawl_arguments()
        case ".venv/bin/python":
            assert find_spec(arguments[arguments.index("-m") + 1])
        case _:
            assert program in ("wget", ".venv/bin/sqlite-utils")


def names(assignments: list[str]) -> set[str]:
    """The names in `-s NAME=VALUE` or `-a NAME=VALUE`."""
    return {assignment.partition("=")[0] for assignment in assignments}


@pytest.mark.slow
@pytest.mark.parametrize("command", RUN)
def test_commands_run(command: str) -> None:
    assert command in commands()
    _, *arguments = shlex.split(command)
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "scrapy", *arguments], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
