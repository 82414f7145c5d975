"""Asking whether an answer is still the archived one (RFC 9110, 13), and whether to believe it."""

from typing import NamedTuple, Self

from crawler.archive.records import Exchange
from crawler.database import Capture

#: The headers that make a request conditional.
CONDITIONS = ("If-None-Match", "If-Modified-Since")


class Validators(NamedTuple):
    """The validators of an answer (RFC 9110, 8.8): entity tag, the surer, and last change."""

    etag: str | None
    last_modified: str | None

    @classmethod
    def of(cls, answer: Exchange | Capture) -> Self:
        """The validators of an answer; one that broke off is no state of the page."""
        if isinstance(answer, Capture):
            return cls(answer.etag, answer.last_modified)
        if answer.truncated:
            return cls(None, None)
        return cls(answer.header("ETag"), answer.header("Last-Modified"))

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask whether the state is still the same."""
        return {header: value for header, value in zip(CONDITIONS, self, strict=True) if value}

    def same_as(self, other: Self) -> bool:
        """True if a server that sends these would call the page the same as with the others."""
        pairs = zip(self, other, strict=True)
        return next((ours == theirs for ours, theirs in pairs if ours and theirs), False)
