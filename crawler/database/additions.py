"""The SQL of what came after the first version, a script for each step of `schema`."""

# The bands of an article are found in a tree of two integers a row, many rows a page.
SIGNATURES = """
CREATE TABLE signatures (
    number INTEGER PRIMARY KEY,
    content_hash TEXT NOT NULL UNIQUE REFERENCES articles(content_hash),
    waiting INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX signatures_waiting ON signatures(number) WHERE waiting;

CREATE TABLE signature_bands (
    band INTEGER NOT NULL,
    signature INTEGER NOT NULL REFERENCES signatures(number),
    PRIMARY KEY (band, signature)
) WITHOUT ROWID;

INSERT INTO signatures (content_hash) SELECT content_hash FROM articles ORDER BY rowid;
"""

# Lists filter by section through an index, for the column stands behind the text.
STRUCTURE = """
ALTER TABLE articles ADD COLUMN section TEXT;
ALTER TABLE articles ADD COLUMN tags TEXT;
ALTER TABLE articles ADD COLUMN images TEXT;
ALTER TABLE articles ADD COLUMN attachments TEXT;
ALTER TABLE articles ADD COLUMN markdown TEXT;
CREATE INDEX articles_section ON articles(section);

DROP VIEW current_articles;
CREATE VIEW current_articles AS
SELECT title, published, site, province, section, author, text, markdown, url, lead, source, tags,
    images, attachments, year, published_at, published_raw, first_seen, content_hash,
    rowid AS rowid
FROM articles
WHERE EXISTS (
    SELECT 1 FROM pages
    WHERE pages.content_hash = articles.content_hash AND pages.status = 'article'
);
"""


TEMPLATES = """
CREATE TABLE templates (
    site TEXT NOT NULL REFERENCES sites(name),
    version INTEGER NOT NULL,
    learned TEXT NOT NULL,
    pages INTEGER NOT NULL,
    template TEXT NOT NULL,
    PRIMARY KEY (site, version)
);
"""


# Pages that were stored before they had a key are found by their address.
FOLLOWING = """
ALTER TABLE runs ADD COLUMN source TEXT NOT NULL DEFAULT 'crawl';
ALTER TABLE pages ADD COLUMN key TEXT;
ALTER TABLE pages ADD COLUMN misses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN moved_to TEXT;
ALTER TABLE pages ADD COLUMN template INTEGER;
UPDATE pages SET key = (
    SELECT key FROM frontier WHERE frontier.site = pages.site AND frontier.url = pages.url
);
CREATE INDEX pages_key ON pages(key);
CREATE INDEX frontier_url ON frontier(url);
CREATE INDEX pages_next_visit ON pages(site, next_visit);

ALTER TABLE frontier ADD COLUMN due TEXT;
ALTER TABLE runs ADD COLUMN restored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;

CREATE TABLE captures (
    url TEXT PRIMARY KEY,
    captured TEXT NOT NULL,
    site TEXT NOT NULL REFERENCES sites(name),
    status INTEGER NOT NULL,
    digest TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    not_modified INTEGER NOT NULL DEFAULT 0,
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL
);
CREATE INDEX captures_site ON captures(site);

CREATE TABLE past_captures (
    url TEXT NOT NULL,
    captured TEXT NOT NULL,
    site TEXT NOT NULL REFERENCES sites(name),
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    PRIMARY KEY (url, captured)
) WITHOUT ROWID;
CREATE INDEX past_captures_site ON past_captures(site);

CREATE TABLE reextractions (
    site TEXT PRIMARY KEY REFERENCES sites(name),
    began TEXT NOT NULL,
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL
);

CREATE TABLE portals (
    site TEXT PRIMARY KEY REFERENCES sites(name),
    validators_lie INTEGER NOT NULL DEFAULT 0,
    dates_lie INTEGER NOT NULL DEFAULT 0
);
"""

