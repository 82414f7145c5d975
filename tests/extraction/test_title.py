"""The title of an article is its own: whole, as shown, and neither a menu's nor the site's."""

import json

import pytest

from crawler.extraction import Article, learn_template
from crawler.extraction.reading import read_page

from .handmade import OTHERS, PARAGRAPHS, TITLE, URL, headline, page, prose

SITE = "Sở Khoa học và Công nghệ tỉnh Quảng Trị"
PORTAL = f"Cổng thông tin | {SITE}"
REPORT = {"@type": "Report", "headline": TITLE}
MENU = ("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Thủ tục hành chính", "Liên hệ")
DATE = "<div>Ngày đăng: 14/03/2023</div>"
CRUMBS = '<div class="breadcrumb"><a href="/">Trang chủ</a> » <a href="/tin">Tin tức</a></div>'
FIRST, SECOND = "Nghiệm thu máy sấy lạnh", "cho vùng nghệ ven sông"


def read(body: str, document_title: str = PORTAL, head: str = "") -> Article:
    """The article of a portal's page, whose text is that of `handmade`."""
    menu = "".join(f'<li><a href="/muc-{n}">{name}</a></li>' for n, name in enumerate(MENU))
    others = "".join(f"<p>{headline(title, n)}</p>" for n, title in enumerate(OTHERS))
    html = (
        f'<html><head><meta charset="utf-8"><title>{document_title}</title>{head}</head><body>'
        "<div>CỔNG THÔNG TIN ĐIỆN TỬ SỞ KHOA HỌC VÀ CÔNG NGHỆ</div>"
        f'<div id="menu"><ul>{menu}</ul></div><div class="main">{body}{prose(*PARAGRAPHS)}</div>'
        f"<div><h4>Tin mới nhất</h4>{others}</div><div>Bản quyền thuộc {SITE}</div></body></html>"
    )
    article = read_page(html, URL).article
    assert article is not None
    return article


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


@pytest.mark.parametrize(
    "shown",
    [
        f"<h1>{FIRST}<br>{SECOND}</h1>",
        f"<h1>{FIRST}<br/> cho vùng<br>nghệ ven sông</h1>",
        f"<h1><div>{FIRST}</div><div>{SECOND}</div></h1>",
        f"<h1><span>{FIRST}</span><br><span>{SECOND}</span></h1>",
        f'<h1><a href="#">{FIRST}<br>{SECOND}</a></h1>',
        f'<h1><a href="{URL}">{FIRST}<br>{SECOND}</a></h1>',
        f"<h1>{FIRST}<br>{SECOND}<br><small>(14/03/2023)</small></h1>",
        f"<h1><div>Tin hoạt động</div><div>{TITLE}</div></h1>",
        f'<h2 class="title">{FIRST}<br>{SECOND}</h2>',
        f'<div class="news-title">{FIRST}<br>{SECOND}</div>',
        f'<div class="tieude"><b>{FIRST}<br>{SECOND}</b></div>',
        f"<p><b>{FIRST}<br>{SECOND}</b></p>",
    ],
)
def test_title_on_several_lines_is_one(shown: str) -> None:
    article = read(shown + DATE)
    assert (article.title, article.text) == (TITLE, "\n".join(PARAGRAPHS))


@pytest.mark.parametrize(
    "badge",
    [
        '<span class="label">Mới</span>',
        '<sup class="badge badge-danger">New!</sup>',
        '<i class="icon-new">(Mới)</i>',
        '<span class="label label-hot"> HOT </span> ',
    ],
)
def test_title_is_shown_without_the_label_that_it_is_new(badge: str) -> None:
    assert read(f"<h1>{TITLE} {badge}</h1>{DATE}").title == TITLE


