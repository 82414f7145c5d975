"""Personal names in Vietnamese: full names, pen names and initials.

Names are recognised by form and syllables. Family names (họ) are few; given names are many, but the
syllables in them recur, so that a line of two of them is a pen name (`Hồng Vân`) where two other
capitalised words are a menu entry (`Liên Hệ`). Diacritics decide: `Hằng` is a name, `Hàng` is
merchandise.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


#: Family names with hardly any other meaning: any word can be the name behind one.
_FAMILIES = _words(
    "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Ngô Trịnh Trương Đinh Phùng Lại Tạ Quách "
    "Nghiêm Mạc Hoàng Tống Hứa Giàng Niê Rơ Siu Ksor"
)
#: Family names that are also everyday words. Ông is omitted: before a name it means Mr.
_WORDY_FAMILIES = _words(
    "Hồ Dương Lý Đào Đoàn Vương Lâm Mai Tô Hà Thái Châu Cao Chu Lương Lưu Thân Vi Nông Triệu "
    "Kiều La Lục Ninh Phí Sầm Tăng Tôn Từ Văn Thạch Sơn Kim Danh Khổng Cù Lò Lường Ma Bế "
    "Hầu Vàng Thào Y A"
)
#: Family names that need two syllables behind them: `Ung Thư` is a disease.
_RARE_FAMILIES = _words(
    "Âu Bạc Cầm Cấn Chảo Chử Diệp Doãn Đàm Đậu Giáp Hờ Khuất Khúc Lầu Lều Mã Mẫn Nhâm Nhan Nhữ "
    "Ong Phàn Quàng Sái Sùng Tào Tẩn Thiều Ung Uông Vừ Xa"
)
#: Middle names of the Hmông and Tày: `Sùng A Páo`, `Lý Seo Dìn`.
_NORTHERN_MIDDLE = frozenset({"A", "Seo", "Láo", "Mí"})
#: Particles before the names of men and women of the Central Highlands: `A Biên`, `Y Hạnh`.
_HIGHLAND = frozenset({"A", "Y"})
_AFTER_Y = frozenset({"Tế", "Học", "Dược", "Khoa", "Kiến"})
#: Syllables of given and middle names. Those that begin many everyday compounds (Tin, Hội, Định,
#: Sinh, Viên …) are omitted; in a full name the family name is sufficient evidence.
_SYLLABLES = _words(
    "An Anh Ái Ánh Ân Bá Bách Bạch Bảo Băng Bằng Bích Bính Bình Bửu Ca Cảnh Cát Cẩm Chấn Châu "
    "Chi Chí Chiến Chinh Chính Chung Công Cúc Cương Cường Danh Diễm Diễn Diệp Diệu Doanh Dũng "
    "Dung Duy Duyên Dương Đài Đan Đào Đạo Đạt Đăng Điền Điệp Đình Độ Đoan Đông Đồng Đức Gấm Gia "
    "Giang Giao Hà Hạ Hải Hạnh Hào Hảo Hân Hậu Hằng Hiên Hiền Hiển Hiếu Hiệp Hoa Hòa Hoà Hoài "
    "Hoan Hoàn Hoàng Hồng Huân Huế Huệ Hùng Hưng Huy Huyên Huyền Huỳnh Hữu Hương Hường Kha Khả "
    "Khải Khang Khánh Khiêm Khoa Khôi Khuê Khương Kiên Kiệt Kiều Kim Kỳ Lam Lãm Lan Lâm Lân Lệ "
    "Liêm Liên Liễu Linh Loan Long Lộc Lợi Luân Lương Ly Lý Mai Mạnh Mận Mẫn Mậu Mi Mến Minh Mơ "
    "My Mỹ Na Nam Nga Ngà Ngân Nghi Nghĩa Ngoan Ngọc Nguyên Nguyệt Nhã Nhàn Nhân Nhâm Nhật Nhi "
    "Nhiên Nhơn Nhu Nhung Như Nhựt Ninh Nương Oanh Phát Phi Phong Phú Phúc Phụng Phước Phương "
    "Phượng Quang Quân Quế Quốc Quý Quyên Quyền Quyết Quỳnh San Sang Sáng Sâm Sen Sơn Sương Sỹ "
    "Tài Tâm Tân Tấn Thạch Thái Thanh Thành Thảo Thạnh Thắm Thắng Thăng Thế Thi Thịnh Thiên "
    "Thiện Thiệu Thơ Thoa Thoại Thông Thơm Thu Thuận Thục Thùy Thuỳ Thúy Thuý Thủy Thuỷ Thụy "
    "Thuyết Thư Thương Tiên Tiến Tín Tình Toàn Toản Tố Trà Trang Trâm Trân Tri Trí Triết Triều "
    "Trinh Trọng Trúc Trung Trường Tú Tuân Tuấn Tuệ Tùng Tuyên Tuyền Tuyết Tường Uyên Uy Vân Vi "
    "Vĩ Việt Vinh Vĩnh Vũ Vương Vượng Vy Vỹ Xuân Xuyên Xuyến Yên Yến"
)
#: Given names that also begin everyday compounds (`Tuyển Dụng`): they count at the end of a name
#: whose family name and other syllables are all known.
_LAST = _words(
    "Hinh Hoạt Hợi Hợp Khoát Khuyến Kiêm Lập Lĩnh Luyện Luyến Mão Ngọ Nhuần Nhuận Nhường Sửu Thìn "
    "Thuyên Tuất Tuyển Tỵ"
)
#: Middle names that any given name can follow.
_MIDDLE = frozenset({"Văn", "Thị"})
#: Words before Thị and Văn that are no family names: in supermarket, town, document, humanities.
_NO_FAMILIES = _words(
    "Siêu Đô Tiếp Hiển Chỉ Thành Công Nhân Bản Khoa Ngữ Hội Luận Thủy Thuỷ Quốc Cổ Ông Bà Anh Chị"
)
#: Places with names made of such syllables.
_PLACES = _phrases(
    "an giang, bình dương, bình phước, bình thuận, cao bằng, hà giang, hà nam, hải dương, hậu "
    "giang, hòa bình, hoà bình, hưng yên, khánh hòa, khánh hoà, kiên giang, lâm đồng, long an, "
    "ninh bình, ninh thuận, phú yên, thái bình, thái nguyên, trà vinh, tuyên quang, vĩnh long, "
    "vĩnh phúc, huế, châu thành, hạ long, hồ chí minh, chí minh, hoàng sa, long xuyên, phan "
    "rang, phan thiết, sầm sơn, sơn la, trường sơn, đài loan, thái lan, trung quốc, việt nam, "
    "hoa kỳ, anh quốc"
)
#: Everyday words made of such syllables, which menus and headings capitalise.
_EVERYDAY_WORDS = _phrases(
    "cao độ, cường độ, phong độ, thái độ, tiến độ, trường độ, vĩ độ, an ninh, an toàn, anh hùng, "
    "bách khoa, bình an, bình quân, bảo toàn, cao quý, chi phí, chi đoàn, công an, công bình, "
    "công bằng, công nhân, công thương, công văn, công đoàn, doanh nhân, gia tăng, gia đình, "
    "giao lưu, giao thông, hoàn thiện, hoàn thành, hạ lưu, hạnh phúc, hải quân, khánh thành, kỳ "
    "thi, liên doanh, liên hiệp, liên thông, liên đoàn, minh bạch, nghiêm túc, nguyên nhân, nhân "
    "tài, nhân văn, nông lâm, phong phú, phát huy, phát minh, phạm vi, quang cảnh, quyết tâm, "
    "quyền lợi, quốc gia, thanh lý, thi công, thiên nhiên, thuận lợi, thuỷ lợi, thuỷ văn, thành "
    "công, thành đoàn, thân thiện, thông minh, thắng lợi, thủy lợi, thủy văn, tiên phong, tiên "
    "tiến, toàn cảnh, toàn quốc, trung bình, trung tâm, trí tuệ, trọng tâm, tài chính, tài "
    "nguyên, tôn vinh, tăng cường, uy tín, vi phạm, văn minh, văn thư, vũ trụ, vương quốc, đạo "
    "đức, đồng chí, đồng hồ"
)

# Vietnamese has no F, J, W, Z; some write the whole consonant: `Th.Q`.
_INITIAL = "(?:[A-EGHIK-VXYĐÁÂĂẢÊÔƠƯÚÝỶ]|Ch|Gi|Kh|Ng|Nh|Ph|Qu|Th|Tr)"
#: `K.M`, `N.T.H.`, `B.N.Á`, `B.NG`, `Q.Anh`: at least one dot, and something behind it.
_INITIALS = re.compile(
    rf"(?:{_INITIAL}\.\s?){{2,4}}"
    rf"|(?:{_INITIAL}\.\s?){{1,3}}(?:{_INITIAL}{{1,2}}|(?P<given>\w{{2,}}))\.?"
)
#: Ê Đê, Ba Na and K'Ho names: `H'Linh Niê`, `K'Brêu`.
_CLAN = re.compile("[HK]['’]")
_CLAN_NAME = re.compile(r"[HK]['’][A-ZĐ]\w+")
#: `Trần T. Hoa`
_MIDDLE_INITIAL = re.compile(rf"(?<=\w ){_INITIAL}\.\s?(?=\w)")
_CAPITALISED = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=\w))*")


def is_name(text: str) -> bool:
    """True if a tidied text is one person's name, certain without a label."""
    if text.lower() in _PLACES or text.lower() in _EVERYDAY_WORDS:
        return False
    if initials := _INITIALS.fullmatch(text):
        if text.startswith("P.V"):
            return False  # phóng viên, a reporter
        return not initials["given"] or initials["given"] in _SYLLABLES
    if " " not in text:
        # Trang also means page, in pagers.
        return (text in _SYLLABLES and text != "Trang") or bool(_CLAN_NAME.fullmatch(text))
    text = _MIDDLE_INITIAL.sub("", text)
    words = [word.capitalize() for word in text.split()]
    return has_name_form(text) and (_is_full_name(words) or _is_pen_name(words))


