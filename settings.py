"""Every knob of the crawls, polite values first. Any of them can be set with `-s NAME=value`."""

from pathlib import Path

ROOT = Path(__file__).parent

# --- What is crawled, and where it goes ---------------------------------------------------------

#: The catalogue of sites: a site is a record in this file.
SITES_FILE = str(ROOT / "data" / "sites.toml")
#: The provinces before and after the merger of 1 July 2025.
PROVINCES_FILE = str(ROOT / "data" / "provinces.toml")
#: The function that names the content systems which a site's record may give.
SYSTEM_NAMES = "spiders.systems.system_names"
#: The SQLite database that holds the record.
DATABASE = str(ROOT / "data" / "articles.db")
#: The run's clock, as an ISO time with a zone; empty for the present.
NOW = ""

#: The folder of the raw archive, WARC files by site; empty for none.
ARCHIVE = str(ROOT / "data" / "archive")
#: Bytes; a file of the archive that has grown to this is followed by the next.
ARCHIVE_FILE_SIZE = 256 * 1024 * 1024
#: A server that called a page unchanged so often in a row is asked for it whole: some always do.
NOT_MODIFIED_MAX = 3

#: A WARC file, or a folder of them, to crawl in place of the network.
REPLAY = ""

# --- Other archives, for sites that are no longer there (-a source=wayback) -----------------------

#: The address of a CDX server, which lists what was captured.
WAYBACK_CDX = "https://web.archive.org/cdx/search/cdx"
#: What the address of a capture begins with, before its time; of a pywb, that of a collection.
WAYBACK_CAPTURES = "https://web.archive.org/web"
#: Seconds between two requests to an archive: one server for all the world.
WAYBACK_DELAY = 4.0

# --- When a page is visited again ---------------------------------------------------------------

#: Days from a page's publication, or last edit, to the next visit.
REVISIT_AFTER = 1.0
#: After that, the interval as a share of the age: at 0.3 a page is asked after 1, 2, 3, 4, 5, 7, 9,
#: 12, 16, 20 … days.
REVISIT_GROWTH = 0.3
#: Days between two visits at most: a page that never changes is asked six times a year.
REVISIT_AT_LATEST = 60.0
#: Of a site's older pages, the share that may have changed since they were last visited: where more
#: of them were seen to change, intervals become shorter than that. At 0.02, a site on which one
#: page in 500 changes a day is visited whole in ten days; one without changes, in sixty.
REVISIT_UNSEEN = 0.02
#: Days for which a section is not asked where home page, feeds and sitemaps tell of its news, and
#: these show nothing new.
SECTION_RESTS = 7.0
#: Days until an address is tried again at which a feed or sitemap might be and was not; at most so
#: long rest lists that never showed anything new, and sitemaps that last changed long ago.
GUESS_RESTS = 30.0
#: A page is removed when it was missing on so many visits in a row.
REMOVAL_VISITS = 2
#: And when so many days lie between the first of these visits and the last.
REMOVAL_DAYS = 2.0
#: Where a larger share of the pages that were asked is missing at once, the portal is out of order
#: or has moved: nothing is marked as removed.
LOST_SHARE = 0.3

# --- Who asks -----------------------------------------------------------------------------------

#: The first word of the User-Agent.
BOT_NAME = "dost-record"
#: How the operators of a portal can reach you: an address of a web page or an e-mail address.
CONTACT = ""
#: Composes USER_AGENT with CONTACT.
ADDONS = {"crawler.engine.http.identity.Identity": 0}
#: The name that robots.txt files are searched for.
ROBOTSTXT_USER_AGENT = "dost-record"
#: Headers of every request.
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    # Portals with an English edition pick by it.
    "Accept-Language": "vi",
}

# --- Manners ------------------------------------------------------------------------------------

#: What robots.txt forbids is not asked for.
ROBOTSTXT_OBEY = True
#: HTML in place of robots.txt has no rules; an error of the server forbids all.
ROBOTSTXT_PARSER = "crawler.engine.http.robots.LenientRobotParser"
#: Seconds; a longer Crawl-delay in robots.txt is cut to this.
CRAWL_DELAY_MAX = 60.0
#: One request at a time for each host: these are small servers.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
#: One under way, one waiting: Ctrl-C has to wait for no more than these.
CONCURRENT_REQUESTS = 2
#: Seconds between two requests to a host, at least.
DOWNLOAD_DELAY = 1.0
#: Lengthens the pause where a server is slow.
AUTOTHROTTLE_ENABLED = True
#: Seconds; the pause until the first answer has shown how slow the server is.
AUTOTHROTTLE_START_DELAY = 1.0
#: Seconds; the longest pause for a slow server.
AUTOTHROTTLE_MAX_DELAY = 30.0
#: Further attempts at a request that failed.
RETRY_TIMES = 2
#: Seconds before the first of them; before each further one, twice as long.
RETRY_BACKOFF = 1.0
#: Seconds; the longest pause that a server's Retry-After can ask for.
RETRY_AFTER_MAX = 120.0
#: What is given up is told in one line elsewhere.
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
#: Failed requests in a row after which a site is down: its crawl ends, and what is left stays due.
FAILURES_IN_A_ROW = 10

