"""Author names: bylines, signatures and initials below texts, and captions among them.

Role accounts (`Administrator Account`, `Ban biên tập`) and agencies are not authors. Patterns are
in the folded form of :func:`crawler.vietnamese.unicode.fold` except where diacritics decide: `Hội`
is an association, `Hoài` begins a name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from crawler.vietnamese.lines import kept
from crawler.vietnamese.moments import find_moments
from crawler.vietnamese.people import has_name_form, is_name
from crawler.vietnamese.unicode import fold, tidy

#: Most characters in a byline or caption.
LONGEST_LINE = 300
#: Most characters in a signature: a name and the full name of an office.
LONGEST_SIGNATURE = 150
#: Most words in the name of a source.
LONGEST_SOURCE = 8


@dataclass(frozen=True)
class Signature:
    """A line that signs a text; `name` is None for a role (`BBT`) or a source (`Theo VietQ`)."""

    name: str | None


_ROLES = re.compile(
    r"(?:.* )?(?:admin\w*|webmaster|super ?user|bien tap(?: vien)?|toa soan)(?: .*)?"
    r"|(?:nguoi |ban )?quan tri(?: .*)?|(?:nhom )?(?:phong vien|cong tac vien|p\.?v\.?|ctv)|bbt|btv"
    r"|ad min|(?:the )?author|editor|host|guest|root|system|users?|anonymous|portal|khach"
    r"|tong hop|suu tam|internet|test(?: test)*"
)
_AGENCIES = re.compile(
    r"(?:sở|bộ|cục|tổng cục|chi cục|trung tâm|phòng|ban|văn phòng|viện|khoa|hội|liên hiệp|trường"
    r"|báo|tạp chí|đài|thông tấn xã|ủy ban|uỷ ban|ubnd|hđnd|thanh tra|tỉnh|thành phố|công ty|quỹ"
    r"|đoàn|tập đoàn|tổng công ty|học viện|đại học|hiệp hội|nhóm|vnpt|viettel|nukeviet|joomla"
    r"|cổng|trang|tổ|vp|tt|ttxvn|so (?:khoa hoc|kh&cn|khcn)|cong thong tin|trang thong tin"
    r"|van phong|trung tam|chi cuc)\b.*"
)
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://)?(?:[\w-]+\.)+(?:vn|com|net|org|info)(?:/\S*)?")


def is_role(name: str) -> bool:
    """True if an account is not a person: a role, an agency, a login or an address."""
    name = tidy(name)
    if is_name(name):
        return False
    return bool(
        _ROLES.fullmatch(fold(name))
        or _AGENCIES.fullmatch(name.lower())
        or _ADDRESS.fullmatch(name.lower())
        or (name.islower() and " " not in name)
    )


def is_person(name: str) -> bool:
    """True if the declared author of a page is a person: `VNPT` and `AFP` are not."""
    name = tidy(name)
    return not is_role(name) and "://" not in name and (" " in name or is_name(name))


_FIELD = re.compile(
    r"(?<!\w)(?:(?P<writer>(?:tac gia|nguoi viet)(?: bai(?: viet)?)?|but danh|nha bao|phong vien|pv"
    r"|author|written by)\s*:"
    r"|(?P<poster>nguoi (?:dang|gui|cap nhat)(?: tin| bai| bai viet)?"
    r"|(?:duoc )?(?:dang|viet|gui) boi|(?:posted|submitted|created) by"
    r"|(?<![^\W\d_] )\b(?:boi|by)(?=:? \S+ \S))"
    r"\b\s*:?"
    r"|(?P<source>nguon(?: tin| bai(?: viet)?)?|source)\s*:"
    r"|(?:ngay|thoi gian|gio) (?:dang|viet|gui|tao|xuat ban|cap nhat|phat hanh)\b"
    r"|(?:dang|cap nhat|xuat ban) (?:luc|ngay|vao)\b|cap nhat\s*:"
    r"|(?:(?:so )?luot|da) (?:xem|doc)\b|xem\s*:|view(?:s| count)\b|(?:chuyen muc|email)\s*:)"
)
_ORNAMENT = " :.,;|•–—-"
_VALUE_END = re.compile(
    r"[|•()\[\]]|\s[–—-](?:\s|$)|[,\s](?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\b"
    r"|\s(?:on|at|vào|lúc|ngày)\b"
)


@kept
def byline_author(text: str) -> str | None:
    """Return the author named in a byline; None if it names none, or only a role.

    The writer (`Tác giả`) takes precedence over the poster (`Đăng bởi`). A name beside a date needs
    no label: `Hồng Vân 05:53 30/09/2021`.
    """
    line = tidy(text)
    if len(line) > LONGEST_LINE:
        return None
    fields = list(_fields(line))
    for wanted in ("writer", "poster"):
        for kind, value in fields:
            if kind == wanted and (people := _people(value, labelled=True)):
                return people + _unit_of(people, line)
    moment = next(find_moments(line), None)
    if not moment or any(kind in ("writer", "poster") for kind, _ in fields):
        return None
    other = _FIELD.search(fold(line))
    end = other.start() if other else len(line)
    beside = _value(f"{line[: min(moment.start, end)]} {line[moment.end : end]}")
    return beside if " " in beside and is_name(beside) else None


#: Labels before a name in an element of its own, which need no colon.
_BY = re.compile(
    r"\W*(?:(?:(?:written|posted|published|authored) )?by|author|tac gia(?: bai viet)?"
    r"|nguoi viet|(?:(?:bai )?viet |dang )?boi|bai viet cua)\b"
)


def labelled_author(text: str) -> str | None:
    """Return the name in markup that declares an author; None for roles and sentences.

    >>> labelled_author("Tác giả: Hồng Vân"), labelled_author("Ban biên tập")
    ('Hồng Vân', None)
    """
    line = tidy(text)
    if len(line) > LONGEST_SIGNATURE:
        return None
    label = _BY.match(fold(line))
    value = _value(line[label.end() :] if label else line)
    people = byline_author(line) or _people(value, labelled=True)
    return people if people and (" " in people or is_name(people)) else None


def _unit_of(people: str, line: str) -> str:
    """Return the unit behind a name in a byline, with the dash before it; "" without one."""
    unit = re.match(
        r"\s+[–—-]\s+[^|•–—:]+?(?=\s*(?:$|[|•–—]|\s-\s))", line[line.find(people) + len(people) :]
    )
    return unit.group() if unit and is_role(unit.group().strip(_ORNAMENT)) else ""


@kept
def byline_source(text: str) -> str | None:
    """Return the source in a line: `Nguồn: VietQ`, `Theo Báo Nhân Dân`, `(Theo TTXVN)`, or None."""
    line = tidy(text)
    if len(line) > LONGEST_LINE:
        return None
    values = [value for kind, value in _fields(line) if kind == "source"]
    if according := _ACCORDING.fullmatch(line):
        values.append(according["name"])
    for value in values:
        value = re.sub("^[Tt]heo:? ", "", value)
        proper = value[:1].isupper() or _ADDRESS.fullmatch(value) or _PAPER.match(value)
        if proper and len(value.split()) <= LONGEST_SOURCE and not _NO_SOURCE.match(fold(value)):
            return value
    return None


_PAPER = re.compile(r"(?:báo|đài|tạp chí|trang|cổng) (?=[A-ZĐ])")
_ACCORDING = re.compile(r"(?:[^.()]{0,40}(?:\(|\s[–—-]\s))?[Tt]heo:?\s(?P<name>[^()]*[^().,:;])\)?")
#: Documents and generic words, which are no sources.
_NO_SOURCE = re.compile(
    r"(?:quyet dinh|nghi (?:dinh|quyet)|thong tu|luat|ke hoach|cong van|bao cao|tieu chuan|tcvn"
    r"|chi thi|van ban|dieu|khoan|quy (?:dinh|chuan)|ket qua|chuong trinh|du (?:an|thao)|de an"
    r"|hop dong|tinh than|so lieu|thong (?:ke|bao)"
    r"|internet|suu tam|tong hop|bbt|ban bien tap)\b"
)


def _fields(line: str) -> Iterator[tuple[str | None, str]]:
    """Yield the labelled fields of a byline, with their kind if known.

    A label begins the line or with a capital, or follows a date: `30/07/2024 by Hồng Vân`.
    """
    ends = {0, *(moment.end for moment in find_moments(line))}
    labels = [
        match
        for match in _FIELD.finditer(fold(line))
        if not line[match.start()].islower()
        or match.lastgroup is None
        or len(line[: match.start()].rstrip(_ORNAMENT)) in ends
    ]
    for label, following in zip_longest(labels, labels[1:]):
        yield label.lastgroup, _value(line[label.end() : following.start() if following else None])


def _value(text: str) -> str:
    """Cut a field's value off at the date or the separator behind it."""
    moment = next(find_moments(text), None)
    text = text[: moment.start] if moment else text
    text = text.strip(_ORNAMENT)
    end = _VALUE_END.search(text.lower())
    return text[: end.start()].strip(_ORNAMENT) if end else text


