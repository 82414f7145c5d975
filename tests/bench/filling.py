"""Databases with any number of articles, written in bulk as crawls would have left them."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from crawler.database import Database
from tests.portals.content import stories

_SITES = 64
_SEED = 7
_FIRST_DAY, _DAYS = date(2006, 1, 2), 7000
#: Stories whose titles and sentences are combined.
_SOURCES = 400
#: Rows of an article in `signature_bands`.
_BANDS = 30
_SEEN = "2025-11-20T01:00:00Z"

# Written once and thrown away: nothing has to survive a crash.
_PREPARE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -500000;
"""
_SITE = "INSERT INTO sites (name, agency, province) VALUES (?, ?, 'Việt Nam')"
_ARTICLE = """
INSERT INTO articles (
    content_hash, title, published, site, province, url, first_seen, text, markdown
)
VALUES (?, ?, ?, ?, 'Việt Nam', ?, ?, ?, ?)
"""
_AROUND = """
INSERT INTO pages (url, site, content_hash, status, first_seen, last_seen, last_changed, next_visit,
    warc_file, warc_offset, key)
SELECT url, site, content_hash, 'article', first_seen, first_seen, first_seen,
    '2026-01-19T01:00:00Z', site || '/00001.warc.gz', rowid, substr(url, 8)
FROM articles ORDER BY rowid;
INSERT INTO revisions (url, content_hash, seen_at, cause)
SELECT url, content_hash, first_seen, 'published' FROM articles ORDER BY rowid;
INSERT INTO frontier (key, site, url, link_text, kind, continuation, found, visited)
SELECT substr(url, 8), site, url, title, 'article', 0, first_seen, first_seen
FROM articles ORDER BY rowid;
INSERT INTO signatures (content_hash, waiting) SELECT content_hash, 0 FROM articles ORDER BY rowid;
"""
# Rising, so that the tree grows at its end; the articles of neighbouring bands lie far apart.
_BAND = """
WITH RECURSIVE bands(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM bands WHERE n + 1 < :bands)
INSERT INTO signature_bands (band, signature)
SELECT -9223372036854775807 + n * :step, 1 + (n * 7919) % :count FROM bands
"""


def fill(path: Path, count: int, sentences: int = 1) -> None:
    """Make a database with so many articles, of sites of their own, so many sentences each."""
    Database(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(_PREPARE)
        connection.execute("BEGIN")
        names = [(_site(number), f"Sở Khoa học và Công nghệ {number}") for number in range(_SITES)]
        connection.executemany(_SITE, names)
        connection.executemany(_ARTICLE, _articles(count, sentences))
        for statement in filter(str.strip, _AROUND.split(";")):
            connection.execute(statement)
        bands = count * _BANDS
        values = {"bands": bands, "step": 2**64 // bands, "count": count}
        connection.execute(_BAND, values)
        connection.execute("COMMIT")


def _site(number: int) -> str:
    return f"kho-{number:02}"


def _articles(count: int, length: int) -> Iterator[tuple[str, ...]]:
    """Rows in the order of their hashes and addresses, so that indexes grow at their ends."""
    rng = random.Random(_SEED)  # noqa: S311 - repeatable on purpose
    sources = stories(_SOURCES, _SEED)
    sentences = [text.split(". ")[0] for story in sources for text in story.paragraphs]
    for number in range(count):
        site = _site(number * _SITES // count)
        text = f"{'. '.join(rng.choices(sentences, k=length))} ({number})"
        yield (
            f"{number * 2**64 // count:016x}{number:048x}",
            f"{rng.choice(sources).title} ({number})",
            (_FIRST_DAY + timedelta(days=rng.randrange(_DAYS))).isoformat(),
            site,
            f"http://{site}.example/tin-tuc/bai-viet-{number:07}.html",
            _SEEN,
            text,
            text,
        )
