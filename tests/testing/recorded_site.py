"""A small portal as a recording has it, in pages that extraction reads without a template."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.archive.records import Exchange, Place
from crawler.archive.writer import SiteArchive

SITE = "binh_son"
HOST = "skhcn.binhson.vidu"
BEGAN = datetime(2019, 5, 6, 2, 0, tzinfo=UTC)
MENU = "".join(
    f'<li><a href="/{path}">{text}</a></li>'
    for path, text in (
        ("", "Trang chủ"),
        ("gioi-thieu", "Giới thiệu chung về cơ quan"),
        ("lien-he", "Liên hệ"),
    )
)
TEXTS = (
    "Sáng nay, đoàn công tác của Sở đã làm việc với các cơ sở sản xuất nước mắm trong huyện.",
    "Các cơ sở được hướng dẫn ghi nhãn, công bố tiêu chuẩn áp dụng và đăng ký mã số mã vạch.",
    "Kết quả kiểm tra cho thấy phần lớn phương tiện đo đã được kiểm định đúng thời hạn.",
    "Sở đề nghị các địa phương tiếp tục tuyên truyền để người dân nắm rõ quy định mới.",
)
TITLES = (
    "Làng nghề nước mắm Bình Sơn xây dựng nhãn hiệu tập thể",
    "Kiểm tra chuyên đề về đo lường tại các chợ trung tâm",
    "Tập huấn áp dụng hệ thống quản lý chất lượng cho hợp tác xã",
    "Công bố kết quả đề tài chọn giống hành tím chịu hạn",
    "Khai mạc triển lãm sáng kiến của thanh niên nông thôn",
)


def url(path: str) -> str:
    """The address of a page of the portal."""
    return f"http://{HOST}/{path}"


def html(content: str) -> bytes:
    """A page of the portal, menu and all."""
    return (
        f"<html><head><title>Sở Khoa học và Công nghệ Bình Sơn</title></head><body>"
        f'<ul class="menu">{MENU}</ul><div id="content">{content}</div>'
        f"<div>Cơ quan chủ quản: Sở Khoa học và Công nghệ</div></body></html>"
    ).encode()


def article(number: int, *more: str) -> bytes:
    """The page of an article, whose text can go on."""
    paragraphs = "".join(f"<p>{text}</p>" for text in (*TEXTS, *more))
    return html(f"<h1>{TITLES[number]}</h1><p>{number + 1:02}/05/2019 08:30</p>{paragraphs}")


def listing() -> bytes:
    """The home page: it links all articles."""
    links = "".join(f'<li><a href="/tin/{n}.html">{t}</a></li>' for n, t in enumerate(TITLES))
    return html(f"<ul>{links}</ul>")


def answer(path: str, body: bytes, days: float = 0, **changes: object) -> Exchange:
    """What the portal answered so many days after the beginning."""
    return Exchange(
        **{
            "method": "GET",
            "url": url(path),
            "request_headers": (),
            "request_body": b"",
            "status": 200,
            "reason": "OK",
            "headers": (("Content-Type", "text/html; charset=utf-8"),),
            "body": body,
            "date": BEGAN + timedelta(days=days),
            **changes,
        }  # type: ignore[arg-type]
    )


def write(folder: Path, exchanges: Iterable[Exchange]) -> list[Place]:
    """Write a recording into a folder: a WARC file; where the answers lie in it."""
    archive = SiteArchive(folder, SITE, 10**9)
    places = [archive.write(exchange) for exchange in exchanges]
    archive.close()
    return places
