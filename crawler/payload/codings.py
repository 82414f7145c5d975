"""Undoes the content codings of bodies (RFC 9110, 8.4), whatever their headers say."""

import sys
import zlib
from collections.abc import Callable, Mapping
from gzip import GzipFile
from io import BytesIO
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: Bytes; what is longer when decompressed is no page.
LARGEST = 64 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b\x08"
#: A sitemap that is a gzip file may come compressed once more by the server.
_LAYERS = 2
_BLOCK = 64 * 1024


class Undone(NamedTuple):
    """A body as it is read.

    `is_cut` tells that its end did not come, or came damaged; `is_left` that something of its
    coding was not undone, because it is not what it is called or nobody knows that coding.
    """

    body: bytes
    is_cut: bool
    is_left: bool


def decoded(body: bytes, content_encoding: str, at_most: int = LARGEST) -> bytes:
    """The body as it is read, by its header Content-Encoding and by how it begins.

    A body that is not what its header says is left as it is; one that was cut off gives what came.
    What is decompressed ends soon after `at_most` bytes.
    """
    return undone(body, content_encoding, at_most).body


def undone(body: bytes, content_encoding: str, at_most: int = LARGEST) -> Undone:
    """The same, and whether the body was cut off or left coded."""
    is_cut = is_left = False
    for _ in range(_LAYERS):
        if body.startswith(_GZIP_MAGIC):
            content_encoding = "gzip"
        try:
            layer = _undone(body, content_encoding, at_most)
        except (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError):
            return Undone(body, is_cut, True)
        body, is_cut, is_left = layer.body, is_cut or layer.is_cut, is_left or layer.is_left
        content_encoding = ""
    return Undone(body, is_cut, is_left)


def _undone(body: bytes, content_encoding: str, at_most: int) -> Undone:
    codings = [name for coding in content_encoding.split(",") if (name := coding.strip().lower())]
    is_cut = False
    while codings and (decode := _DECODERS.get(codings[-1])):
        body, is_whole = decode(body, at_most)
        # What was left at the limit was not cut off by the server.
        is_cut |= not is_whole and len(body) < at_most
        codings.pop()
    return Undone(body, is_cut, bool(codings))


def _gunzip(data: bytes, at_most: int) -> tuple[bytes, bool]:
    text = bytearray()
    file = GzipFile(fileobj=BytesIO(data))
    try:
        while len(text) < at_most and (chunk := file.read1(_BLOCK)):
            text += chunk
    except (OSError, EOFError, zlib.error):
        if not text:
            raise
        return bytes(text), False
    return bytes(text), True


def _inflate(data: bytes, at_most: int) -> tuple[bytes, bool]:
    try:
        decoder = zlib.decompressobj()
        return decoder.decompress(data, at_most), decoder.eof
    except zlib.error:
        # Microsoft's servers leave out the frame that belongs around it.
        decoder = zlib.decompressobj(-zlib.MAX_WBITS)
        return decoder.decompress(data, at_most), decoder.eof


def _unbrotli(data: bytes, at_most: int) -> tuple[bytes, bool]:
    decoder = brotli.Decompressor()
    return decoder.process(data, output_buffer_limit=at_most), decoder.is_finished()


def _unzstd(data: bytes, at_most: int) -> tuple[bytes, bool]:
    decoder = zstd.ZstdDecompressor()
    return decoder.decompress(data, at_most), decoder.eof


#: By names of codings: what undoes them, and tells whether the end was there.
_DECODERS: Mapping[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
