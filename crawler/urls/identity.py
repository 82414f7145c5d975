"""Addresses of pages: one canonical form, one identity for all variants, and the traps among them.

One article stands under many addresses: with and without `www.`, as print or pop-up view, with
session and tracking parameters, under several sections, behind a language prefix. `canonical`
gives the address to keep, `identity` the key under which all the variants are the same page.
"""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from crawler.urls.hosts import bare_host, canonical_host

#: Parameters that follow the visitor, not the page: campaigns, sessions, tokens, ways back.
_VISITOR_PARAMETERS = re.compile(
    r"utm_\w+|fbclid|gclid|zarsrc|_ga|_gl|mc_[ce]id|igshid|ref|refer(?:r)?er|spm|xtor"
    r"|(?:php|asp|j)?sess(?:ion)?_?id|aspxautodetectcookiesupport|cfid|cftoken|token|csrf\w*|nonce"
    r"|p_p_auth|p_auth|_afr\w+|_adf\.\S+|timestamp|_t|_|rnd|rand(?:om)?|nocache|t=\d{10,}"
    r"|redirect|_?(?:\w+_)?redirect|backurl|returnurl|return|inheritredirect|saveLastPath|closeportletpreferencesid"
    r"|replytocom|share|amp|outputtype|_method",
    re.IGNORECASE,
)
#: Parameters (name and value) that ask for another view of the same page.
_VIEW_PARAMETERS = re.compile(
    r"(?:\w+_)?viewMode=(?:print|view)|print=\w*|tmpl=(?:component|print)|format=print|layout=print"
    r"|p_p_state=(?:pop_up|exclusive|maximized)|type=print|task=print"
    r"|(?:theme|skin|fontsize|mobile|isdlg|controlPanelCategory)=\S*",
    re.IGNORECASE,
)
#: A parameter that carries a random token, whatever the session is called.
_TOKEN = re.compile(
    r"(?=\w*?(?:sess|sid|token|auth))\w++=(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{8,}", re.IGNORECASE
)
#: Parameters that the page's software needs but that do not tell pages apart.
_STATE_PARAMETERS = re.compile(
    r"p_p_(?:state|mode|lifecycle|col_id|col_count|col_pos|cacheability)=\S*"
    r"|p_p_id=(?:101|56|62)_INSTANCE_\w+"
    r"|(?:\w+_)?(?:delta|keywords|advancedSearch|andOperator|resetCur)=\S*",
    re.IGNORECASE,
)
#: Parameters of a segment, and what ASP.NET puts into a path for visitors without cookies: of a
#: session (S), authentication (F), an anonymous user (A), or of that test (X), alone or together.
_PATH_SESSION = re.compile(r";[^/]*|\((?:[A-Z]\([^()/]*\))+\)/?", re.IGNORECASE)
_LANGUAGE = re.compile(r"^/(?:vi|en|vi[-_]vn|en[-_]us|web/guest/(?:vi|en))(?=/|$)", re.IGNORECASE)
_INDEX_FILE = re.compile(
    r"/(?:index|default|home|trang-chu)?\.(?:php|aspx?|html?|jsp)$", re.IGNORECASE
)
#: A path that goes on behind a file: relative links that were resolved on the wrong page.
_BEHIND_FILE = re.compile(r"(\.(?:html?|aspx|jsp))/.*", re.IGNORECASE)
#: A last path segment that names one article on the whole site: words and a number, or many words.
_ARTICLE_SEGMENT = re.compile(
    r"(?:[^\W_]+-){2,}[a-z]{0,2}\d{2,}(?:\.\w+)?|(?:[^\W_]+-){7,}[^\W_]*(?:\.\w+)?"
)
_MASKS = (
    (re.compile(r"\d+"), "0"),
    (re.compile(r"(?<![^\W_])(?:[^\W_]++-){2,}[^\W_]++-*"), "slug"),
)
#: The number of a story beside its title, or in place of it.
_NUMBERED_SEGMENT = re.compile(r"(?:.*[^\W\d_][-_:])?[a-z]{0,2}(\d{3,})|(\d{3,})[-_:].+")
#: A number that titles end with.
_YEAR = re.compile(r"199\d|20[0-3]\d")
_EXTENSION = re.compile(r"\.[a-z]{2,5}$")
#: Segments that a path repeats before it counts as nesting for ever.
_NESTING = 3


