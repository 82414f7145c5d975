"""The first paragraph is the lead where the page sets it apart, and nowhere else."""

import pytest

from crawler.extraction import extract

URL = "http://skhcn.vidu/tin-tuc/bai-12.html"
TITLE = "Khai trương sàn giao dịch công nghệ và thiết bị trực tuyến"
LEAD = (
    "Sàn giao dịch công nghệ trực tuyến của tỉnh vừa khai trương với hơn 300 quy trình, thiết bị "
    "được chào bán ngay trong ngày đầu."
)
TEXT = (
    "Sáng 12/9, gần một trăm doanh nghiệp, hợp tác xã trong tỉnh đã dự buổi khai trương tại Trung "
    "tâm Ứng dụng tiến bộ khoa học và công nghệ."
)
MORE = (
    "Người mua được tư vấn miễn phí và được hỗ trợ một phần chi phí lắp đặt nếu ký hợp đồng trong "
    "năm nay, lãnh đạo Trung tâm cho biết."
)


def lead(opening: str, rest: str = f"<p>{TEXT}</p><p>{MORE}</p>", head: str = "") -> str | None:
    article = extract(
        f"<head>{head}</head><body><div><h1>{TITLE}</h1>{opening}<div>{rest}</div></div></body>",
        URL,
    )
    assert article is not None
    assert article.text.startswith(f"{LEAD}\n")
    return article.lead


@pytest.mark.parametrize(
    "opening",
    [
        f'<p class="sapo">{LEAD}</p>',
        f'<div class="news-sapo"><p>{LEAD}</p></div>',
        f'<h2 class="chapeau">{LEAD}</h2>',
        f'<div id="ctl00_lblTomTat">{LEAD}</div>',
        f'<div class="ArticleSummary">{LEAD}</div>',
        f'<div class="chitiet_tomtat"><strong>{LEAD}</strong></div>',
        f'<div itemprop="description">{LEAD}</div>',
        f"<p><strong>{LEAD}</strong></p>",
        f'<p><span style="font-weight: bold">{LEAD[:40]}</span><b>{LEAD[40:]}</b></p>',
    ],
)
def test_lead_by_its_name_or_its_letters(opening: str) -> None:
    assert lead(opening) == LEAD


@pytest.mark.parametrize("name", ["og:description", "description"])
def test_lead_by_the_pages_description(name: str) -> None:
    assert lead(f"<p>{LEAD}</p>", head=f'<meta name="{name}" content="{LEAD}">') == LEAD


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        (f"<p>{LEAD}</p>", f"<p>{TEXT}</p><p>{MORE}</p>"),
        # A name of the whole text, or of another kind.
        (f'<p class="leading-6">{LEAD}</p>', f"<p>{TEXT}</p><p>{MORE}</p>"),
        ("", f'<div class="summary"><p>{LEAD}</p><p>{TEXT}</p><p>{MORE}</p></div>'),
        # All of the text is bold, or much of it.
        (f"<p><b>{LEAD}</b></p>", f"<p><b>{TEXT}</b></p><p>{MORE}</p>"),
        # Only its beginning is.
        (f"<p><b>{LEAD[:60]}</b>{LEAD[60:]}</p>", f"<p>{TEXT}</p><p>{MORE}</p>"),
        # There is nothing that it could lead into.
        (f'<p class="sapo">{LEAD}</p>', "<p></p>"),
    ],
)
def test_paragraph_like_the_others_is_no_lead(opening: str, rest: str) -> None:
    article = extract(f"<body><div><h1>{TITLE}</h1>{opening}<div>{rest}</div></div></body>", URL)
    assert article is not None
    assert article.text.startswith(LEAD)
    assert article.lead is None


@pytest.mark.parametrize("description", [LEAD[:60] + "…", f"{LEAD} {TEXT}", TITLE, "Sở KH&CN"])
def test_description_cut_from_the_text_makes_no_lead(description: str) -> None:
    assert lead(f"<p>{LEAD}</p>", head=f'<meta name="description" content="{description}">') is None