def has_name_form(text: str) -> bool:
    """True if a tidied text is a few capitalised words made of letters."""
    words = text.split()
    return 1 <= len(words) <= 6 and all(
        word[0].isupper() and _CAPITALISED.fullmatch(word) for word in words
    )


def _is_full_name(words: list[str]) -> bool:
    """True if words are a family name and what can follow it."""
    family, *rest = words
    if _CLAN.match(family) or _CLAN.match(rest[-1]):
        return True
    if family in _HIGHLAND and len(rest) == 1 and len(rest[0]) > 1 and rest[0] not in _AFTER_Y:
        return True
    if family in _FAMILIES or (rest[1:] and _has_middle_name(family, rest)):
        return True
    families = _WORDY_FAMILIES | _RARE_FAMILIES if rest[1:] else _WORDY_FAMILIES
    known = rest[:-1] if rest[1:] and rest[-1] in _LAST else rest
    return family in families and _SYLLABLES.issuperset(known)


def _has_middle_name(family: str, rest: list[str]) -> bool:
    known = family in _WORDY_FAMILIES or family in _RARE_FAMILIES
    if rest[0] in _NORTHERN_MIDDLE:
        return known
    likely = family not in _NO_FAMILIES and rest[-1] in _SYLLABLES
    return rest[0] in _MIDDLE and (known or likely)


def _is_pen_name(words: list[str]) -> bool:
    """True if words are two given names, or one with the family name behind it."""
    first, last, *more = words
    return not more and first in _SYLLABLES and (last in _SYLLABLES | _FAMILIES | _WORDY_FAMILIES)
