"""Portal boilerplate: words that portals put around their articles, matched on folded lines.

Every pattern is in the folded form of :func:`crawler.vietnamese.unicode.fold` (lower case, no
diacritics), because portals write the same phrase in capitals, with other tone-mark placement, in
decomposed Unicode or without diacritics. The phrases were seen on provincial portals between 2008
and 2026; the English ones are from the `/en/` side of the same portals.
"""

import re
from re import Pattern


def _lines(*phrases: str) -> Pattern[str]:
    """Return a pattern for lines of one or more of the phrases, ornament and digits.

    A matched phrase is not given up for a shorter one (lines would take time without bound), so
    longer phrases have to precede those that they begin with.
    """
    ornament = r"[\W\d_]*"
    return re.compile(rf"{ornament}(?:(?<!\w)(?>(?:{'|'.join(phrases)})(?!\w)){ornament}+)++")


def _starts(*phrases: str) -> Pattern[str]:
    """Return a pattern for lines that begin with one of the phrases, after any ornament."""
    return re.compile(rf"[\s\W_]*(?:{'|'.join(phrases)})(?:(?<!\w)|(?!\w))")


#: Headings of lists of other articles; the article ends there.
RELATED = _lines(
    r"tin moi cap nhat",
    r"(?:cac |nhung )?(?:tin(?: tuc)?|bai(?: viet)?|tin bai)(?: bai| viet)? "
    r"(?:lien quan|khac|moi hon|cu hon|cung chuyen muc|da dua(?: ngay)?|da dang|moi nhat|moi"
    r"|noi bat|cung loai|doc nhieu(?: nhat)?|xem nhieu(?: nhat)?|truoc|tiep theo|sau)",
    r"(?:cac |nhung )?(?:tin|bai)(?: viet)? (?:moi|cu)(?: hon)?",
    r"tin tuc noi bat|tin noi bat|tin tuc lien quan|tin doc nhieu",
    r"(?:xem|doc) them|co the ban quan tam|ban co the quan tam|cung chuyen muc|chuyen muc khac",
    r"video hot|tin video|tin anh|su kien noi bat|thong bao moi|van ban moi|cac thong tin khac",
    r"(?:(?:explore|read|see) )?(?:more|other|related|latest|recent|popular)"
    r" (?:news|articles?|posts?|stories|content|topics?)|(?:read|up) (?:more|next)|keep reading"
    r"|recommended(?: for you)?|you (?:may|might) also like|most (?:read|popular)",
    r"tags?|tu khoa|the tag|chu de",
    r"dung bo lo|nen doc|tin nong|cung chu de"
    r"|(?:bai viet|tin|tin tuc|bai) cung (?:chu de|chuyen muc)"
    r"|moi ban (?:doc|xem)(?: tiep| them)?|goi y cho ban|danh cho ban",
    r"y kien ban doc|binh luan|gui binh luan|viet binh luan|phan hoi|comments?"
    r"|leave a (?:comment|reply)",
)

#: Headings of readers' comments.
READERS = _lines(
    r"(?:cac |danh sach )?(?:y kien|binh luan|phan hoi|gop y|nhan xet)"
    r"(?: (?:cua )?(?:ban doc|doc gia|nguoi doc|khach|(?:ve )?bai viet))?"
    r"|(?:ban doc|doc gia) (?:viet|binh luan|phan hoi)|comments?|responses?|replies"
)

#: Words of relative time: `3 giờ trước`, `Hôm qua lúc 9:00`, `vừa xong`, `Thứ Ba`.
RELATIVE_TIME = re.compile(
    r"\W*(?:(?:dang|cap nhat|posted|updated)\W+)?"
    r"(?:(?:khoang |hon |cach day )?(?:\d+|mot|hai|ba|vai|may|a|an|few)\s*"
    r"(?:giay|phut|gio|tieng|ngay|tuan|thang|nam|s|m|h|d|w|y|(?:second|minute|min|hour|day|week"
    r"|month|year)s?)(?![a-z])\s*(?:truoc|qua|ago|nay)?"
    r"|(?:hom|sang|trua|chieu|toi) (?:nay|qua|kia)|hom truoc|ngay (?:mai|kia|mot)"
    r"|moi day|vua (?:xong|moi)|gan day"
    r"|(?:just )?now|today|yesterday|tomorrow|last (?:week|month|year)"
    r"|(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)(?: tuan truoc)?)"
    r"(?:\W*(?:luc|at)?\W*\d{1,2}[:hg]\d{0,2}\W*)?\W*"
)

