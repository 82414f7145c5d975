"""Requests that waited and are no longer worth asking when their turn comes."""

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request

from crawler.engine.component import Component
from crawler.engine.messages import candidate_of, context_of
from crawler.engine.run import Run

#: What runs count further pages of a listing as that were left: those before had nothing to show.
BEYOND_END = "pages beyond the end of a listing"


class StaleRequestMiddleware(Component):
    """Drops what is no longer worth asking (a Scrapy downloader middleware).

    A crawl about a period does not page on into the past, none goes on with addresses whose shape
    has died.
    """

    def process_request(self, request: Request) -> None:
        """Raise `IgnoreRequest` for a page that is too old, or of a shape that is dead."""
        context = context_of(request)
        if context is None:
            return
        run, visit = Run.of(self._crawler), context.visit
        if run.frontier.is_past(visit):
            raise IgnoreRequest("older than the period")
        if run.frontier.pagination.has_ended(visit):
            run.count(f"fallbacks/{BEYOND_END}", url=request.url)
            raise IgnoreRequest("beyond the end of its listing")
        if run.frontier.leaves(candidate_of(request)):
            raise IgnoreRequest("of a shape that is dead")
