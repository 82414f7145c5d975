"""A short article with a date line, a byline or what looks like them around its text."""

import json

from crawler.extraction import Article, extract

URL = "http://skhcn.vidu.vn/tin-tuc/khai-truong-san-giao-dich"
TITLE = "Khai trương sàn giao dịch công nghệ và thiết bị trực tuyến"
TEXT = (
    "Sáng 12/9/2021, Trung tâm Ứng dụng tiến bộ khoa học và công nghệ khai trương sàn giao dịch "
    "công nghệ trực tuyến với sự tham dự của gần một trăm doanh nghiệp, hợp tác xã trong tỉnh.",
    "Thực hiện Quyết định số 1322/QĐ-TTg ngày 31/8/2020, hơn 300 quy trình, thiết bị được chào "
    "bán; nhiều nhất là máy sấy nông sản và men vi sinh xử lý phụ phẩm.",
    "Người mua được tư vấn miễn phí và được hỗ trợ một phần chi phí lắp đặt nếu ký hợp đồng.",
)
CLOCK = "<div>Thứ Tư, 10/11/2021 14:05</div>"
FOOTER = (
    "<div>Giấy phép số 10/GP-TTĐT ngày 05/05/2019</div>"
    "<div>Điện thoại: 0233.3852.458 - Fax: 02.03.2018.45</div>"
    "<div>Lượt truy cập: 10.02.2018</div>"
)


def headlines(item: str) -> str:
    link = '<a href="/tin/{0}.html">Hội thảo góp ý quy hoạch mạng lưới số {0}</a>'
    return "".join(item.format(link.format(number)) for number in "123")


def json_ld(**data: object) -> str:
    data = {"@type": "NewsArticle", "headline": TITLE} | data
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def read(
    above: str = "", below: str = "", after: str = "", head: str = "", others: str = ""
) -> Article:
    """An article with this above and below its title, after its text and in the page's head."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    main = f"{above}<h1>{TITLE}</h1>{below}<div>{text}</div>{after}<div>{others}</div>"
    page = (
        f'<html><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head><body>'
        f"{CLOCK}<ul><li>Trang chủ<li>Tin tức<li>Văn bản</ul><main>{main}</main>{FOOTER}</body>"
    )
    article = extract(page, URL)
    assert article is not None
    assert article.title == TITLE
    return article
