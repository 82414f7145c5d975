"""Names of a page: the titles in its head and in links to it, without the site's own name."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from crawler.extraction.source.document import NAME_WORDS, Declared
from crawler.vietnamese.names import is_role
from crawler.vietnamese.unicode import fold

#: Most words in the name of a section, and of an office.
SECTION_NAME_WORDS, OFFICE_WORDS = 8, 20
#: Most unknown words in an office's name in capitals, for the name of its province.
PLACE_WORDS = 4
#: Weights of the sources of a page's name: link text, declared title, document title, part of it.
LINKED, DECLARED, DOCUMENT, PART = 8.0, 6.0, 4.0, 3.0

_SEPARATOR = re.compile(r"(?<!\s)\s++[|»>–—•·:-]\s+|(?:(?<!\s)\s++)?(?:\||::)\s*")
#: Quoted or bracketed text, which no separator divides.
_QUOTED = re.compile(
    r"“[^”]{0,200}”|\"[^\"]{0,200}\"|«[^»]{0,200}»|‘[^’]{0,200}’|\([^)]{0,200}\)|\[[^\]]{0,200}\]"
)
_ORNAMENT = re.compile(r"[\W_]+")
_OFFICE_START = re.compile(
    r"(?:web ?site|trang (?:chu|tin|web|nhat)|home ?page|home$|so (?:khoa|kh)|kh&cn|khcn"
    r"|khoa hoc (?:va|&) cong nghe)\b"
)
#: Placeholder titles written by programs.
_UNTITLED = re.compile(
    r"(?:untitled(?: document| page)?|new page|no title|page title|document|index|default)"
    r"[\W\d]{0,12}"
)
#: Words in the names of offices and portals, besides place names.
_OFFICE_WORDS = frozenset(
    """
    sở bộ cục tổng chi trung tâm phòng ban văn viện hội liên hiệp các ủy uỷ nhân dân thanh tra tỉnh
    thành phố huyện quận thị xã phường khoa học và công nghệ kh&cn khcn thông tin điện tử cổng trang
    chủ website web site ứng dụng tiến kỹ thuật tiêu chuẩn đo lường chất lượng hữu trí tuệ dịch vụ
    hành chính của chuyển giao đổi mới sáng tạo phát triển thử nghiệm kiểm định phân tích thống kê
    truyền tạp chí báo hỗ trợ doanh nghiệp nước việt nam quốc gia năng an toàn bức xạ hạt nhân công
    đoàn tổ đơn vị trực thuộc nội giao tiếp home page portal tp
    """.split()  # noqa: SIM905 - a list of words, not code
)
_FOLDED_OFFICE_WORDS = frozenset(map(fold, _OFFICE_WORDS))
#: Verbs of offices in headlines, which distinguish a headline from a name.
_ACTS = re.compile(
    r"(?<!\w)(?:tổ chức|triển khai|họp|ban hành|làm việc|kiểm tra|thông báo|tham gia|tham dự|đón"
    r"|tiếp|ký kết|phối hợp|công bố|tuyển dụng|trao|nhận|đạt|khai|tập huấn|tăng cường|đẩy mạnh)"
    r"(?!\w)"
)
#: Words that the names of a portal's sections consist of.
_SECTION_WORDS = frozenset(
    """
    tin tức sự kiện hoạt động thông báo chuyên mục khoa học và công nghệ kh&cn khcn đời sống trong
    ngoài nước tỉnh ngành sở của nổi bật mới nhất nghiên cứu trao đổi sáng tạo tiêu chuẩn đo lường
    chất lượng hữu trí tuệ tổng hợp chi tiết bài viết văn bản thủ tục hành chính liên hệ giới thiệu
    trang chủ an toàn bức xạ hạt nhân thanh tra đề dự án tài địa phương cơ kinh tế xã hội chính sách
    pháp luật cải cách đảng đoàn thể quốc thế giới tiêu điểm video hình ảnh thư viện quan nội dung
    pháp quy quy phạm chỉ đạo điều hành nhà nước trung ương công báo hệ thống tra cứu
    news home detail details
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=10_000)  # menus and headlines recur on many pages
def comparable(text: str) -> str:
    """Return a title without ornament, for comparison."""
    return _ORNAMENT.sub(" ", fold(text)).strip()


