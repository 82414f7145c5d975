"""A body is decompressed if it is compressed, whatever its headers say."""

import gzip
import sys
import zlib

import brotli  # type: ignore[import-untyped]
import pytest

from tests.http.loopback import crawl, page, serve

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


def test_page_that_was_cut_off_while_compressed_keeps_its_beginning() -> None:
    text = "".join(f"<p>Quyết định số {n}/QĐ-UBND</p>" for n in range(5000)).encode()
    with serve({"/": page(gzip.compress(text)[:-2000], Content_Encoding="gzip")}) as server:
        response = crawl(server, "/").response
    assert text.startswith(response.body)
    assert len(response.body) > len(text) // 2
