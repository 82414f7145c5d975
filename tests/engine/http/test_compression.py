"""A body is decompressed if it is compressed, whatever its headers say."""

import gzip
import sys
import zlib

import brotli  # type: ignore[import-untyped]
import pytest

from crawler.engine.losses import SAMPLES, TRUNCATED, UNDECODABLE, losses
from tests.testing.loopback import crawl, page, serve

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "<html><p>Tiêu chuẩn, đo lường, chất lượng</p></html>".encode() * 20
GZIP = gzip.compress(TEXT, mtime=0)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (GZIP, "gzip"),
        (GZIP, "x-gzip"),
        (GZIP, None),
        (GZIP, "utf-8"),
        (GZIP, "deflate"),
        (gzip.compress(GZIP, mtime=0), "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (zlib.compress(TEXT)[2:-4], "deflate"),
        (brotli.compress(TEXT), "br"),
        (zstd.compress(TEXT), "zstd"),
        (brotli.compress(zlib.compress(TEXT)), "deflate, BR"),
        (TEXT, "gzip"),
        (TEXT, "deflate"),
        (TEXT, "br"),
        (TEXT, "zstd"),
        (TEXT, "none"),
        (TEXT, None),
    ],
)
def test_page_arrives_whole(body: bytes, encoding: str | None) -> None:
    headers = {"Content_Encoding": encoding} if encoding else {}
    with serve({"/": page(body, **headers)}) as server:
        response = crawl(server, "/").response
    assert response.body == TEXT


def test_sitemap_that_is_a_gzip_file_arrives_decompressed() -> None:
    sitemap = gzip.compress(b"<?xml version='1.0'?><urlset></urlset>")
    with serve({"/sitemap.xml.gz": page(sitemap, Content_Type="application/x-gzip")}) as server:
        response = crawl(server, "/sitemap.xml.gz").response
    assert response.body.startswith(b"<?xml")


LONG = "".join(f"<p>Quyết định số {n}/QĐ-UBND</p>" for n in range(5000)).encode()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(LONG), "gzip"),
        (gzip.compress(LONG), None),
        (zlib.compress(LONG), "deflate"),
        (zlib.compress(LONG)[2:], "deflate"),
        (brotli.compress(LONG, quality=5), "br"),
        (zstd.compress(LONG), "zstd"),
    ],
)
def test_page_that_was_cut_off_while_compressed_is_lost_but_for_its_links(
    body: bytes, encoding: str | None
) -> None:
    headers = {"Content_Encoding": encoding} if encoding else {}
    with serve({"/": page(body[: len(body) * 9 // 10], **headers)}) as server:
        result = crawl(server, "/", RETRY_TIMES=1)
    assert len(server.paths) == 2
    assert LONG.startswith(result.response.body)
    assert len(result.response.body) > len(LONG) // 8
    assert losses(result.stats) == {TRUNCATED: 1}


@pytest.mark.parametrize("body", [GZIP, TEXT, brotli.compress(TEXT), gzip.compress(GZIP)])
def test_page_that_came_whole_is_not_counted_as_cut_off(body: bytes) -> None:
    encoding = "gzip" if body != brotli.compress(TEXT) else "br"
    with serve({"/": page(body, Content_Encoding=encoding)}) as server:
        assert losses(crawl(server, "/").stats) == {}


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (GZIP[:10] + b"\xff" * 80, "gzip"),
        (GZIP[:10] + b"\xff" * 80, None),
        (zstd.compress(TEXT)[:6] + b"\xff" * 40, "zstd"),
        (bytes(range(256)), "deflate"),
        (bytes(range(256)), "x-unknown"),
        (brotli.compress(TEXT), "gzip"),
    ],
)
def test_page_that_cannot_be_decompressed_is_lost(body: bytes, encoding: str | None) -> None:
    headers = {"Content_Encoding": encoding} if encoding else {}
    with serve({"/hong": page(body, **headers), "/tin": page()}) as server:
        result = crawl(server, "/hong", "/tin")
    assert result.failure.startswith("not decompressible as ")
    assert result.response.url == f"{server.url}/tin"
    assert losses(result.stats) == {UNDECODABLE: 1}
    assert result.stats[SAMPLES] == {f"losses/{UNDECODABLE}": f"{server.url}/hong"}
