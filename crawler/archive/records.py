"""Records of the archive: a request, its answer, and its place in the files."""

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from typing import NamedTuple

from crawler.payload.codings import decoded

#: Names and values, in the order of the message; the bytes of a value are its Latin-1 characters.
Headers = tuple[tuple[str, str], ...]


class Place(NamedTuple):
    """The place where a record begins.

    `file` is a POSIX path relative to the archive's folder, `offset` counts bytes of the file.
    """

    file: str
    offset: int


@dataclass(frozen=True, slots=True)
class Original:
    """The answer that a revisit repeats; what the record does not tell is None."""

    url: str
    captured: datetime | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what was answered.

    `body` is as transferred: not chunked any more, but still in its content coding. `date` knows
    its zone and is exact to the second. `truncated`: the answer broke off. An exchange that was
    archived as a revisit has no body but `repeats` another one.
    """

    method: str
    url: str
    request_headers: Headers
    request_body: bytes
    status: int
    reason: str
    headers: Headers
    body: bytes
    date: datetime
    truncated: bool = False
    repeats: Original | None = None
    recorded_digest: str | None = None

    @property
    def digest(self) -> str:
        """The payload digest: as recorded, else of the body."""
        return self.recorded_digest or payload_digest(self.body)

    @property
    def content_type(self) -> str | None:
        """The header Content-Type."""
        return self.header("Content-Type")

    @property
    def decoded_body(self) -> bytes:
        """The body with its content codings undone."""
        codings = (value for name, value in self.headers if name.lower() == "content-encoding")
        return decoded(self.body, ",".join(codings))

    def header(self, name: str) -> str | None:
        """The first value of a header of the answer."""
        return next((v for n, v in self.headers if n.lower() == name.lower()), None)


def payload_digest(payload: bytes) -> str:
    """The digest of a payload as WARC files have it: SHA-1 in base 32."""
    return f"sha1:{b32encode(sha1(payload, usedforsecurity=False).digest()).decode()}"
