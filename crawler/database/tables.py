"""The SQL that makes the tables of the first version, a script for each group (see `schema`)."""

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
