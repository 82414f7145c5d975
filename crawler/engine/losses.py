"""Losses: pages that a crawl did not read, by reason, each with the address of one case.

Counts live in Scrapy's stats under `losses/<reason>`, and end in `runs.reasons` under the same
name; the address is in `runs.samples`. A reason is one of a few fixed texts, never made of data.
"""

from collections.abc import Mapping
from typing import Any

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector

#: Followed by `/<reason>`.
LOSSES = "losses"
#: By the names of counters, the first address that each counted.
SAMPLES = "samples"
#: Reasons: an answer broke off; it is larger than DOWNLOAD_MAXSIZE, or than any page (as
#: `crawler.extraction.source.document` says); it cannot be decompressed.
TRUNCATED, TOO_LARGE, UNDECODABLE = "broken off", "too large", "not decompressible"
#: Reason: robots.txt forbids it.
FORBIDDEN = "forbidden by robots.txt"
#: What Scrapy's downloader flags an answer with that broke off.
BROKEN_OFF = "dataloss"
#: Answers that say that there is no such page (any more), which is no loss.
GONE = (404, 410)
#: Answers without a page, or with a part of one that nobody asked for.
_NO_PAGE = (204, 205, 206)
#: The signal that a spider's request was lost, with `request` and `exception`.
REQUEST_LOST = object()
#: Characters; addresses that are longer are traps or mistakes, and their beginning tells which.
_LONGEST_SAMPLE = 500
#: Reasons that a line has room for.
_REASONS_TOLD = 3


class LostPageError(IgnoreRequest):
    """A request whose answer cannot be read; `loss` is the reason that was counted."""

    def __init__(self, loss: str, text: str = "") -> None:
        super().__init__(text or loss)
        self.loss = loss


def loss_of(response: Response) -> str | None:
    """The reason for which a response is no reading of its page; None where it is one."""
    if BROKEN_OFF in response.flags:
        return TRUNCATED
    status = response.status
    if status in GONE or (200 <= status < 300 and status not in _NO_PAGE):
        return None
    return f"HTTP {status}"


def count_loss(stats: StatsCollector, reason: str, url: str) -> None:
    """Count that what is at an address was not read."""
    name = f"{LOSSES}/{reason}"
    stats.inc_value(name)
    keep_sample(stats, name, url)


def keep_sample(stats: StatsCollector, name: str, url: str) -> None:
    """Keep the address of the first case of a counter; it may be malformed in any way."""
    samples: dict[str, str] = stats.get_value(SAMPLES, {})
    shown = url[:_LONGEST_SAMPLE].encode("utf-8", "backslashreplace").decode()
    stats.set_value(SAMPLES, {name: shown} | samples)


def losses(stats: Mapping[str, Any]) -> dict[str, int]:
    """The number of losses for each reason, the most frequent first."""
    start = f"{LOSSES}/"
    found = {name.removeprefix(start): n for name, n in stats.items() if name.startswith(start)}
    return dict(sorted(found.items(), key=lambda reason: -reason[1]))


def told(stats: Mapping[str, Any]) -> str:
    """The losses in one clause, the most frequent reasons first; empty where there are none."""
    found = losses(stats)
    if not found:
        return ""
    reasons = [f"{reason} {number}" for reason, number in found.items()]
    more = ["…"] if len(reasons) > _REASONS_TOLD else []
    return f"{sum(found.values())} not read ({', '.join(reasons[:_REASONS_TOLD] + more)})"
