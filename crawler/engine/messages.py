"""Request context and response findings: a dataclass each, under a key of `meta`."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from scrapy.http import Request, Response

from crawler.articles.multipage import MultipageArticle
from crawler.database import Capture
from crawler.extraction.parted import Relation
from crawler.frontier.visits import Candidate, Visit

_CONTEXT, _FINDINGS = "context", "findings"


@dataclass(frozen=True, slots=True)
class RequestContext:
    """The context of a request of a walk.

    `unconditional` asks for the whole page, whatever is archived. `sitemap_depth` and
    `landing_depth` count the sitemap indexes, and the home pages that only lead on, on the way to
    the request; `multipage` is the article of which it asks for a part.
    """

    visit: Visit
    unconditional: bool = False
    sitemap_depth: int = 0
    landing_depth: int = 0
    multipage: MultipageArticle | None = None

    @property
    def meta(self) -> dict[str, Any]:
        """The `meta` of a request that carries this."""
        return {_CONTEXT: self}


@dataclass(slots=True)
class Findings:
    """The findings about a response, beside what its body says.

    `capture` is where it lies in the archive; `not_modified` tells that the server called the
    archived answer, which it is, unchanged. `no_page` is why it is no page, "" where it is one.
    Of feeds and sitemaps, `no_list` tells that there is none, `is_sitemap` that it is no feed, and
    `newest` is the last change of a page that it tells of (ISO 8601, "" for an unknown one, None
    where that means nothing). `part` is what the page is to the article that was to go on there.
    `fallbacks` counts, by name, what had to be done in another way than the usual.
    """

    capture: Capture | None = None
    not_modified: bool = False
    no_page: str = ""
    no_list: bool = False
    is_sitemap: bool = False
    newest: str | None = None
    part: Relation | None = None
    fallbacks: dict[str, int] = field(default_factory=dict)


def context_of(message: Request | Response) -> RequestContext | None:
    """The context of a request of a walk, or of the one that a response answers; else None."""
    context: RequestContext | None = message.meta.get(_CONTEXT)
    return context


def visit_of(message: Request | Response) -> Visit:
    """The visit that a request is made for, or that a response answers."""
    context = context_of(message)
    assert context is not None
    return context.visit


def findings_of(message: Request | Response) -> Findings:
    """The findings about the response to a request, to be read and added to."""
    findings: Findings = message.meta.setdefault(_FINDINGS, Findings())
    return findings


def forget_findings(request: Request) -> None:
    """Begin anew: redirects and retries inherit `meta`."""
    request.meta.pop(_FINDINGS, None)


def candidate_of(request: Request) -> Candidate:
    """A request as the frontier knows it."""
    return Candidate(visit_of(request), request)


def requests_of(candidates: Iterable[Candidate]) -> list[Request]:
    """The requests for what the frontier chose, each with the visit as that knows it by now."""
    return [_request_of(candidate) for candidate in candidates]


def _request_of(candidate: Candidate) -> Request:
    request: Request = candidate.request
    context = context_of(request)
    assert context is not None
    request.meta.update(replace(context, visit=candidate.visit).meta)
    return request