#: Headings of boxes in which a portal describes itself.
ABOUT = _lines(
    r"(?:gioi thieu )?ve (?:chung toi|(?:cong|trang)(?: thong tin)?(?: dien tu)?(?: cua)?(?: so)?)"
    r"|gioi thieu(?: chung| cong thong tin(?: dien tu)?| don vi| ve (?:don vi|so))?|lien he"
    r"|thong tin lien he|about(?: us)?|who we are|contact(?: us)?",
)

#: Buttons and notes in or beside an article.
TOOLBAR = _lines(
    r"a\s?\+?\s?a\s?-?(?:in)?|a\+?|a-|[ai]|in (?:bai viet|tin|trang|an|bai)|in|ban in"
    r"|print(?: page)?|printable",
    r"(?:gui )?e?mail|gui (?:mail|email|bai viet|tin|cho ban be)|send e?mail|e-mail",
    r"(?:in )?(?:gui e?mail)|print (?:send )?e?mail",
    r"(?:thich va )?chia se(?: bai viet| len facebook| qua zalo| facebook| zalo)?|share|like"
    r"|tweet|facebook|zalo|twitter",
    r"quay (?:ve|lai)|tro (?:ve|lai)|ve (?:dau trang|trang truoc)|(?:len )?dau trang"
    r"|back(?: to top)?|top",
    r"dong|close|mau chu|co chu|mau chu co chu|tang co chu|giam co chu|tuong phan|nghe doc bai"
    r"|doc bai viet",
    r"luu(?: bai viet)?|theo doi|copy link|sao chep|xem (?:chi tiet|them|tiep)|chi tiet"
    r"|doc tiep|tai ve|download",
    r"(?:cac )?(?:tep|tap|file|tai lieu|van ban)(?: tin)? (?:dinh kem|kem theo|lien quan)",
    r"null|image banner|anh tin bai|previous|next|trang|truoc|sau|tiep(?: theo)?|cuoi(?: cung)?"
    r"|dau(?: tien)?",
    r"danh gia(?: bai viet)?|tong so diem .*|click de danh gia.*|xep hang.*",
)

#: Bylines: author, poster, date and source of an article.
BYLINE = _starts(
    r"(?:dang boi|nguoi (?:dang|viet|gui|nhap)(?: tin)?|tac gia(?: bai viet)?|nguon(?: tin"
    r"| bai)?|bien tap"
    r"|ngay (?:dang|viet|cap nhat|dua|gui)(?: tin)?|posted by|author|source|submitted by"
    r"|publish date) ?[:\d]",
    r"(?:duoc )?(?:viet|dang|gui|bien soan|bien tap) boi\b",
    r"(?:submitted|written|edited|reviewed) by|(?:posted|published|(?:last )?updated) (?:by|on)",
    r"(?:last )?(?:updated|modified) ?:|\d+ ?-?min(?:ute)?s? read$",
)

#: Visitor and view counters.
COUNTER = _starts(
    r"luot (?:xem|truy cap|doc)|so luot (?:xem|truy cap|doc)|view(?:s| count)|xem ?:|da xem ?:",
    r"\d[\d.,]* (?:luot (?:xem|truy cap|doc)|views?)$",
    r"thong ke truy cap|dang truy cap|dang online|truc tuyen|tong (?:so )?(?:luot )?truy cap"
    r"|da truy cap",
    r"hom nay ?:|hom qua ?:|tuan nay ?:|thang nay ?:|tat ca ?:|khach ?:|thanh vien ?:"
    r"|truy cap ?:?\s*\d",
    r"so nguoi (?:truy cap|online)|visitors?\b|online ?:",
)

_FIGURE = r"\d[\d.,]*k?"
_VIEWS = r"luot(?: (?:xem|doc|truy cap))?|lan (?:xem|doc)|(?:nguoi|ban) (?:xem|doc)|views?|hits?"
_VIEWED = r"(?:(?:so )?luot|da|so lan|so nguoi) (?:xem|doc)|(?:so )?luot truy cap|xem|views?|hits?"
#: A view counter behind the title that it counts for: in brackets, or behind a dash.
COUNTER_BEHIND = re.compile(
    rf"(?:(?<!\s)\s++)?(?P<open>[(\[]\s*)?(?(open)|[-–—|]\s*)"
    rf"(?:(?:da co |co )?{_FIGURE} (?:{_VIEWS})|(?:{_VIEWED})\s*:?\s*{_FIGURE}(?: (?:{_VIEWS}))?)"
    r"\s*(?(open)[)\]]|)$"
)