@pytest.mark.parametrize(
    "counter",
    [
        "(1234 lượt xem)",
        "[Lượt xem: 12]",
        "- 345 views",
        "(Đã xem 12)",
        "(1.234 người đọc)",
        "– Lượt xem 1.2k",
        "<small>(Đã có 7 lượt đọc)</small>",
        "| Views: 9",
        "( 15 LƯỢT TRUY CẬP )",
    ],
)
def test_title_is_shown_without_the_counter_behind_it(counter: str) -> None:
    assert read(f"<h1>{TITLE} {counter}</h1>{DATE}").title == TITLE


@pytest.mark.parametrize(
    "end",
    [
        "(đợt 2)",
        "(25 đề tài)",
        "- 345 sản phẩm",
        "(2021 - 2025)",
        "[Số 12]",
        "đạt 2.000 lượt xem",
        "- 5 triệu lượt truy cập",
        "(lượt 2)",
        "(xem phụ lục 3)",
    ],
)
def test_number_that_ends_a_title_is_its_own(end: str) -> None:
    assert read(f"<h1>{TITLE} {end}</h1>{DATE}").title == f"{TITLE} {end}"


@pytest.mark.parametrize(
    "end", ["<b>Mới</b>", '<span class="label">Đổi mới</span>', '<span class="text">mới</span>']
)
def test_words_that_end_a_title_are_its_own(end: str) -> None:
    words = end.partition(">")[2].partition("<")[0]
    assert read(f"<h1>{TITLE} {end}</h1>{DATE}").title == f"{TITLE} {words}"


@pytest.mark.parametrize(
    "shown",
    [
        f'<div class="a">{FIRST}</div><div class="b">{SECOND}</div>',
        f"<div>{FIRST}<br>{SECOND}</div>",
        f"<table><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>",
        f"<h1>{FIRST}</h1><h1>{SECOND}</h1>",
        f"<h3>{FIRST}</h3><h4>{SECOND}</h4>",
    ],
)
def test_lines_that_make_together_what_the_head_calls_the_page(shown: str) -> None:
    for document_title, head in ((f"{TITLE} | {SITE}", ""), (SITE, og(TITLE))):
        article = read(shown + DATE, document_title, head)
        assert (article.title, article.text) == (TITLE, "\n".join(PARAGRAPHS))


def test_line_below_a_title_that_the_head_knows_is_none_of_it() -> None:
    article = read(f"<h1>{TITLE}<br><small>Mười bốn tháng thử nghiệm</small></h1>", TITLE)
    assert article.title == TITLE


@pytest.mark.parametrize(
    ("document_title", "head"),
    [
        (TITLE, ""),
        (f"{TITLE} | {SITE}", ""),
        (f"{TITLE}|{SITE}", ""),
        (f"{TITLE} - {SITE}", ""),
        (f"{TITLE} :: VietQ", ""),
        (f"{TITLE} - skhcn.quangtri.gov.vn", ""),
        (f"{TITLE} - SỞ KHOA HỌC VÀ CÔNG NGHỆ THỪA THIÊN HUẾ", ""),
        (f"{TITLE} – Trang thông tin điện tử Chi cục Tiêu chuẩn Đo lường Chất lượng", ""),
        (f"{TITLE} - Tin hoạt động - {SITE}", ""),
        (f"{SITE} | {TITLE}", ""),
        (f"{SITE} - {TITLE}", ""),
        (f"Trang chủ » Tin tức » {TITLE}", ""),
        (SITE, og(TITLE)),
        ("Tin tức", og(f"{TITLE} - {SITE}")),
        (
            f"{TITLE} - Khoa học xứ Nghệ",
            '<meta property="og:site_name" content="Khoa học xứ Nghệ">',
        ),
        (PORTAL, f'<script type="application/ld+json">{json.dumps(REPORT)}</script>'),
    ],
)
@pytest.mark.parametrize(
    "shown", ["", DATE, f"<h2>Tin hoạt động</h2>{DATE}", CRUMBS + DATE, f"<div>{SITE}</div>{DATE}"]
)
def test_title_that_only_the_head_gives(shown: str, document_title: str, head: str) -> None:
    article = read(shown, document_title, head)
    assert article.title == TITLE
    assert article.text.removeprefix(f"{SITE}\n") == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "title",
    [
        "Hội nghị “Hà Nội 2020 - Hợp tác đầu tư và phát triển”",
        "Hội thảo Techmart 2020 - Kết nối cung cầu công nghệ",
        "Sở Khoa học và Công nghệ - 30 năm xây dựng và phát triển",
        "Chuyển đổi số - Sở Khoa học và Công nghệ đồng hành cùng doanh nghiệp",
        "Cuộc thi «Sáng tạo trẻ | Ươm mầm tài năng» khởi động",
        "Đề án 844 – bệ phóng cho khởi nghiệp sáng tạo",
        "Tuyến Quảng Trị - Savannakhet thông xe kỹ thuật",
        "Máy sấy lạnh: lời giải cho vùng nghệ ven sông",
    ],
)
def test_separators_that_belong_to_a_title_do_not_cut_it(title: str) -> None:
    for document_title, head in (
        (title, ""),
        (f"{title} - {SITE}", ""),
        (f"{title} | {SITE}", ""),
        (SITE, og(title)),
    ):
        assert read(DATE, document_title, head).title == title
        assert read(f"<h1>{title}</h1>{DATE}", document_title, head).title == title


