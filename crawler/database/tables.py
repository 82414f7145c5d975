"""The SQL that makes the tables: a script for each group, which the steps of `schema` run."""

# References inside a table are checked at the end, for records come in any order.
CATALOGUE = """
CREATE TABLE provinces (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    period TEXT NOT NULL,
    present TEXT NOT NULL REFERENCES provinces(code) DEFERRABLE INITIALLY DEFERRED,
    valid_from TEXT,
    valid_until TEXT
);
CREATE TABLE sites (
    name TEXT PRIMARY KEY,
    agency TEXT NOT NULL,
    province TEXT NOT NULL,
    url TEXT,
    system TEXT,
    status TEXT,
    until TEXT,
    successor TEXT REFERENCES sites(name) DEFERRABLE INITIALLY DEFERRED,
    older TEXT,
    scope TEXT,
    seen TEXT,
    note TEXT
);
"""

# `text` stands behind the short columns: SQLite reads a row from its start, and a long text
# spills over into pages of its own that a list or a count by site then never touches.
ARTICLES = """
CREATE TABLE articles (
    content_hash TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    published TEXT,
    site TEXT NOT NULL REFERENCES sites(name),
    province TEXT NOT NULL,
    author TEXT,
    lead TEXT,
    source TEXT,
    url TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    published_at TEXT,
    published_raw TEXT,
    year INTEGER GENERATED ALWAYS AS (CAST(substr(published, 1, 4) AS INTEGER)) VIRTUAL,
    text TEXT NOT NULL
);
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_site ON articles(site, published);
CREATE INDEX articles_province ON articles(province, published);
CREATE INDEX articles_year ON articles(year);

CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(name),
    content_hash TEXT REFERENCES articles(content_hash),
    status TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    last_changed TEXT NOT NULL,
    gone_since TEXT,
    next_visit TEXT,
    etag TEXT,
    last_modified TEXT,
    warc_file TEXT,
    warc_offset INTEGER
);
CREATE INDEX pages_content_hash ON pages(content_hash, status);
CREATE INDEX pages_site ON pages(site);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL REFERENCES pages(url),
    content_hash TEXT REFERENCES articles(content_hash),
    seen_at TEXT NOT NULL,
    cause TEXT NOT NULL
        CHECK (cause IN ('published', 'edited', 'removed', 'restored', 're-extracted'))
);
CREATE INDEX revisions_url ON revisions(url);
CREATE INDEX revisions_content_hash ON revisions(content_hash);
CREATE INDEX revisions_seen_at ON revisions(seen_at);

CREATE TABLE near_duplicates (
    content_hash TEXT NOT NULL REFERENCES articles(content_hash),
    other_hash TEXT NOT NULL REFERENCES articles(content_hash),
    similarity REAL NOT NULL,
    PRIMARY KEY (content_hash, other_hash)
);
CREATE INDEX near_duplicates_other_hash ON near_duplicates(other_hash);

CREATE VIEW current_articles AS
SELECT title, published, site, province, author, text, url, lead, source, year, published_at,
    published_raw, first_seen, content_hash, rowid AS rowid
FROM articles
WHERE EXISTS (
    SELECT 1 FROM pages
    WHERE pages.content_hash = articles.content_hash AND pages.status = 'article'
);
"""

# The tokenizer takes the marks off every Vietnamese letter but đ, which has none: Unicode counts
# its bar as part of the letter. So the index holds each text twice, as written and with d for đ,
# and a query finds either spelling without being rewritten.
SEARCH = """
CREATE VIEW article_search AS
SELECT rowid AS rowid, title, text,
    replace(replace(title, 'đ', 'd'), 'Đ', 'D') AS title_with_d,
    replace(replace(text, 'đ', 'd'), 'Đ', 'D') AS text_with_d
FROM articles;

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, title_with_d, text_with_d,
    content="article_search", tokenize="unicode61 remove_diacritics 2"
);

CREATE TRIGGER articles_search_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text, title_with_d, text_with_d)
    SELECT * FROM article_search WHERE rowid = new.rowid;
END;
CREATE TRIGGER articles_search_delete BEFORE DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text, title_with_d, text_with_d)
    SELECT 'delete', * FROM article_search WHERE rowid = old.rowid;
END;
CREATE TRIGGER articles_search_before_update BEFORE UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text, title_with_d, text_with_d)
    SELECT 'delete', * FROM article_search WHERE rowid = old.rowid;
END;
CREATE TRIGGER articles_search_after_update AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text, title_with_d, text_with_d)
    SELECT * FROM article_search WHERE rowid = new.rowid;
END;
"""

CRAWLS = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(name),
    started TEXT NOT NULL,
    finished TEXT,
    outcome TEXT,
    requests INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0,
    edited INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    errors INTEGER NOT NULL DEFAULT 0,
    reasons TEXT
);
CREATE INDEX runs_site ON runs(site);

CREATE TABLE frontier (
    key TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES sites(name),
    url TEXT NOT NULL,
    link_text TEXT,
    kind TEXT CHECK (kind IN ('article', 'listing', 'other', 'failed')),
    reason TEXT,
    continuation INTEGER NOT NULL,
    found TEXT NOT NULL,
    visited TEXT
);
CREATE INDEX frontier_site ON frontier(site);
"""

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

CERTIFICATES = """
CREATE TABLE certificates (
    site TEXT NOT NULL REFERENCES sites(name),
    host TEXT NOT NULL,
    verified TEXT NOT NULL,
    PRIMARY KEY (site, host)
) WITHOUT ROWID;
"""
