"""The pages of the docs, taken apart: links, headings, code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from tests.docs.reference import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_QUOTED = re.compile(r"`([^`\n]+)`")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: the page that it stands in, and its text."""

    page: Path
    code: str

    def __str__(self) -> str:
        return f"{self.page.name}: {self.code.strip().partition(chr(10))[0]}"


def blocks(language: str) -> list[Block]:
    """The blocks of code in a language."""
    return [
        Block(page, dedent(code))
        for page in PAGES
        for _, written_in, code in _FENCE.findall(page.read_text("utf-8"))
        if written_in == language
    ]


def commands() -> Iterator[str]:
    """The lines of the shell's blocks, without their comments."""
    for block in blocks("sh"):
        for line in block.code.splitlines():
            if command := line.partition(" #")[0].strip():
                yield command


def links(page: Path) -> list[str]:
    """The targets of a page's links within the project."""
    return [link for link in _LINK.findall(_prose(page)) if "://" not in link]


def quoted(page: Path) -> set[str]:
    """What stands between backticks in the text of a page."""
    return set(_QUOTED.findall(_prose(page)))


def anchors(page: Path) -> set[str]:
    """The names by which the headings of a page are linked, as GitHub makes them."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in _HEADING.findall(_prose(page))
    }


def _prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text("utf-8"))