# --- Bounds -------------------------------------------------------------------------------------

#: Seconds for one whole response.
DOWNLOAD_TIMEOUT = 60
#: Bytes of the largest response: pages, not files.
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
#: No warning of large responses: those that are too large are counted.
DOWNLOAD_WARNSIZE = 0
#: A response that breaks off is asked for again; then the part that came is kept.
DOWNLOAD_FAIL_ON_DATALOSS = False
#: Seconds for looking up a host name.
DNS_TIMEOUT = 20
#: Redirects in a row that are followed.
REDIRECT_MAX_TIMES = 8
#: Seconds; slower refreshes are pages that reload themselves, not redirects.
METAREFRESH_MAXDELAY = 5
#: Host names are looked up in threads, for all sites at once.
REACTOR_THREADPOOL_MAXSIZE = 20
#: Crawls that `scrapy crawlall` runs side by side.
SITES_AT_ONCE = 16
#: Seconds for reading one page; what takes longer is recorded as failed.
EXTRACTION_TIMEOUT = 60.0
#: Pages in the pipelines at once: as many as keep the extracting processes busy.
CONCURRENT_ITEMS = 16

# --- Parts --------------------------------------------------------------------------------------

#: Where Scrapy looks for spiders; ours are made from the catalogue.
SPIDER_MODULES = ["spiders"]
#: The class from which the spider of a site is made; `-a source=…` says what it reads.
SITE_SPIDER = "spiders.sources.SiteSpider"
#: The same for reading the site's archive again (`scrapy reextract`).
REREADING_SPIDER = "spiders.rereading.RereadingSpider"
#: The same for reading recordings by others (`scrapy ingest`).
INGESTING_SPIDER = "spiders.ingesting.IngestingSpider"
#: Makes a spider of every record of the catalogue.
SPIDER_LOADER_CLASS = "crawler.engine.loader.CatalogueSpiderLoader"
#: The package of the commands that are not Scrapy's.
COMMANDS_MODULE = "crawler.commands"
#: What accompanies a crawl from its beginning to its end.
EXTENSIONS = {
    # Ways into the running process; loading them takes half a second, even where they are disabled.
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "crawler.engine.run.Run": 0,
    "crawler.engine.http.robots.CrawlDelay": 0,
    "crawler.engine.errors.ErrorCounter": 0,
    "crawler.engine.revisits.Revisits": 0,
}
#: Servers with odd header lines; and of the 2000s: TLS 1.0, small keys, certificates that do not
#: verify.
DOWNLOAD_HANDLERS = {
    "http": "crawler.engine.http.headers.TolerantDownloadHandler",
    "https": "crawler.engine.http.tls.LegacyTLSDownloadHandler",
}
#: What each request and answer passes, between Scrapy's engine (0) and the network (1000).
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.engine.http.scope.SiteOnlyMiddleware": 50,
    "crawler.engine.stale_requests.StaleRequestMiddleware": 60,
    "crawler.engine.http.robots.StrictRobotsMiddleware": 100,
    # Before the retries: sees what they gave up.
    "crawler.engine.http.failures.FailureMiddleware": 540,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.engine.http.retry.BackoffRetryMiddleware": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.engine.http.scope.SiteMetaRefreshMiddleware": 580,
    # After decompression: looks at how bodies begin.
    "crawler.engine.http.binary.BinaryMiddleware": 585,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.engine.http.compression.LenientCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.engine.http.scope.SiteRedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "crawler.engine.http.cookies.OfflineCookiesMiddleware": 700,
    # Sees what came over the network before anything changes it.
    "crawler.engine.archive_middleware.ArchiveMiddleware": 980,
    # Last before the downloader.
    "crawler.engine.replay.ReplayMiddleware": 990,
}
#: Next to the spider: most links lead to what was found before, and need no other middleware.
SPIDER_MIDDLEWARES = {"crawler.engine.frontier_middleware.FrontierMiddleware": 1000}
#: The stages of a page, in this order.
ITEM_PIPELINES = {
    "pipelines.extract.Extract": 100,
    "pipelines.screen.Screen": 200,
    "pipelines.learn.Learn": 300,
    "pipelines.deduplicate.Deduplicate": 400,
    "pipelines.compare.Compare": 500,
    "pipelines.store.Store": 600,
}
#: The frontier knows what was asked, under all variants of an address.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
#: Missing pages and errors are results as well: the frontier records them.
HTTPERROR_ALLOW_ALL = True
#: Links are asked in the order in which the portal shows them: newest first.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

# --- What is shown ------------------------------------------------------------------------------

#: How much `scrapy crawl` logs; the other commands show a log only if `-L` asks for it.
LOG_LEVEL = "INFO"
#: The encoding of exports (`-o`).
FEED_EXPORT_ENCODING = "utf-8"
#: A program that ends early, such as `head`, and that an export is piped to, ends no crawl.
FEED_STORAGES = {"stdout": "crawler.engine.feed_storages.PipeStorage"}