def _people(text: str, *, labelled: bool) -> str | None:
    """Return one name or several, joined by commas; a label admits unusual ones."""
    names = [_PREFIX.sub("", name) for name in _JOINTS.split(_PREFIX.sub("", text.strip()))]
    for name in names:
        vouched = labelled and name and len(name.split()) <= 6 and has_name_form(name)
        if is_role(name) or not (vouched or is_name(name)):
            return None
    return ", ".join(names)


_JOINTS = re.compile(r"(?:(?<!\s)\s++)?[,;&]\s*|(?<!\s)\s++(?:[–—-]|và)\s+")
_SIGNED = re.compile(
    r"(?:(?:tin|bai(?: viet)?)"
    r"(?:\s*+(?:[,&/+–-]\s*+)?(?:va )?\b(?:tin|bai|anh|hinh(?: anh)?|video))*+"
    r"|(?:nguoi )?(?:viet(?: bai)?|thuc hien|tong hop|bien soan|suu tam)|tac gia(?: bai viet)?"
    r"|but danh)\s*:\s*"
)
_SECOND_LABEL = re.compile(
    r"(?<![\s;,.–—-])[\s;,.–—-]*+\b(?:Ảnh|ảnh|Hình|hình|Nguồn|nguồn|Video)(?: ảnh)?\s*:.*"
)
_PREFIX = re.compile(
    r"^(?:(?:gs|pgs|ts|tskh|ths|bs|ks|kts|cn)(?:[.,]\s*|\s+)"
    r"|(?:pv|ctv|btv|phóng viên)\s*[:.]?\s+)+",
    re.IGNORECASE,
)
_POSITIONS = (
    r"(?:phó |quyền |nguyên )?(?:(?:tổng )?giám đốc|(?:chi )?cục trưởng|trưởng (?:phòng|ban)"
    r"|chủ tịch|viện trưởng|chánh (?:văn phòng|thanh tra)|chuyên viên)\b.*"
)
_SUFFIX = re.compile(
    r"(?:(?<!\s)\s++(?:[–—-]\s+)?"
    r"\(?(?:tổng hợp|sưu tầm|biên soạn|(?:lược )?dịch|lược ghi|t/h|st)\)?"
    r"|(?:(?<!\s)\s++)?\([^()\d]{1,80}\)"
    r"|(?:(?<!\s)\s++)?/\s*[\w.&-]+(?:\s[\w.&-]+){0,3}"
    r"|(?:(?<!\s)\s++)?[,–—-]\s*+(?:theo\s.*|(?-i:[A-ZĐƯ&.]{2,})(?:\s.*)?|(?:[\w-]+\.)+(?:vn|com|net|org)"
    rf"|{_POSITIONS}|{_AGENCIES.pattern}))$",
    re.IGNORECASE,
)
#: The unit in a signature, behind the name.
_UNIT = re.compile(
    r"\s+[–—-]\s+(?!(?:theo|tổng hợp|sưu tầm)\b)(?![\w-]+\.(?:vn|com|net|org))[^\s|][^|]*",
    re.IGNORECASE,
)
_SIGNING_ROLES = re.compile(
    r"bbt|btv|admin|ban bien tap(?: (?:cong|trang|website).*)?|tong hop|suu tam"
    r"|(?:nhom )?(?:p\.?v\.?|ctv|phong vien|cong tac vien|bien tap vien|tac gia)"
)


