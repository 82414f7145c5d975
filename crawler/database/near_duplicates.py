"""Linking articles that tell the same story.

Every band of an article is a row of `signature_bands`, so that the articles that may be alike are
found by a fixed number of look-ups in an index, however many are stored. Articles wait for that in
`signatures`: a new one for no longer than its own transaction, those of a database that is older
than the index until new ones come, a few with each.
"""

import json

from sqlite_utils import Database

from crawler.deduplication.near_duplicates import Story, similarity

#: The most articles that are taken from those waiting in one transaction.
AT_ONCE = 20
#: Of all that share a band, only so many are looked at, the newest; forms have thousands.
NEWEST = 50
#: The most articles whose texts one is compared with, those that share the most bands.
COMPARED = 10

_ENQUEUE = """
INSERT INTO signatures (content_hash) VALUES (?)
ON CONFLICT (content_hash) DO UPDATE SET waiting = 1
"""
_WAITING = """
SELECT number, content_hash, title, text
FROM signatures JOIN articles USING (content_hash)
WHERE waiting ORDER BY number DESC LIMIT ?
"""
# What no page shows is a former version. What one page has shown in turn are versions of one
# article, which the revisions tell.
_CANDIDATES = """
SELECT number, content_hash, title, text
FROM (
    SELECT number, content_hash
    FROM json_each(:bands) AS wanted
    JOIN signature_bands AS found ON found.band = wanted.value AND found.signature IN (
        SELECT signature FROM signature_bands WHERE band = wanted.value
        ORDER BY signature DESC LIMIT :newest
    )
    JOIN signatures ON signatures.number = found.signature
    WHERE EXISTS (SELECT 1 FROM pages WHERE pages.content_hash = :content_hash)
    AND EXISTS (SELECT 1 FROM pages WHERE pages.content_hash = signatures.content_hash)
    AND NOT EXISTS (
        SELECT 1 FROM revisions AS one JOIN revisions AS other USING (url)
        WHERE one.content_hash = :content_hash AND other.content_hash = signatures.content_hash
    )
    GROUP BY number ORDER BY count(*) DESC, number DESC LIMIT :compared
)
JOIN articles USING (content_hash)
"""
_ADD_LINK = """
INSERT OR IGNORE INTO near_duplicates (content_hash, other_hash, similarity) VALUES (?, ?, ?)
"""
_ADD_BAND = "INSERT OR IGNORE INTO signature_bands (band, signature) VALUES (?, ?)"


def link_near_duplicates(db: Database, content_hash: str) -> None:
    """Link an article that a page begins to show with those that tell the same story.

    Takes along some of the articles that are still waiting for that. To be called inside a
    transaction, after the page was saved.
    """
    db.execute(_ENQUEUE, [content_hash])
    for number, waiting, title, text in db.execute(_WAITING, [AT_ONCE]).fetchall():
        story = Story(title, text)
        bands = story.bands()
        _link(db, number, waiting, story, bands)
        db.conn.executemany(_ADD_BAND, [(band, number) for band in bands])
        db.execute("UPDATE signatures SET waiting = 0 WHERE number = ?", [number])


def _link(db: Database, number: int, content_hash: str, story: Story, bands: list[int]) -> None:
    look_up = {
        "bands": json.dumps(bands),
        "content_hash": content_hash,
        "newest": NEWEST,
        "compared": COMPARED,
    }
    for other_number, other_hash, title, text in db.execute(_CANDIDATES, look_up).fetchall():
        alike = similarity(story, Story(title, text))
        if alike is not None:
            pair = (number, content_hash), (other_number, other_hash)
            (_, earlier), (_, later) = sorted(pair)
            db.execute(_ADD_LINK, [later, earlier, alike])
