"""The base of pipeline stages."""

from scrapy.crawler import Crawler

from crawler.engine.component import Component
from crawler.engine.run import Run


class Stage(Component):
    """One stage of a run's pipeline: takes what the one before made, and makes something new."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._run = Run.of(crawler)
