from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.testing.crawling import record
from tests.testing.loopback import Answer, page, serve

from .site import SITE, Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    answers: dict[str, Answer] = {"/tin": page(b"<p>Tin</p>")}
    with serve(answers) as server:
        (tmp_path / "sites.toml").write_text(record(SITE, f"{server.url}/"), encoding="utf-8")
        yield Site(server, answers, tmp_path)
