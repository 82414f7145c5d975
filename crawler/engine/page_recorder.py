"""Records visits that no pipeline will record."""

from scrapy.http import Request, Response

from crawler.articles.multipage import MultipageArticle
from crawler.articles.stages import PART_OF_ARTICLE, REPEATS_ARTICLE
from crawler.database import Capture, KnownPage, PageKind
from crawler.engine.counters import UNCHANGED
from crawler.engine.http.binary import NoPageError
from crawler.engine.http.failures import SILENT_HOST
from crawler.engine.losses import GONE, LostPageError, loss_of
from crawler.engine.messages import context_of, findings_of
from crawler.engine.run import Run
from crawler.extraction.parted import Relation
from crawler.frontier.visits import Role, Visit
from crawler.urls.identity import canonical

#: Answers of the kind that blames the request, but only for the moment.
_NOT_NOW = (408, 425, 429)


class PageRecorder:
    """Records the visits of one run."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def note(self, visit: Visit, response: Response) -> None:
        """Record a visit that no pipeline will."""
        findings = findings_of(response)
        if visit.deferrable and findings.no_list:
            self._run.frontier.record_absent(visit, response.url)
        elif visit.deferrable and findings.newest is not None:
            self._run.frontier.record_feed(visit, response.url, findings.newest)
        if visit.role is Role.ENTRY or self._run.tracker.known(visit.key):
            return
        if 400 <= response.status < 500 and response.status not in _NOT_NOW:
            self._run.frontier.visited(visit.key, PageKind.FAILED, f"HTTP {response.status}")
            self._run.frontier.traps.missed(response.url)
        elif loss_of(response):
            return  # noted as lost
        elif self._run.frontier.state.walk_only(visit):
            self._run.frontier.visited(visit.key, PageKind.LISTING, None)
        elif findings.no_page:
            self._run.frontier.visited(visit.key, PageKind.OTHER, findings.no_page)

    def note_part(self, visit: Visit, response: Response, multipage: MultipageArticle) -> None:
        """Record what an address turned out to be that was asked as a part of an article."""
        kind, reason = PageKind.OTHER, PART_OF_ARTICLE
        if response.status == 429 or response.status >= 500:
            return  # it is asked for again with its article
        match findings_of(response).part:
            case Relation.REPEATS if not multipage.parts:
                reason = REPEATS_ARTICLE
            case None:
                kind, reason = PageKind.FAILED, f"HTTP {response.status}"
            case Relation.NONE:
                kind, reason = PageKind.FAILED, "no text"
        self._run.frontier.record_part(visit.key, canonical(response.url), kind, reason)

    def follow(self, known: KnownPage, visit: Visit, response: Response, *, goes_on: bool) -> None:
        """See what became of a page that showed an article, where the answer alone tells it.

        An article that goes on over other pages may have changed there. What did not change since
        it was last asked for may be another answer than the one that the article was read from.
        """
        tracker, findings = self._run.tracker, findings_of(response)
        if findings.not_modified and not goes_on and _is_source(known, findings.capture):
            tracker.observations.note_unchanged(known, findings.capture)
            self._run.count(UNCHANGED)
        elif response.status in GONE or findings.no_page:
            tracker.observations.note_missing(visit.key)

    def request_lost(self, request: Request, exception: Exception) -> None:
        """See to a request to which no answer came that can be read."""
        context = context_of(request)
        if context is None:
            return
        visit = context.visit
        if isinstance(exception, NoPageError) and not self._run.tracker.known(visit.key):
            self._run.frontier.visited(visit.key, PageKind.OTHER, str(exception))
        elif isinstance(exception, NoPageError):
            self.lost(visit, str(exception))
        elif isinstance(exception, LostPageError) and exception.loss != SILENT_HOST:
            self.lost(visit, exception.loss)

    def lost(self, visit: Visit, loss: str) -> None:
        """Record that a page could not be read, which is no verdict on it.

        A list that is paged by postbacks goes on at its first page that was never read.
        """
        if known := self._run.tracker.known(visit.key):
            self._run.tracker.observations.note_unread(known, loss)
        elif visit.role in (Role.PAGE, Role.FURTHER) and "#" not in visit.key:
            self._run.lost_pages.lost(visit.key, loss)


def _is_source(known: KnownPage, capture: Capture | None) -> bool:
    """True if an answer is the one that an article was read from."""
    place = (known.warc_file, known.warc_offset)
    return capture is None or place == (capture.warc_file, capture.warc_offset)
