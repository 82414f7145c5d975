"""Many sites from one archive: it is asked for one after the other."""

import threading
import time
from pathlib import Path

import pytest

from tests.portals.server import Request, Response
from tests.testing.crawling import Crawls, record
from tests.testing.internet_archive import SETTINGS, InternetArchive

SITES = ("dien_bien", "kon_tum")


class SlowArchive(InternetArchive):
    """An archive that has nothing; `most` is how many asked at the same time."""

    def __init__(self) -> None:
        super().__init__([])
        self.asked = self.most = self._asking = 0
        self._lock = threading.Lock()

    def respond(self, request: Request) -> Response:
        with self._lock:
            self.asked += 1
            self._asking += 1
            self.most = max(self.most, self._asking)
        time.sleep(0.3)
        with self._lock:
            self._asking -= 1
        return super().respond(request)


@pytest.mark.slow
def test_sites_are_read_one_after_the_other(tmp_path: Path) -> None:
    archive = SlowArchive()
    records = {name: record(name, f"http://skhcn.{name}.vidu/") for name in SITES}
    with Crawls(tmp_path, {"kho": archive}, records) as crawls:
        ended = crawls.run("crawlall", *SITES, "-a", "source=wayback", **SETTINGS)
    assert archive.asked >= len(SITES), ended.log
    assert archive.most == 1
