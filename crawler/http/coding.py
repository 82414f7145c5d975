"""Undoes the content codings of bodies (RFC 9110, 8.4), whatever their headers say."""

import sys
import zlib
from collections.abc import Callable, Mapping
from gzip import GzipFile
from io import BytesIO

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


def decoded(body: bytes, content_encoding: str, at_most: int = LARGEST) -> bytes:
    """The body as it is read, by its header Content-Encoding and by how it begins.

    A body that is not what its header says is left as it is; one that was cut off gives what came.
    What is decompressed ends soon after `at_most` bytes.
    """
    for _ in range(_LAYERS):
        if body.startswith(_GZIP_MAGIC):
            content_encoding = "gzip"
        try:
            body = _undone(body, content_encoding, at_most)
        except (OSError, EOFError, zlib.error, brotli.error, zstd.ZstdError):
            break
        content_encoding = ""
    return body


def _undone(body: bytes, content_encoding: str, at_most: int) -> bytes:
    codings = [coding.strip().lower() for coding in content_encoding.split(",")]
    while codings and (decode := _DECODERS.get(codings.pop())):
        body = decode(body, at_most)
    return body


def _gunzip(data: bytes, at_most: int) -> bytes:
    text = bytearray()
    file = GzipFile(fileobj=BytesIO(data))
    try:
        while len(text) < at_most and (chunk := file.read1(_BLOCK)):
            text += chunk
    except (OSError, EOFError, zlib.error):
        if not text:
            raise
    return bytes(text)


def _inflate(data: bytes, at_most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, at_most)
    except zlib.error:
        # Microsoft's servers leave out the frame that belongs around it.
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, at_most)


def _unbrotli(data: bytes, at_most: int) -> bytes:
    text: bytes = brotli.Decompressor().process(data, output_buffer_limit=at_most)
    return text


def _unzstd(data: bytes, at_most: int) -> bytes:
    return zstd.ZstdDecompressor().decompress(data, at_most)


_DECODERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
