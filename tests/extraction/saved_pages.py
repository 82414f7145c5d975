"""The saved pages, and what they should give."""

import json
from pathlib import Path
from typing import Any

from tests.testing.crawling import ROOT

PAGES = ROOT / "tests" / "pages"
ARTICLES = sorted(PAGES.glob("*/*.html"))
NOT_ARTICLES = sorted(PAGES.glob("*/not_articles/*.html"))


def name(page: Path) -> str:
    return page.relative_to(PAGES).as_posix()


def expectation(page: Path) -> dict[str, Any]:
    """What the page should give; a page without an expectation fails."""
    data: dict[str, Any] = json.loads(page.with_suffix(".json").read_text("utf-8"))
    return data