@lru_cache(maxsize=10_000)
def is_office(text: str) -> bool:
    """True if a text is only the name of a site or an office.

    >>> is_office("Sở Khoa học và Công nghệ Hà Nội"), is_office("Sở Công Thương họp báo")
    (True, False)
    """
    words = text.replace("|", " ").replace(" - ", " ").replace(" – ", " ").split()
    if not 0 < len(words) <= OFFICE_WORDS:
        return False
    folded = fold(text)
    if _UNTITLED.fullmatch(folded):
        return True
    if not (is_role(text) or _OFFICE_START.match(folded)):
        return False
    known = _FOLDED_OFFICE_WORDS if text.isascii() else _OFFICE_WORDS
    others = [word for word in words if word.lower().strip(",.:()") not in known]
    if text.isupper():
        return len(others) <= PLACE_WORDS and not _ACTS.search(text.lower())
    return len(words) == 1 or not any(word.islower() for word in others)


@lru_cache(maxsize=10_000)
def is_section(text: str) -> bool:
    """True if a text consists of words for sections: `Tin tức - Sự kiện`."""
    words = re.findall(r"[^\W\d_]+(?:&[^\W\d_]+)?", text.lower())
    return 0 < len(words) <= SECTION_NAME_WORDS and _SECTION_WORDS.issuperset(words)


def names_of(declared: Declared, link_text: str) -> dict[str, float]:
    """Return the names that the page's head and links to it give the page, each with its weight.

    Names of the portal, its agency or a section, which stand in the heads of many pages, are left
    out.
    """
    names: dict[str, float] = {}
    for text, trust in (
        *((part, PART) for part in _parts(declared.document_title)),
        (declared.document_title, DOCUMENT),
        (declared.title or "", DECLARED),
        (declared_title(declared) or "", DOCUMENT),
        (link_text, LINKED),
    ):
        name = comparable(text)
        names_it = trust > DECLARED or not (is_office(text) or is_section(text))
        if name and names_it:
            names[name] = max(trust, names.get(name, 0.0))
    names.pop(comparable(declared.site_name or ""), None)
    return names


def declared_title(declared: Declared) -> str | None:
    """Return the title that the page's head gives, without the site's name.

    None if the head names only the site. A title shown as a picture is the picture's description.
    """
    for text in (declared.title or "", declared.document_title):
        title = _without_site(text, declared)
        if title and not _names_site(title, declared):
            return title
    return declared.pictured


def _without_site(title: str, declared: Declared) -> str:
    """Return a title without the names of the site and its sections at either end."""
    cuts = list(_cuts(title))
    begin, end = 0, len(title)
    while cuts and _is_behind(title[cuts[-1].end() : end], cuts[-1][0], declared):
        end = cuts.pop().start()
    while cuts and _is_before(title[begin : cuts[0].start()], cuts[0], title[:end], declared):
        begin = cuts.pop(0).end()
    return title[begin:end].strip()


def _is_behind(part: str, separator: str, declared: Declared) -> bool:
    """True if the part behind a separator does not belong to the title."""
    is_bar = separator.strip() in ("|", "::")
    is_name = is_bar and len(part.split()) == 1
    return is_name or _names_site(part, declared) or _names_section(part, declared)


def _is_before(part: str, cut: re.Match[str], title: str, declared: Declared) -> bool:
    """True if the part before a separator does not belong to the title.

    It does where no new beginning follows the dash: `Sở Khoa học và Công nghệ - 30 năm xây dựng` is
    one title.
    """
    behind = title[cut.end() :]
    begins = behind[:1].isupper() and len(behind.split()) >= NAME_WORDS
    if comparable(part) == comparable(declared.site_name or ""):
        return True
    is_bar = cut[0].strip() not in ("-", "–", "—", ":")
    return (is_bar or begins) and (_names_site(part, declared) or _names_section(part, declared))


def _names_site(text: str, declared: Declared) -> bool:
    return is_office(text) or comparable(text) == comparable(declared.site_name or "")


def _names_section(text: str, declared: Declared) -> bool:
    filed = (declared.section or "", *declared.trail)
    return is_section(text) or comparable(text) in map(comparable, filed)


def _parts(title: str) -> list[str]:
    """Split a title at its separators."""
    cuts = list(_cuts(title))
    begins = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(title)]
    return [title[begin:end].strip() for begin, end in zip(begins, ends, strict=True)]


def _cuts(title: str) -> Iterator[re.Match[str]]:
    """Yield the separators in a title, except those in quotation marks or brackets."""
    quoted: Sequence[tuple[int, int]] = [match.span() for match in _QUOTED.finditer(title)]
    for cut in _SEPARATOR.finditer(title):
        if not any(start < cut.start() < end for start, end in quoted):
            yield cut