#: Parts of the page's frame: breadcrumbs, menus, footers, notes of the portal about itself.
FRAME = _starts(
    r"ban dang (?:o|xem)|trang chu ?(?:[>»›/|]|$)|skip (?:to|ribbon)|truy cap noi dung",
    r"(?:ghi ro|vui long ghi) nguon|ghi ro nguon|ban quyen|copyright|©|℗|all rights reserved",
    r"chiu trach nhiem|co quan chu quan|giay phep (?:so|thiet lap)|thiet ke (?:boi|va)"
    r"|designed by|powered by",
    r"dia chi ?:|tru so ?:|dien thoai ?:|email ?:|fax ?:|website ?:|hotline",
    r"chao mung (?:ban|quy|cac ban)|nhiet liet chao mung|dang nhap|dang ky|tim kiem|sign in"
    r"|log ?in",
    r"menu (?:trai|phai|chinh)|banner (?:trai|phai)"
    r"|(?:web|website|trang)? ?lien ket(?: web| website)?$|chon lien ket",
    r"thu vien (?:anh|video)$|quang cao$|tham do(?: y kien)?$|ty gia$|thoi tiet$",
    r"javascript|trinh duyet (?:cua ban )?(?:khong|cua)|your browser",
)

#: Link texts that do not describe the linked page.
IDLE_LINK = _lines(
    r"xem (?:chi tiet|them|tiep(?: theo)?|tat ca)|chi tiet|doc (?:tiep|them)|tiep theo"
    r"|more|read more|view more|xem|tai ve|download|detail|details|here|tai day|\.\.\.$",
)

#: Link texts that lead to another view of the page, or to a service of the portal.
SERVICE_LINK = _lines(
    r"in (?:bai viet|tin|trang|an|bai)|in|ban in|print(?: page)?|(?:gui )?e?mail"
    r"|gui (?:mail|email|bai viet|tin)"
    r"|send e?mail|chia se|facebook|zalo|twitter|dang nhap|dang ky|dang xuat|login|sign in|rss"
    r"|tai ve|download"
    r"|tim kiem(?: nang cao)?|search|lich cong tac|lich|so do (?:cong|site|trang)|sitemap"
    r"|ket qua(?: tham do)?|binh chon"
    r"|doc bai viet|nghe|luu bai viet|ve dau trang|quay lai|dong|close|top",
)

#: Text before and after a title in a link to its page.
LINK_ORNAMENT = re.compile(
    r"^\s*(?:chi tiết(?: về)?|xem (?:chi tiết|thêm)(?: về)?|đọc (?:tiếp|thêm)(?: về)?"
    r"|read more(?: about)?"
    r"|view more(?: about)?|tin|bài)\s*[:»›-]\s*|^\s*(?:chi tiết về|xem thêm về|đọc thêm về"
    r"|read more about)\s+"
    r"|(?:(?<!\s)\s++)?(?:(?<![»›>])[»›>]++|\.\.\.|…)\s*$"
    r"|(?:(?<!\s)\s++)?(?:\(\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[\s,|]+\d{1,2}:\d{2})?\s*\)?\s*$",
    re.IGNORECASE,
)

#: Labels of a legal document's subject.
RECORD_SUMMARY = _lines(
    r"trich yeu(?: noi dung)?|noi dung trich yeu|ve viec|subject|summary|abstract(?: content)?"
)

#: Labels in the record of a legal document (văn bản).
RECORD_LABEL = _lines(
    r"so va ky hieu|so(?:/| )?(?:ky hieu|hieu)?(?: van ban)?|ky hieu(?: van ban)?"
    r"|ngay (?:ban hanh|hieu luc|het hieu luc|ky|co hieu luc|dang cong bao|van ban)"
    r"|nguoi ky(?: duyet)?|chuc vu(?: nguoi ky)?|trich yeu(?: noi dung)?|noi dung trich yeu"
    r"|co quan(?:/| )?(?:ban hanh|don vi ban hanh)?|cap ban hanh|loai van ban"
    r"|hinh thuc(?: van ban)?|linh vuc(?: van ban)?"
    r"|tinh trang(?: hieu luc)?|hieu luc(?: van ban)?|do mat|do khan"
    r"|(?:tep|file|tap tin) (?:dinh kem|van ban)|van ban dinh kem|thuoc tinh van ban"
    r"|noi ban hanh|don vi ban hanh"
    r"|(?:legislation|document|legal) (?:code|number|no|type|field)|code|subject|issu(?:ed|ing)"
    r"(?: (?:by|date|agency|organi[sz]ation|body|authority))|date of (?:issue|issuance|effect)"
    r"|(?:publish|effective|effect|expir(?:y|ed|ation)|signed|promulgation) date|signer|signed by"
    r"|(?:type|kind) of (?:document|legislation)|legislation (?:type|field)|attach(?:ed|ment)"
    r"(?: files?)?"
)
