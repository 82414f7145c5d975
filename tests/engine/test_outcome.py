"""What a crawl's counts come to, and what a scheduler is told."""

from typing import Any

import pytest

from crawler.engine.outcome import ExitStatus, Outcome, exit_status, outcome_of

ANSWERED = {"downloader/response_status_count/200": 3}
ROBOTS = {"robotstxt/response_status_count/200": 1, "downloader/response_status_count/200": 1}


@pytest.mark.parametrize(
    ("stats", "closed_by", "outcome"),
    [
        (ANSWERED | {"articles/new": 2}, "finished", Outcome.OK),
        (ANSWERED | {"articles/known": 2}, "finished", Outcome.OK),
        ({"downloader/response_status_count/304": 1, "articles/known": 1}, "finished", Outcome.OK),
        (ANSWERED | {"articles/new": 2}, "shutdown", Outcome.PARTIAL),
        (ANSWERED | {"articles/new": 2}, "limit", Outcome.PARTIAL),
        ({}, "shutdown", Outcome.PARTIAL),
        ({}, "finished", Outcome.UNREACHABLE),
        ({"downloader/response_status_count/503": 9}, "finished", Outcome.UNREACHABLE),
        (ROBOTS | {"requests/failed": 1}, "finished", Outcome.UNREACHABLE),
        ({"requests/failed": 10}, "failures", Outcome.UNREACHABLE),
        ({"robotstxt/forbidden": 1}, "finished", Outcome.FORBIDDEN),
        (ANSWERED | {"articles/new": 2, "robotstxt/forbidden": 1}, "finished", Outcome.OK),
        (ANSWERED, "finished", Outcome.EMPTY),
        (ANSWERED | {"pages/rejected": 3}, "finished", Outcome.EMPTY),
        (ANSWERED | {"articles/new": 2, "errors": 1}, "finished", Outcome.ERROR),
        (ANSWERED | {"articles/new": 2, "errors": 1}, "limit", Outcome.ERROR),
        (ANSWERED | {"articles/new": 2, "requests/failed": 4}, "finished", Outcome.ERROR),
        (ANSWERED | {"articles/new": 2, "requests/failed": 2}, "finished", Outcome.OK),
        (ANSWERED | {"articles/new": 2}, "failures", Outcome.ERROR),
        (ANSWERED | {"articles/new": 2}, "error", Outcome.ERROR),
        (ANSWERED | {"articles/new": 2}, "start_error", Outcome.ERROR),
    ],
)
def test_outcome(stats: dict[str, Any], closed_by: str, outcome: Outcome) -> None:
    assert outcome_of(stats, closed_by) is outcome


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ([Outcome.OK, Outcome.PARTIAL], ExitStatus.ALL_WELL),
        ([], ExitStatus.ALL_WELL),
        ([Outcome.OK, Outcome.UNREACHABLE], ExitStatus.SOME_FAILED),
        ([Outcome.EMPTY], ExitStatus.SOME_FAILED),
        ([Outcome.ERROR, Outcome.UNREACHABLE], ExitStatus.SOME_FAILED),
        ([Outcome.OK, Outcome.FORBIDDEN], ExitStatus.SOME_FAILED),
        ([Outcome.UNREACHABLE, Outcome.FORBIDDEN], ExitStatus.NOTHING_CRAWLED),
    ],
)
def test_exit_status(outcomes: list[Outcome], status: ExitStatus) -> None:
    assert exit_status(outcomes) is status
