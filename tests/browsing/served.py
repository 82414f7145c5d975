"""Datasette with the metadata file, as `make browse` starts it, and what it shows."""

import asyncio
import html
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils import parse_metadata

from tests.testing.crawling import ROOT

PLUGINS = ROOT / "crawler" / "browsing"
METADATA = parse_metadata((ROOT / "data" / "metadata.yml").read_text(encoding="utf-8"))
DESCRIBED = METADATA["databases"]["articles"]


@contextmanager
def served(path: Path) -> Iterator[Datasette]:
    settings = {"truncate_cells_html": 200}
    datasette = Datasette(
        [str(path)], metadata=METADATA, plugins_dir=str(PLUGINS), settings=settings
    )
    yield datasette
    for name in ("articles", "_internal"):
        datasette.get_database(name).close()
    datasette.executor.shutdown()


def opened(datasette: Datasette, path: str) -> str:
    """A page, which must be there."""
    response = asyncio.run(datasette.client.get(path))
    assert response.status_code == 200, response.text
    return html.unescape(response.text)


def json_rows(datasette: Datasette, path: str, **parameters: str) -> list[dict[str, Any]]:
    """The rows of a table or named query."""
    shape = {"_shape": "array"} | parameters
    response = asyncio.run(datasette.client.get(f"{path}.json", params=shape))
    assert response.status_code == 200, response.text
    rows: list[dict[str, Any]] = response.json()
    return rows


def source(datasette: Datasette, path: str) -> str:
    """The HTML of a page, as a browser gets it."""
    return str(asyncio.run(datasette.client.get(path)).text)
