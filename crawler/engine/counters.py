"""Names of the counters of a crawl, in Scrapy's stats: whoever does the thing counts it."""

REQUESTS = "downloader/request_count"
#: Answers that reached the spider or were dropped on the way to it, robots.txt among them.
PAGES = "response_received_count"
#: Pages that were taken from an archive in place of the network.
ARCHIVED = "pages/archived"
NEW = "articles/new"
EDITED = "articles/edited"
UNCHANGED = "articles/unchanged"
DUPLICATE = "articles/duplicate"
#: What became of pages that showed articles: see `crawler.recrawl`.
RESTORED = "articles/restored"
REMOVED = "articles/removed"
MOVED = "articles/moved"
#: So many of so many pages were missing that the portal must be out of order or have moved.
LOST = "following/lost"
LOST_OF = "following/lost of"
#: Articles that changed as many others did: edits only if they stay so; the address of one of them.
ALIKE = "following/changed alike"
ALIKE_SAMPLE = "alike/sample"
#: The known articles that were seen, where a large share of them changed alike.
ALIKE_OF = "following/changed alike of"
#: Articles of which only the beginning was left: edits when they are found so again.
UNCONFIRMED = "following/to be confirmed"
#: New articles of a night on which known pages were others or missing: not stored yet.
WITHHELD = "following/new where little is known"
#: Addresses that cannot exist, asked for what the portal says to them.
PROBES = "following/probes"
#: The period that a crawl is limited to.
PERIOD = "period"
#: Where the site's home page redirects to, outside the site.
MOVED_TO = "following/moved to"
#: Articles that earlier runs stored and that this one found linked, but did not ask for again.
KNOWN = "articles/known"
#: Pages that were met as such and are parts of articles that begin elsewhere.
PARTS = "pages/part of an article"
#: Followed by `/<reason>` as well, for each reason.
REJECTED = "pages/rejected"
#: Pages that were read again and better, in the same crawl or from the archive.
REEXTRACTED = "articles/re-extracted"
#: Pages that read as articles before and no longer do; they are left as they are.
UNREAD = "articles/no longer read"
#: Templates that were learned; those that could not be; those that were because articles no longer
#: fitted the last.
LEARNED = "templates/learned"
NOT_LEARNED = "templates/not learned"
OUTDATED = "templates/outdated"
#: Requests that no retry helped: no answer, or one that says that the server cannot.
FAILED = "requests/failed"
FIRST_FAILURE = "requests/first_failure"
LAST_FAILURE = "requests/last_failure"
#: Exceptions in spiders and pipelines.
ERRORS = "errors"
FIRST_ERROR = "errors/first"
#: What robots.txt does in place of having rules: answer with an error of the server.
ROBOTS_ERROR = "robotstxt/error"
#: Why a spider closes that cannot go on.
CLOSED_BY_ERROR = "error"
#: Why a spider closes whose site has stopped answering.
CLOSED_BY_FAILURES = "failures"
