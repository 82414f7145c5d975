"""True if the servers of a crawl proved who they are, and what is said of those that did not."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from scrapy.statscollectors import StatsCollector

from crawler.engine.losses import SAMPLES, keep_sample

#: Followed by `/<problem>`; counts connections to servers that may be others than they say.
UNVERIFIED = "fallbacks/certificate not verified"
#: Counts hosts whose certificates verified in an earlier run, and do not in this one.
NO_LONGER = "fallbacks/certificate no longer verifies"
#: By the hosts of a crawl, the problem with the certificate of each; empty where it verifies.
HOSTS = "certificates"


def note_certificate(stats: StatsCollector, host: str, problem: str) -> None:
    """Note whether a host's certificate verified for one more connection."""
    hosts: dict[str, str] = stats.get_value(HOSTS, {})
    stats.set_value(HOSTS, hosts | {host: problem or hosts.get(host, "")})
    if problem:
        name = f"{UNVERIFIED}/{problem}"
        stats.inc_value(name)
        keep_sample(stats, name, f"https://{host}/")


def verified(stats: Mapping[str, Any]) -> set[str]:
    """The hosts whose certificates verified each time."""
    return {host for host, problem in stats.get(HOSTS, {}).items() if not problem}


def unverified(stats: Mapping[str, Any]) -> dict[str, str]:
    """The faults of certificates that do not verify, by host."""
    return {host: problem for host, problem in stats.get(HOSTS, {}).items() if problem}


def told(stats: Mapping[str, Any]) -> str:
    """The faults in one clause that names one host; empty where there are none."""
    problems = unverified(stats)
    if not problems:
        return ""
    verb, host = "does not verify", next(iter(problems))
    if NO_LONGER in stats:
        verb, host = "no longer verifies", urlsplit(stats[SAMPLES][NO_LONGER]).netloc
    more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
    return f"certificate {verb} ({problems[host]}: {host}{more})"
