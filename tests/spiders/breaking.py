"""Runs `scrapy` with a spider that breaks: `python -m tests.spiders.breaking PATH scrapy …`."""

import sys
from collections.abc import Iterator
from unittest import mock

from scrapy.cmdline import execute
from scrapy.http import Request, Response

from crawler.discovery.survey import PageSurvey
from spiders.portal import PortalSpider


def break_at(path: str) -> None:
    """Let the walk of a page raise when its address ends with a path."""
    walk = PortalSpider.walk

    def broken(spider: PortalSpider, response: Response, survey: PageSurvey) -> Iterator[Request]:
        if response.url.endswith(path):
            raise RuntimeError("một lỗi của chương trình")
        return walk(spider, response, survey)

    mock.patch.object(PortalSpider, "walk", broken).start()


if __name__ == "__main__":
    break_at(sys.argv[1])
    execute(["scrapy", *sys.argv[5:]])
