"""Web archives for tests: what simulated portals showed in the past, in a pywb or an imitation."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit
from urllib.request import urlopen

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.portals.server import Portal, Request, Response
from tests.testing.crawling import ROOT

#: Where `make pywb` puts it: an environment of its own, for it needs other versions than Scrapy.
_ENVIRONMENT = ROOT / ".venv-pywb" / "bin"
#: Seconds that a pywb gets to start.
_PATIENCE = 60


class Recorder:
    """Writes a WARC file of what portals answer at moments of the past."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._digests: dict[tuple[str, str], str] = {}

    def capture(self, portal: Portal, urls: Iterable[str], moment: datetime) -> None:
        """Archive what a portal answers; what it answered before is archived as a revisit."""
        with self.path.open("ab") as file:
            writer = WARCWriter(file, gzip=True)
            for url in urls:
                writer.write_record(self._record(writer, url, answer(portal, url), moment))

    def _record(self, writer: WARCWriter, url: str, response: Response, moment: datetime) -> Any:
        date = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        headers = [*response.headers.items(), ("Content-Length", str(len(response.body)))]
        record = writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(response.body),
            length=len(response.body),
            http_headers=StatusAndHeaders(f"{response.status} .", headers, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date},
        )
        writer.ensure_digest(record)
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        before = self._digests.setdefault((url, digest), date)
        if before == date:
            return record
        return writer.create_revisit_record(
            url,
            digest,
            url,
            before,
            http_headers=record.http_headers,
            warc_headers_dict={"WARC-Date": date},
        )


def answer(portal: Portal, url: str) -> Response:
    """What a portal answers for an address."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = parts.netloc.removeprefix("www.")
    return portal.respond(Request("GET", host, unquote(parts.path) or "/", query))


class Pywb:
    """A pywb with one collection, serving on loopback while its context is open."""

    def __init__(self, folder: Path, warcs: Sequence[Path]) -> None:
        self._folder = folder
        self._port = _free_port()
        folder.mkdir()
        self._run("wb-manager", "init", "kho")
        self._run("wb-manager", "add", "kho", *map(str, warcs))

    @property
    def settings(self) -> dict[str, object]:
        """The settings that make a crawl read from this archive."""
        base = f"http://127.0.0.1:{self._port}/kho"
        return {"WAYBACK_CDX": f"{base}/cdx", "WAYBACK_CAPTURES": base, "WAYBACK_DELAY": 0}

    def __enter__(self) -> Self:
        command = [_program("wayback"), "--port", str(self._port), "--bind", "127.0.0.1"]
        self._log = (self._folder / "log").open("w+b")
        self._process = subprocess.Popen(  # noqa: S603
            command, cwd=self._folder, stdout=self._log, stderr=subprocess.STDOUT
        )
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            try:
                urlopen(f"http://127.0.0.1:{self._port}/", timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self
        self.__exit__(None, None, None)
        raise AssertionError("pywb does not start")

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._log.close()

    def asked(self) -> list[str]:
        """The addresses that were asked for so far, as its log tells."""
        lines = (self._folder / "log").read_text("utf-8", "replace").splitlines()
        return [line.split('"')[1].split()[1] for line in lines if '"GET /kho/' in line]

    def _run(self, *command: str) -> None:
        subprocess.run(  # noqa: S603
            [_program(command[0]), *command[1:]], cwd=self._folder, check=True, capture_output=True
        )


def need_pywb() -> None:
    """Skip the test where there is no pywb."""
    if not shutil.which("wayback", path=_path()):
        pytest.skip("there is no pywb; `make pywb` installs it")


def _program(name: str) -> str:
    program = shutil.which(name, path=_path())
    assert program
    return program


def _path() -> str:
    return f"{_ENVIRONMENT}{os.pathsep}{os.environ['PATH']}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
