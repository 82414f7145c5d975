"""Archives what servers answer, and asks them for no more than they have new."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response

from crawler.archive.captures import capture_of
from crawler.archive.errors import UnreadableRecord
from crawler.archive.reader import read
from crawler.archive.records import Exchange, Place
from crawler.archive.validators import CONDITIONS, Validators
from crawler.archive.writer import SiteArchive
from crawler.database import Capture
from crawler.engine.archived_responses import exchange_of, response_of
from crawler.engine.component import Component
from crawler.engine.errors import ErrorCounter
from crawler.engine.http.binary import is_file
from crawler.engine.messages import context_of, findings_of, forget_findings
from crawler.engine.run import Run
from crawler.errors import UserError

#: Answers that say "not now"; like those from 500 on, they tell nothing about the page.
_NOT_NOW = (408, 429)
#: What this middleware keeps in a request's `meta`, where redirects and retries would inherit it.
_KNOWN, _AFRESH = "archive_known", "afresh"


class ArchiveMiddleware(Component):
    """Writes each answer to ARCHIVE before anything reads it (a Scrapy downloader middleware).

    The findings of the response to a GET request say where the full answer lies. Of an address that
    is archived, the server is asked whether it has changed; where not, the archived answer is
    handed on, as not modified. Servers err about that: after NOT_MODIFIED_MAX times the whole page
    is asked for, and a site whose validators stay while its pages change is no longer believed.
    Requests with `meta["no_archive"]` are left alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        if settings["REPLAY"] or not settings["ARCHIVE"]:
            raise NotConfigured
        self._run = Run.of(crawler)
        self._site = self._run.site.name
        self._database = self._run.database
        self._clock = self._run.now if settings["NOW"] else None
        self._longest_row = settings.getint("NOT_MODIFIED_MAX")
        self._errors = crawler.get_extension(ErrorCounter)
        self._folder = Path(settings["ARCHIVE"])
        size = settings.getint("ARCHIVE_FILE_SIZE")
        self._archive = SiteArchive(self._folder, self._site, size)
        self._trusted = self._database.trusts_validators(self._site)
        if self._archive.mended:
            self._run.count("archive/mended", self._archive.mended)
        crawler.signals.connect(self._archive.close, signals.spider_closed)

    def process_request(self, request: Request) -> None:
        """Make a request conditional where that can save the download."""
        if "no_archive" in request.meta:
            return
        for header in CONDITIONS:
            request.headers.pop(header, None)
        forget_findings(request)
        request.meta.pop(_KNOWN, None)
        if request.method != "GET" or request.body or request.meta.pop(_AFRESH, False):
            return
        with self._ending_the_crawl():
            known = self._database.last_capture(request.url)
        if known is None or known.status != 200 or not self._has(known):
            return
        request.meta[_KNOWN] = known
        context = context_of(request)
        is_believed = self._trusted and not (context and context.unconditional)
        if is_believed and known.not_modified < self._longest_row:
            request.headers.update(Validators.of(known).conditions)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Archive an answer; one that says "not modified" becomes the archived one."""
        is_final = response.status < 500 and response.status not in _NOT_NOW
        if not is_final or "no_archive" in request.meta or is_file(response):
            return response
        exchange = exchange_of(request, response, self._clock or datetime.now(UTC))
        known: Capture | None = request.meta.pop(_KNOWN, None)
        with self._ending_the_crawl():
            if known and response.status == 304:
                return self._not_modified(request, exchange, known)
            if known and response.status == 200 and exchange.digest == known.digest:
                capture = self._repeated(exchange, known)
            else:
                capture = self._written(exchange, known)
            if request.method == "GET":
                self._database.save_capture(self._site, capture)
                findings_of(request).capture = capture
        return response

    def _written(self, exchange: Exchange, known: Capture | None) -> Capture:
        """Archive an answer that is new."""
        place = self._archive.write(exchange)
        self._run.count("archive/written")
        if known and self._trusted and self._is_lied_about(exchange, known):
            self._trusted = False
            self._database.distrust_validators(self._site)
            self._run.count("fallbacks/validators lie")
        return capture_of(exchange, place)

    def _repeated(self, exchange: Exchange, known: Capture) -> Capture:
        """Archive that an answer is the one before once more."""
        self._archive.write_revisit(exchange, known, not_modified=False)
        self._run.count("archive/revisits")
        etag, last_modified = Validators.of(exchange)
        return replace(known, etag=etag, last_modified=last_modified, not_modified=0)

    def _not_modified(
        self, request: Request, exchange: Exchange, known: Capture
    ) -> Request | Response:
        """Archive that the archived answer still holds, and give it."""
        try:
            archived = read(self._folder, Place(known.warc_file, known.warc_offset))
        except UnreadableRecord:
            self._run.count("fallbacks/archive unreadable")
            return request.replace(dont_filter=True, meta=request.meta | {_AFRESH: True})
        self._archive.write_revisit(exchange, known, not_modified=True)
        self._run.count("archive/not_modified")
        etag, last_modified = Validators.of(exchange)
        capture = replace(
            known,
            etag=etag or known.etag,
            last_modified=last_modified or known.last_modified,
            not_modified=known.not_modified + 1,
        )
        self._database.save_capture(self._site, capture)
        findings = findings_of(request)
        findings.capture, findings.not_modified = capture, True
        response = response_of(archived)
        response.flags.append("not-modified")
        return response

    def _is_lied_about(self, exchange: Exchange, known: Capture) -> bool:
        """True if a page has changed, but not the validator that should tell so."""
        if exchange.status != 200 or not (Validators.of(exchange).same_as(Validators.of(known))):
            return False
        try:
            archived = read(self._folder, Place(known.warc_file, known.warc_offset))
        except UnreadableRecord:
            return False
        # What is compressed anew for each visitor differs without a change.
        return archived.decoded_body != exchange.decoded_body

    def _has(self, capture: Capture) -> bool:
        """True if the file of a capture is there: archives are moved and deleted, too."""
        return (self._folder / capture.warc_file).is_file()

    @contextmanager
    def _ending_the_crawl(self) -> Iterator[None]:
        """End the crawl where the archive or the database cannot be written."""
        try:
            yield
        except UserError as error:
            if self._errors:
                self._errors.note(error)
            raise IgnoreRequest(str(error)) from error