# A page that is renamed keeps its parts.
PARTS = """
CREATE TABLE page_parts (
    url TEXT NOT NULL REFERENCES pages(url) ON UPDATE CASCADE,
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    part_url TEXT NOT NULL,
    warc_file TEXT NOT NULL,
    warc_offset INTEGER NOT NULL,
    PRIMARY KEY (url, number)
) WITHOUT ROWID;
"""

LOSSES = """
ALTER TABLE runs ADD COLUMN samples TEXT;
ALTER TABLE pages ADD COLUMN unread_since TEXT;
ALTER TABLE pages ADD COLUMN unread_reason TEXT;
"""

# What a page seems to show, until it is believed or gone again; a page that is renamed keeps it.
CLAIMS = """
CREATE TABLE claims (
    url TEXT PRIMARY KEY REFERENCES pages(url) ON UPDATE CASCADE,
    site TEXT NOT NULL REFERENCES sites(name),
    ways TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    visits INTEGER NOT NULL
);
CREATE INDEX claims_site ON claims(site);

CREATE TABLE accepted_ways (
    site TEXT NOT NULL REFERENCES sites(name),
    way TEXT NOT NULL,
    accepted TEXT NOT NULL,
    PRIMARY KEY (site, way)
) WITHOUT ROWID;
"""

CERTIFICATES = """
CREATE TABLE certificates (
    site TEXT NOT NULL REFERENCES sites(name),
    host TEXT NOT NULL,
    verified TEXT NOT NULL,
    PRIMARY KEY (site, host)
) WITHOUT ROWID;
"""

_IS_SHOWN = "SELECT 1 FROM pages WHERE status = 'article' AND content_hash"
_COUNT = """
    INSERT INTO article_totals (site, month, province, articles)
    SELECT site, ifnull(substr(published, 1, 7), ''), province, 1
    FROM articles WHERE content_hash = new.content_hash
    ON CONFLICT DO UPDATE SET articles = articles + 1
"""
# How many articles can be read now, as pages begin and cease to show them: counting them takes a
# look at every one. `month` is "" for those without a date.
TOTALS = f"""
CREATE TABLE article_totals (
    site TEXT NOT NULL REFERENCES sites(name),
    month TEXT NOT NULL,
    province TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (site, month, province)
) WITHOUT ROWID;
INSERT INTO article_totals (site, month, province, articles)
SELECT site, ifnull(substr(published, 1, 7), ''), province, count(*)
FROM articles WHERE EXISTS ({_IS_SHOWN} = articles.content_hash)
GROUP BY 1, 2, 3;

CREATE TRIGGER article_totals_new_page AFTER INSERT ON pages
WHEN new.status = 'article'
AND NOT EXISTS ({_IS_SHOWN} = new.content_hash AND url != new.url)
BEGIN {_COUNT}; END;
CREATE TRIGGER article_totals_shown AFTER UPDATE OF content_hash, status ON pages
WHEN new.status = 'article'
AND (old.status, old.content_hash) IS NOT (new.status, new.content_hash)
AND NOT EXISTS ({_IS_SHOWN} = new.content_hash AND url != new.url)
BEGIN {_COUNT}; END;
CREATE TRIGGER article_totals_gone AFTER UPDATE OF content_hash, status ON pages
WHEN old.status = 'article' AND NOT EXISTS ({_IS_SHOWN} = old.content_hash)
BEGIN
    UPDATE article_totals SET articles = articles - 1
    WHERE (site, month, province) = (
        SELECT site, ifnull(substr(published, 1, 7), ''), province
        FROM articles WHERE content_hash = old.content_hash
    );
END;
CREATE TRIGGER article_totals_dated AFTER UPDATE OF published ON articles
WHEN old.published IS NOT new.published AND EXISTS ({_IS_SHOWN} = new.content_hash)
BEGIN
    UPDATE article_totals SET articles = articles - 1
    WHERE (site, month, province)
        = (old.site, ifnull(substr(old.published, 1, 7), ''), old.province);
    {_COUNT};
END;

DROP INDEX revisions_seen_at;
CREATE INDEX revisions_seen_at ON revisions(seen_at, cause);
"""  # noqa: S608 - of constants