@pytest.mark.parametrize(
    "escaped",
    ["&quot;", "&amp;quot;", "&amp;amp;quot;", "&amp;#34;"],
)
def test_title_that_was_escaped_twice(escaped: str) -> None:
    head = og(f"Dự án {escaped}Cân sạch{escaped} về đích")
    assert read(DATE, "Tin tức", head).title == 'Dự án "Cân sạch" về đích'


@pytest.mark.parametrize(
    "shown",
    [
        f'<h1><img src="t.png" alt="{TITLE}"></h1>',
        f'<h2 class="title"><a href="#"><img src="t.png" alt="{TITLE}"></a></h2>',
        f'<div class="title"><img src="t.png" alt="{TITLE}"></div>',
        f'<h1><img src="logo.png" alt="{SITE}"></h1><h2>{TITLE}</h2>',
    ],
)
@pytest.mark.parametrize("document_title", [PORTAL, SITE, f"{TITLE} | {SITE}"])
def test_title_that_is_shown_as_a_picture(shown: str, document_title: str) -> None:
    article = read(shown + DATE, document_title)
    assert (article.title, article.text) == (TITLE, "\n".join(PARAGRAPHS))


UPDATED = "Cập nhật: 14/03/2023"
LAYOUTS = {
    "rows": f"<tr><td><i>{UPDATED}</i></td></tr><tr><td><b>{TITLE}</b></td></tr>",
    "breaks": f"<tr><td><font size=1>{UPDATED}</font><br><b><font color=red>{TITLE}</font></b><br>",
    "section": "<tr><td><b>Hoạt động khoa học và công nghệ</b></td></tr>"
    f"<tr><td align=right>{UPDATED} 08:15</td></tr><tr><td><strong>{TITLE}</strong></td></tr>",
    "paragraph": f"<tr><td>{UPDATED}</td></tr><tr><td><p align=center><b>{TITLE}</b></p>",
    "style": f"<tr><td>{UPDATED}</td></tr><tr><td><span style='font-weight:bold'>{TITLE}</span>"
    "</td></tr>",
    "counter": f"<tr><td>{UPDATED} | Lượt xem: 20</td></tr><tr><td><b>{TITLE}<br></b></td></tr>",
    "lines": f"<tr><td>{UPDATED}</td></tr><tr><td><b>{FIRST}<br>{SECOND}</b></td></tr>",
    "above": f"<tr><td><b>Tin hoạt động</b></td></tr><tr><td><b>{TITLE}</b></td></tr>"
    f"<tr><td>{UPDATED}</td></tr>",
    "behind": f"<tr><td><b>{TITLE}</b> <i>({UPDATED})</i></td></tr>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "document_title",
    [
        SITE,
        "SO KHOA HOC VA CONG NGHE TINH PHU YEN",
        "Khoa học và Công nghệ Phú Yên - Tin tức",
        "Untitled Document",
        "",
    ],
)
def test_bold_line_at_the_date_is_the_title_in_tables(layout: str, document_title: str) -> None:
    menu = "".join(f'<tr><td><a href="?m={name}"><b>{name}</b></a></td></tr>' for name in MENU)
    others = "".join(
        f'<tr><td><a href="?id={n}">{title}</a> <i>(0{n + 1}/03/2009)</i></td></tr>'
        for n, title in enumerate(OTHERS)
    )
    html = (
        f"<html><head><title>{document_title}</title></head><body><table><tr><td><table>{menu}"
        f"</table></td><td><table>{LAYOUTS[layout]}<tr><td>{prose(*PARAGRAPHS)}</td></tr></table>"
        f"<table><tr><td><b>Các tin khác</b></td></tr>{others}</table></td><td><table><tr><td>"
        "<b>Thông báo</b></td></tr><tr><td>Số lượt truy cập: 1</td></tr></table></td></tr></table>"
    )
    article = read_page(html, "http://skhcn.vidu/default.asp?id=345").article
    assert article is not None
    assert (article.title, article.text) == (TITLE, "\n".join(PARAGRAPHS))
    assert (article.published or "").startswith("2023-03-14")


