"""Saved pages and what they should be read to: beside each page, or in one index for all.

A folder holds `NAME.html` (or `NAME.html.gz`) with `NAME.json` beside, a folder a site; or pages
anywhere and an `index.json` that lists them.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.errors import UserError

INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page and what it should be read to: the keys of its JSON.

    Pages of one `site` may share a template.
    """

    html: bytes
    expected: Mapping[str, Any]
    site: str = ""

    @property
    def url(self) -> str:
        """The page's address."""
        return str(self.expected["url"])

    @property
    def is_article(self) -> bool:
        """True if the page shows an article."""
        return str(self.expected.get("kind", "article")) == "article"

    @property
    def text(self) -> str:
        """The expected text, a line for each paragraph."""
        if "paragraphs" in self.expected:
            return "\n".join(self.expected["paragraphs"])
        return str(self.expected["text"])


def load_pages(folder: Path) -> dict[str, list[SavedPage]]:
    """The saved pages under a folder, by the folder that they lie in, or by what the index says.

    Raises `UserError` when there are none, or one has nothing that tells its article.
    """
    if (folder / INDEX).is_file():
        return _load_index(folder)
    found: defaultdict[str, list[SavedPage]] = defaultdict(list)
    for path in sorted((*folder.rglob("*.html"), *folder.rglob("*.html.gz"))):
        expectation = path.with_name(path.name.partition(".html")[0] + ".json")
        site = path.parent.relative_to(folder).as_posix()
        found[site].append(_saved(path, _expected(expectation), site))
    if not found:
        raise UserError(f"{folder}: no saved pages (*.html)")
    return dict(found)


def _load_index(folder: Path) -> dict[str, list[SavedPage]]:
    """The pages of an index by half, source and kind, as far as it tells them."""
    index = folder / INDEX
    found: defaultdict[str, list[SavedPage]] = defaultdict(list)
    try:
        entries = json.loads(index.read_text("utf-8"))
        for entry in entries:
            group = (entry.get(key) for key in ("half", "source", "kind"))
            saved = _saved(folder / entry["file"], entry, str(entry.get("site", "")))
            _ = saved.url, saved.text
            found[" ".join(map(str, filter(None, group)))].append(saved)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{index}: not an index of saved pages ({error!r})") from error
    if not found:
        raise UserError(f"{index}: lists no saved pages")
    return dict(sorted(found.items()))


def _expected(path: Path) -> dict[str, Any]:
    try:
        expected: dict[str, Any] = json.loads(path.read_text("utf-8"))
        expected["url"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path}: not what a page should be read to ({error})") from error
    return expected


def _saved(path: Path, expected: Mapping[str, Any], site: str) -> SavedPage:
    html = path.read_bytes()
    return SavedPage(gzip.decompress(html) if path.suffix == ".gz" else html, expected, site)
