"""Records responses, for crawls that replay them."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from scrapy.http import Request, Response

from crawler.archive.members import response_members
from crawler.engine.archived_responses import exchange_of


def record(responses: Iterable[Response], path: Path, date: datetime) -> None:
    """Write responses to a WARC file, so that replaying it gives the same ones.

    The file depends on nothing but the arguments. `date` is the time of all records, with its
    zone. A response to a request with a body needs that `request`.
    """
    with path.open("wb") as file:
        for number, response in enumerate(responses):
            exchange = exchange_of(response.request or Request(response.url), response, date)
            names = (f"{response.url} {number} {part}" for part in ("request", "answer"))
            ids = (uuid5(NAMESPACE_URL, name) for name in names)
            file.writelines(response_members(exchange, ids.__next__))