NAMES = (
    "Khai giảng lớp đo lường cho cán bộ xã vùng cao",
    "Kiểm định cân tại các chợ của huyện miền núi",
    "Bàn giao mô hình nấm rơm cho hợp tác xã ven sông",
    "Tập huấn mã vạch cho doanh nghiệp nhỏ và vừa",
    "Hội thi sáng tạo trẻ khép lại sau ba ngày tranh tài",
    "Trao giải sáng tạo kỹ thuật cho nông dân trong tỉnh",
)
WORDS = "mô, hình, nấm, rơm, hợp, tác, kiểm, định, cân, chợ, giống, lúa, máy, sấy, cà, phê, xoài"


@pytest.mark.parametrize(
    ("shown", "document_title"),
    [
        (DATE, "{0} | Sở Khoa học và Công nghệ"),
        (f"<h2>Tin hoạt động</h2>{DATE}", "{0} | Sở Khoa học và Công nghệ"),
        (f'<div class="title">{{1}}<br>{{2}}</div>{DATE}', "{0} | Sở Khoa học và Công nghệ"),
        (f"<h1>{{1}}<br>{{2}}</h1>{DATE}", SITE),
        (f'<h1><img src="a.png" alt="{{0}}"></h1>{DATE}', SITE),
        (f"<table><tr><td>{UPDATED}</td></tr><tr><td><b>{{0}}</b></td></tr></table>", SITE),
    ],
)
def test_titles_of_a_site_with_a_template(shown: str, document_title: str) -> None:
    pages = []
    for number, name in enumerate((*NAMES, TITLE)):
        first = name[:22].rpartition(" ")[0]
        texts = [_text(number + 1, line + 3) for line in range(4)]
        above = shown.format(name, first, name.removeprefix(first).strip())
        body = f'{above}<div class="text">{prose(*texts)}</div>'
        html = page(body, title=document_title.format(name))
        pages.append((html, f"http://skhcn.vidu/tin/{number}.html", name, texts))
    template = learn_template([(html, url) for html, url, *_ in pages[:-1]])
    html, url, name, texts = pages[-1]
    for known in (None, template):
        article = read_page(html, url, known).article
        assert article is not None
        assert (article.title, article.text) == (name, "\n".join(texts))


def _text(page_number: int, line: int) -> str:
    """A line of a text that no other page has."""
    words = WORDS.split(", ")
    chosen = (words[page_number * line * n % len(words)] for n in range(1, 40))
    return " ".join((f"Lần {page_number * 100 + line}", *chosen)) + f" {words[page_number]}."
