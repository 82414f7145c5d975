"""Serves rendered portals from a process of its own, at the cost of a look-up for each request."""

import asyncio
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from tests.bench.portals import Plan, answers, make
from tests.portals.server import Response

_MISSING = Response(404, body=b"<html><title>404</title><p>Not found</p></html>")


@dataclass(frozen=True)
class Served:
    """Portals that are served: the proxy to ask for them, and all their addresses by site."""

    proxy: str
    addresses: Mapping[str, Sequence[str]]


@contextmanager
def serving(plans: Sequence[Plan]) -> Iterator[Served]:
    """Render portals and serve them to clients that take this server for their proxy."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(plans, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _serve(plans: Sequence[Plan], connection: Connection) -> None:
    sites = {plan.name: answers(make(plan)) for plan in plans}
    rendered = {
        url.encode(): _rendered(answer) for site in sites.values() for url, answer in site.items()
    }
    addresses = {name: list(site) for name, site in sites.items()}
    asyncio.run(_answer_all(rendered, addresses, connection))


async def _answer_all(
    rendered: Mapping[bytes, bytes], addresses: Mapping[str, Sequence[str]], connection: Connection
) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(rendered), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    connection.send(Served(f"http://127.0.0.1:{port}", addresses))
    await server.serve_forever()


def _rendered(answer: Response) -> bytes:
    head = [f"HTTP/1.1 {answer.status} -", f"Content-Length: {len(answer.body)}"]
    head += [f"{name}: {value}" for name, value in answer.headers.items()]
    return "\r\n".join([*head, "", ""]).encode() + answer.body


class _Answering(asyncio.Protocol):
    """One connection; requests have no bodies."""

    def __init__(self, rendered: Mapping[bytes, bytes]) -> None:
        self._rendered = rendered
        self._missing = _rendered(_MISSING)
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._buffer = (self._buffer + data).split(b"\r\n\r\n")
        for request in requests:
            _, url, _ = request.split(b" ", 2)
            self._transport.write(self._rendered.get(url, self._missing))
