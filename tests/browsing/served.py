"""The reading room as `make browse` starts it, asked within this process."""

import asyncio
import html
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils import parse_metadata
from lxml import html as lxml_html

from crawler.browsing import __main__ as browse
from crawler.browsing.serving import PLUGIN

METADATA = parse_metadata(browse.METADATA.read_text("utf-8"))
DESCRIBED = METADATA["databases"]["articles"]


@contextmanager
def served(path: Path, archive: Path | None = None) -> Iterator[Datasette]:
    own = {PLUGIN: {"archive": str(archive) if archive else None}}
    metadata = METADATA | {"plugins": own}
    datasette = Datasette(
        [str(path)], metadata=metadata, plugins_dir=str(browse.PLUGINS), settings=browse.SETTINGS
    )
    yield datasette
    for name in ("articles", "_internal"):
        datasette.get_database(name).close()
    datasette.executor.shutdown()


@contextmanager
def listening(path: Path) -> Iterator[str]:
    """The address of a server of its own, as `make browse` starts it."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    room = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "crawler.browsing", str(path), str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        room.terminate()
        room.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with closing(socket.socket()) as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the reading room does not open")


def answer(datasette: Datasette, path: str, **arguments: Any) -> Any:
    """What is answered to a request."""
    return asyncio.run(datasette.client.get(path, **arguments))


def source(datasette: Datasette, path: str, **arguments: Any) -> str:
    """The HTML of a page, as a browser gets it."""
    return str(answer(datasette, path, **arguments).text)


def parsed(source: str) -> Any:
    """The tree of a page, to be asked by XPath."""
    return lxml_html.document_fromstring(source)


def opened(datasette: Datasette, path: str) -> str:
    """A page, which must be there."""
    response = answer(datasette, path)
    assert response.status_code == 200, response.text
    return html.unescape(response.text)


def json_rows(datasette: Datasette, path: str, **parameters: str) -> list[dict[str, Any]]:
    """The rows of a table or named query."""
    response = answer(datasette, f"{path}.json", params={"_shape": "array"} | parameters)
    assert response.status_code == 200, response.text
    rows: list[dict[str, Any]] = response.json()
    return rows