def canonical(url: str) -> str:
    """The address to keep of a page: normalised, without session, tracking and view parameters.

    Raises `ValueError` for what is no address.
    """
    parts = urlsplit(safe_url_string(url.strip()))
    path = _PATH_SESSION.sub("", parts.path) or "/"
    path = _BEHIND_FILE.sub(r"\1", path)
    path = quote(unquote(path), safe="/~!$&'()*+,;=:@%-._")
    host = canonical_host(parts.geturl())
    return urlunsplit((parts.scheme, host, path, _query(parts.query), ""))


def _query(query: str) -> str:
    if "=" not in query:
        return query  # a bare number that names an article
    kept = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        pair = f"{name}={value}"
        if (
            _VISITOR_PARAMETERS.fullmatch(name)
            or _VIEW_PARAMETERS.fullmatch(pair)
            or _TOKEN.fullmatch(pair)
        ):
            continue
        kept.append((name, value))
    return urlencode(kept)


def unmirrored(url: str) -> str:
    """The address that a file of a mirrored site was copied from.

    Mirroring tools (wget's `--adjust-extension`) make the query a part of the file's name and put
    `.html` behind it.
    """
    parts = urlsplit(url)
    path, mark, query = parts.path.partition("%3F")
    if not mark:
        return url
    query = unquote(query.removesuffix(".html"))
    return urlunsplit((parts.scheme, parts.netloc, path.removesuffix(".html"), query, ""))


def identity(url: str) -> str:
    """The key that all variants of one page's address share.

    `url` is a canonical address. Scheme, `www.`, language prefix, letter case, the order of
    parameters and the file name of an index page make no difference, nor does the section before
    a last segment that names an article.
    """
    parts = urlsplit(url)
    host = bare_host(url)
    path = re.sub(r"/{2,}", "/", unquote(parts.path))
    path = _LANGUAGE.sub("", path).lower()
    path = _INDEX_FILE.sub("/", path).rstrip("/")
    segment = path.rpartition("/")[2]
    if _ARTICLE_SEGMENT.fullmatch(segment):
        path = "/…/" + segment
    pairs = sorted(
        (name.lower(), value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _STATE_PARAMETERS.fullmatch(f"{name}={value}")
    )
    query = urlencode(pairs) if pairs else ("" if "=" in parts.query else parts.query)
    return f"{host}{path}?{query}" if query else host + path


def shape(url: str) -> str:
    """The pattern of an address, numbers and slugs masked: what a calendar's pages have alike."""
    parts = urlsplit(url)
    path = unquote(parts.path).lower()
    for pattern, mask in _MASKS:
        path = pattern.sub(mask, path)
    names = ",".join(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    return f"{bare_host(url)}{path}?{names}"


def story_number(url: str) -> str | None:
    """The number in an address that is likely to name one story of the site; None without one.

    It has three digits or more and is no year; it is a parameter's value, or one of the last two
    segments, or stands at the beginning or end of one.
    """
    parts = urlsplit(url)
    values = [value for _, value in parse_qsl(parts.query)] or [parts.query]
    path = _EXTENSION.sub("", unquote(parts.path).lower().rstrip("/"))
    for text in (*reversed(values), *path.split("/")[:-3:-1]):
        match = _NUMBERED_SEGMENT.fullmatch(text)
        number = match and (match[1] or match[2])
        if number and not _YEAR.fullmatch(number):
            return number
    return None


def nests(url: str) -> bool:
    """True if a path repeats itself as only links do that are resolved on the wrong page."""
    segments = [s for s in urlsplit(url).path.lower().split("/") if s]
    languages = sum(segment in ("vi", "en") for segment in segments)
    repeated = max((segments.count(s) for s in set(segments)), default=0)
    return languages > 1 or repeated >= _NESTING or len(segments) > 15