def signature(text: str) -> Signature | None:
    """Return a text's last line as its signature; None if it is something else.

    >>> signature("Đào Xuân Minh – Chi cục TCĐLCL")
    Signature(name='Đào Xuân Minh – Chi cục TCĐLCL')
    """
    line = tidy(text).removesuffix("./.").rstrip()
    if line.startswith("(") and line.endswith(")"):
        line = line[1:-1]
    if not line or len(line) > LONGEST_SIGNATURE:
        return None
    label = _SIGNED.match(fold(line))
    signed = _SECOND_LABEL.sub("", line[label.end() :] if label else line)
    signed = _PREFIX.sub("", signed)
    for reading in (signed, _SUFFIX.sub("", signed), _SUFFIX.sub("", _SUFFIX.sub("", signed))):
        if _SIGNING_ROLES.fullmatch(fold(reading)) or (
            label and ":" not in reading and is_role(reading)
        ):
            return Signature(None)
        if people := _people(reading, labelled=label is not None):
            unit = _UNIT.match(signed, len(reading))
            return Signature(people + (unit.group().rstrip() if unit else ""))
    return Signature(None) if line.startswith(("Theo", "theo")) and byline_source(line) else None


_PICTURE_WORDS = r"minh h(?:ọa|oạ)|tư liệu|internet|sưu tầm|chụp màn hình|cắt từ clip"
_CREDIT = re.compile(
    rf"\(?(?:nguồn )?(?:ảnh|hình|hình ảnh)(?: (?:mang tính )?(?:chất )?(?:{_PICTURE_WORDS})\b|\s*:)"
    rf".{{0,80}}|hình \d+\s*[.:].{{1,160}}|.*\(ảnh (?:{_PICTURE_WORDS})[^()]*\)\.?"
    r"|.*[.(–—-]\s*(?:nguồn )?ảnh\s*:[^.:]{1,40}\.?"
)
_SCENE = re.compile(
    r"(?:(?:một số )?hình ảnh (?:tại|của|về|trong|buổi|hội|lễ|lớp|đoàn|đại biểu)"
    r"|(?:toàn|quang) cảnh"
    r"|(?:các |một số )?đại biểu (?:tham dự|tham quan|dự|chụp (?:ảnh|hình)|biểu quyết))\b[^:;]*"
    r"|.{5,160} phát biểu (?:(?:khai|bế) mạc|chỉ đạo|kết luận|chào mừng|tại)\b[^:;,]*"
)
_PROSE = re.compile(r"\b(?:là|đã|sẽ|đang|được|bị|có|cho (?:thấy|biết|rằng)|gồm|nhằm|cần|phải)\b")


def caption(text: str) -> bool:
    """True if a line is surely a picture's caption by its form alone."""
    line = tidy(text).lower()
    if not line or len(line) > LONGEST_LINE or _SIGNED.match(fold(line)):
        return False
    if _CREDIT.fullmatch(line):
        return True
    return bool(_SCENE.fullmatch(line)) and line[-1] != "." and not _PROSE.search(line)
