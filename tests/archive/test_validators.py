"""What a server is not asked for twice, and when it is not believed."""

import gzip
import itertools

import pytest
from scrapy.http import Request

from crawler.engine.messages import RequestContext, findings_of
from crawler.frontier.visits import Role, Visit
from tests.testing.loopback import Handler, page, status

from .site import Site, Validated, capture, reasons


@pytest.mark.parametrize(
    ("etag", "last_modified"),
    [
        ('"1"', None),
        ('W/"1"', "Mon, 02 Mar 2026 01:00:00 GMT"),
        (None, "Mon, 02 Mar 2026 01:00:00 GMT"),
    ],
)
def test_unchanged_page_is_not_downloaded_again(
    site: Site, etag: str | None, last_modified: str | None
) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", etag, last_modified)
    first = site.crawl("/tin").response
    crawled = site.crawl("/tin")
    response = crawled.response
    assert site.asked() == [(None, None), (etag, last_modified)]
    assert (response.status, response.body) == (200, b"<p>Tin</p>")
    assert type(response) is type(first)
    assert response.headers["Content-Type"] == first.headers["Content-Type"]
    assert findings_of(response).not_modified
    assert "not-modified" in response.flags
    place = (capture(first).warc_file, capture(first).warc_offset)
    assert (capture(response).warc_file, capture(response).warc_offset) == place
    assert crawled.stats["archive/not_modified"] == 1
    _, revisit = site.archived()
    assert (revisit.status, revisit.body) == (304, b"")
    assert revisit.repeats is not None
    assert revisit.repeats.digest == capture(first).digest


def test_compressed_page_that_is_unchanged_is_decompressed(site: Site) -> None:
    headers = {"Content_Encoding": "gzip"}
    site.answers["/tin"] = Validated(gzip.compress(b"<p>Tin</p>"), '"1"', headers=headers)
    bodies = [site.crawl("/tin").response.body for _ in range(2)]
    assert bodies == [b"<p>Tin</p>"] * 2


def test_page_that_changed_is_downloaded(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    site.answers["/tin"] = Validated(b"<p>Tin khac</p>", '"2"')
    response = site.crawl("/tin").response
    assert (response.body, findings_of(response).not_modified) == (b"<p>Tin khac</p>", False)
    assert capture(response).etag == '"2"'
    site.crawl("/tin")
    assert [etag for etag, _ in site.asked()] == [None, '"1"', '"2"']


def test_conditions_are_not_sent_to_where_a_page_redirects(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    site.answers["/tin"] = status(301, Location="/moi")
    site.answers["/moi"] = Validated(b"<p>Moi</p>", '"1"')
    response = site.crawl("/tin").response
    assert site.asked("/moi") == [(None, None)]
    assert (response.body, findings_of(response).not_modified) == (b"<p>Moi</p>", False)
    assert capture(response).url.endswith("/moi")


def test_validators_of_a_page_that_broke_off_are_not_used(site: Site) -> None:
    def broken_off(handler: Handler) -> None:
        handler.send_response(200)
        for name, value in (
            ("Content-Type", "text/html"),
            ("ETag", '"1"'),
            ("Content-Length", "9"),
        ):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(b"<p>T")
        handler.close_connection = True

    site.answers["/tin"] = broken_off
    site.crawl("/tin", RETRY_TIMES=0)
    assert [exchange.truncated for exchange in site.archived()] == [True]
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    assert site.crawl("/tin").response.body == b"<p>Tin</p>"
    assert site.asked() == [(None, None)] * 2


@pytest.mark.parametrize("damage", ["deleted", "torn"])
def test_page_is_asked_for_anew_where_the_archive_lost_it(site: Site, damage: str) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    site.crawl("/tin")
    (path,) = site.archive.rglob("*.warc.gz")
    if damage == "deleted":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-40])
    response = site.crawl("/tin").response
    assert (response.body, findings_of(response).not_modified) == (b"<p>Tin</p>", False)
    assert ("archive unreadable" in reasons(site)) == (damage == "torn")
    assert site.read(capture(response)).body == b"<p>Tin</p>"


def test_server_that_always_says_unchanged_is_asked_for_the_page(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    bodies = []
    for night in range(9):
        if night == 1:
            # The server does not notice that it says something else.
            site.answers["/tin"] = Validated(b"<p>Tin khac</p>", '"1"')
        bodies.append(site.crawl("/tin", NOT_MODIFIED_MAX=2).response.body)
        if night == 3:
            assert "validators lie" in reasons(site)
    conditions = [etag for etag, _ in site.asked()]
    assert conditions == [None, '"1"', '"1"', *[None] * 6]
    assert bodies[3:] == [b"<p>Tin khac</p>"] * 6


def test_whole_page_is_asked_for_where_no_condition_is_wanted(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    url = f"{site.server.url}/tin"
    context = RequestContext(Visit(url, url, Role.ENTRY), unconditional=True)
    request = Request(url, meta=context.meta)
    site.crawl(request)
    site.answers["/tin"] = Validated(b"<p>Tin khac</p>", '"1"')
    assert site.crawl(request).response.body == b"<p>Tin khac</p>"
    assert site.asked() == [(None, None)] * 2
    assert "validators lie" in reasons(site)


def test_server_whose_validators_hold_is_believed_again(site: Site) -> None:
    site.answers["/tin"] = Validated(b"<p>Tin</p>", '"1"')
    for _ in range(8):
        site.crawl("/tin", NOT_MODIFIED_MAX=2)
    conditions = [etag for etag, _ in site.asked()]
    assert conditions == [None, '"1"', '"1"', None, '"1"', '"1"', None, '"1"']
    assert site.rows("SELECT validators_lie FROM portals WHERE validators_lie") == []


def test_one_page_that_lies_makes_the_site_untrusted(site: Site) -> None:
    site.answers["/khac"] = Validated(b"<p>Khac</p>", '"9"')
    site.answers["/tin"] = page(b"<p>Tin</p>", ETag='"1"')
    site.crawl("/tin", "/khac")
    site.answers["/tin"] = page(b"<p>Tin khac</p>", ETag='"1"')
    site.crawl("/tin")
    site.crawl("/khac")
    assert site.asked("/khac") == [(None, None)] * 2


def test_page_that_is_compressed_anew_each_time_is_no_lie(site: Site) -> None:
    moments = itertools.count()

    def compressed(handler: Handler) -> None:
        body = gzip.compress(b"<p>Tin</p>", mtime=next(moments))
        handler.answer(body, Content_Encoding="gzip", ETag='"1"')

    site.answers["/tin"] = compressed
    for _ in range(3):
        site.crawl("/tin")
    assert site.rows("SELECT validators_lie FROM portals WHERE validators_lie") == []
