"""What captures tell of the hosts that they were made of."""

from datetime import UTC, datetime

import pytest

from crawler.archive.cdx import Captured
from crawler.catalogue.sites import Site
from spiders.captured import CapturedSpider

HOST = "skhcn.vidu"
HOME = f"http://{HOST}/"


class Sampling(CapturedSpider):
    """A spider that tells which captures it looks at first."""

    name = "so"
    site = Site(name="so", agency="Sở", province="Hà Nội", url=HOME)

    def sampled(self, captures: list[Captured]) -> list[str]:
        return [sample.url for sample in self._samples(captures)]


def sampled(*urls: str) -> list[str]:
    days = [datetime(2015, 1, 1 + day, tzinfo=UTC) for day in range(len(urls))]
    captures = [
        Captured(url, day, "200", "text/html", "") for url, day in zip(urls, days, strict=True)
    ]
    return Sampling().sampled(captures)


@pytest.mark.parametrize(
    ("urls", "sample"),
    [
        ((HOME, f"{HOME}tin/bai-1.html"), HOME),
        ((f"{HOME}tin/1", f"http://www.{HOST}:80/tin/2"), f"http://www.{HOST}:80/tin/2"),
        (
            (f"{HOME}?nv=news&op=tin/bai-1", f"{HOME}?nv=news&op=tin/bai-2"),
            f"{HOME}?nv=news&op=tin/bai-2",
        ),
    ],
    ids=["home page", "two names of a host", "addresses without a path"],
)
def test_one_capture_shows_the_system_of_a_host(urls: tuple[str, ...], sample: str) -> None:
    assert sampled(*urls) == [sample]
