"""Error notices: phrases of errors, closed sites, firewalls and challenges.

The phrases are those of servers, content systems and firewalls, in English and Vietnamese. They are
matched on folded text (:func:`crawler.vietnamese.unicode.fold`) from the start of a sentence on,
and each names what is missing or closed, because articles may also use "không tồn tại" or "đang xây
dựng", and quote decision 404/QĐ-UBND.

In the patterns, `…` stands for up to eight words of a sentence, ` $` for its end after at most
eight more, and `(?=\\W*$)` for the end of the line.
"""

import re
from re import Pattern

_WORD = r"[^\s.!?:]+"
_APOLOGY = (
    r"(?:(?:rat tiec|rat lay lam tiec|xin loi|loi|thong bao|oops|sorry|whoops|error|notice)"
    r"(?: ban| quy khach| quy vi)?\b[\s,:!.]*+){0,4}"
)


def _sentences(*phrases: str) -> Pattern[str]:
    """Return a pattern for texts with a sentence that begins with a phrase, apologies aside."""
    spelled = (
        "|".join(phrases)
        .replace(" … ", f"(?: {_WORD}){{0,8}}? ")
        .replace("… ", f"(?:{_WORD} ){{0,8}}?")
        .replace(" $", rf"(?: {_WORD}){{0,8}}?\W*(?:$|[.!?:]\s)")
    )
    return re.compile(rf"(?:^[\W_]*+|[.!?:|–—-]\s++[\W_]{{0,20}}+){_APOLOGY}(?:{spelled})(?!\w)")


_PAGE = (
    "(?:trang|bai|tin|noi dung|duong dan|duong link|lien ket|dia chi|url|chuyen muc|tap tin|tep"
    "|file|tai nguyen|van ban|tai lieu|du lieu|ban ghi|muc|ket qua|chu de|thong tin)"
)
_SITE = "(?:website|web site|trang|cong|may chu|server|portal)"
_SYSTEM = "he thong(?: website| may chu| nay| hien| hien tai)*"
_CLOSED = (
    "(?:bao tri|bao duong|nang cap|gian doan|qua tai|(?:ngung|dung|khong) hoat dong"
    "|khong the truy cap)"
)
_YOU = "(?:ban|quy khach|quy vi)"
_PERSON = "(?:khong phai|la nguoi|la con nguoi)"
#: Before an HTTP status, which stands alone or is labelled: "Lượt xem: 500" is a counter.
_CODE = r"(?:(?:http|ma) )?(?:(?:loi|error|status|code):? |(?<!: ))"

#: Missing pages (soft 404), and empty lists.
NOT_FOUND = _sentences(
    r"(?:(?:http|ma) )?(?:loi|error|status|code) 404",
    rf"{_CODE}404(?=\W*$| ?[-–—:|]| not| error| page| khong| loi| trang)",
    r"… (?:not found|nothing found|not be found|can[’']t be found|not exist|doesn[’']t exist)",
    r"… no longer (?:exists|available)",
    r"(?:it looks like nothing|nothing|no \w+(?: \w+)?) (?:was |were )?found",
    r"(?:the|this) (?:page|article|content|item|link|resource) … (?:removed|deleted|moved)",
    rf"(?:chung toi )?khong (?:the )?tim (?:thay|duoc) (?:\w+ ){{0,2}}{_PAGE} $",
    r"khong tim thay(?=\W*$)",
    rf"{_PAGE} … khong (?:con )?(?:ton tai|kha dung|hop le) $",
    rf"{_PAGE} … khong (?:duoc |the )?tim thay $",
    rf"{_PAGE} … (?:da|bi) (?:bi )?(?:xoa|go bo|go|di chuyen|het han) $",
    rf"{_PAGE} … (?:dang duoc|dang|chua duoc) (?:cap nhat|duyet|xuat ban) $",
    rf"(?:hien (?:tai |nay )?)?(?:chua|khong) co {_PAGE}(?: viet| tuc| bai)?(?: nao)?"
    r"(?=\W*$| (?:trong|o|cho|de|phu hop|thuoc) )",
    r"dang cap nhat(?: noi dung| du lieu)?(?=\W*$)",
)

#: Pages that stand in for the whole site: maintenance, a server error or its default page.
UNAVAILABLE = _sentences(
    rf"{_SITE} … (?:dang|tam|tam thoi) … {_CLOSED}",
    rf"{_SITE} (?:thong tin dien tu )… (?:dang|tam|tam thoi) … {_CLOSED}",
    rf"{_SYSTEM} (?:dang|tam|tam thoi) … {_CLOSED}",
    rf"{_SITE} … (?:dang|dang duoc|dang trong qua trinh) (?:xay dung|hoan thien) $",
    r"(?:tam dung de |dang )?(?:bao tri|nang cap) (?:he thong|website|may chu|dinh ky) $",
    r"… under (?:\w+ )?(?:maintenance|construction)",
    r"… (?:down|closed|offline|unavailable) for (?:\w+ )?maintenance",
    r"… (?:temporarily|currently) (?:unavailable|offline|closed)",
    r"(?:site |scheduled )?maintenance(?: mode)?(?=\W*$)",
    r"coming soon(?=\W*$)",
    r"we(?:[’']ll| will) be (?:right )?back",
    rf"{_CODE}50[0234](?=\W*$| ?[-–—:|]| internal| bad| service| loi)",
    r"internal server error|bad gateway|gateway time-?out|runtime error|server error in '",
    r"(?:service|server) (?:temporarily )?unavailable",
    r"something went wrong|an? (?:\w+ )?(?:error|exception) (?:has )?occurred",
    r"error establishing a database connection|database (?:connection )?error",
    r"(?:khong (?:the )?ket noi|loi ket noi) … (?:co so du lieu|csdl|may chu|server|database)",
    r"(?:he thong |da |co )+(?:xay ra )?loi(?: xay ra)?(?=\W*$|[,.!])",
    r"welcome to nginx|iis (?:windows|\d)|internet information services|apache tomcat/\d",
    r"apache\S* … default page|(?:test|default) (?:web ?site )?page|it works!|index of /",
    r"account suspended|buy this domain|future home of",
    r"(?:this|the|your) (?:account|hosting|web ?site|site|domain)(?: account)? (?:has been|is|was)"
    r" (?:temporarily )?(?:suspended|disabled|deactivated|expired|parked|for sale)",
    r"[\w-]+(?:\.[\w-]+)+ (?:is|may be) (?:for sale|parked)",
    r"(?:tai khoan|hosting|website|trang web|ten mien|dich vu) … (?:bi|tam|da) (?:tam )?"
    r"(?:ngung|khoa|dinh chi|het han|rao ban) $",
)

#: Access denied: firewalls, challenges, forbidden pages.
BLOCKED = _sentences(
    r"(?:(?:your|the|this) )?(?:requests?|access|connection|ip|ip address|requested url)"
    r"(?: from \S+| \[?[\d.]+\]?)? (?:(?:was|is|has been|have been|to this \w+|on this \w+) )*"
    r"(?:blocked|rejected|denied|forbidden|restricted)",
    r"request unsuccessful|(?:incapsula )?incident id|your support id|you have been blocked",
    r"you (?:don[’']t|do not) have (?:permission|the roles)|you are (?:unable|not \w+) to access",
    rf"{_CODE}403(?=\W*$| ?[-–—:|]| forbidden)|forbidden(?=\W*$)|too many requests",
    r"just a moment(?=\W*$)|attention required|one more step(?=\W*$)|ddos protection by",
    r"checking (?:if|your browser)|performing security verification",
    r"(?:please )?(?:verify|verifying|confirm|prove)(?: that)? you[’' ]+a?re",
    r"(?:please )?(?:complete|solve|enter|type) the (?:captcha|security check|characters)",
    r"i[’' ]a?m not a robot|toi khong phai (?:la )?(?:nguoi may|robot)",
    r"(?:yeu cau|truy cap|ket noi|dia chi ip|ip) … bi (?:chan|tu choi|ngan chan|han che) $",
    r"(?:tu choi truy cap|truy cap bi (?:chan|tu choi))(?=\W*$)",
    rf"{_YOU} (?:da )?bi chan|{_YOU} khong (?:co|duoc|du) … truy cap $",
    rf"(?:vui long |hay )?xac (?:minh|nhan|thuc) (?:rang )?(?:{_YOU} )?{_PERSON}",
    r"(?:vui long |hay )?nhap (?:ma )?(?:captcha|xac nhan|xac thuc) (?:de|truoc khi|ben duoi) $",
)

#: Pages that show nothing without scripts.
SCRIPTED = _sentences(
    r"… (?:enable|turn on|activate|requires?|without) (?:cookies and )?java ?script",
    r"java ?script (?:is|must be|has been) (?:\w+ )?(?:required|enabled|disabled|turned \w+)",
    r"… (?:bat|kich hoat|cho phep) (?:chuc nang )?java ?script",
    r"trinh duyet … (?:khong ho tro|da tat|chua bat) java ?script",
)

_NOTICES = (
    (BLOCKED, "blocked"),
    (UNAVAILABLE, "site unavailable"),
    (NOT_FOUND, "not found"),
    (SCRIPTED, "needs scripts"),
)


def notice(folded: str) -> str | None:
    """Return the reason that a folded line states for a page without content, None without one."""
    return next((reason for pattern, reason in _NOTICES if pattern.search(folded)), None)
