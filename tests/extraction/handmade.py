"""Pages of no known system, from a few parts."""

import json

URL = "http://skhcn.vidu/tin-tuc/nghiem-thu-may-say-lanh-cho-vung-nghe-1204.html"
TITLE = "Nghiệm thu máy sấy lạnh cho vùng nghệ ven sông"
PARAGRAPHS = (
    "Hội đồng khoa học cấp tỉnh vừa nghiệm thu đề tài chế tạo máy sấy lạnh cho vùng nghệ ven sông, "
    "do Trung tâm Ứng dụng tiến bộ khoa học và công nghệ chủ trì thực hiện trong mười bốn tháng.",
    "Ba máy đặt tại hợp tác xã đã sấy hơn bốn tấn nghệ tươi, hao hụt giảm một nửa so với phơi nắng "
    "và màu bột nghệ đạt yêu cầu của hai doanh nghiệp thu mua.",
    "Theo chủ nhiệm đề tài, mỗi mẻ sấy hết chừng mười bốn số điện; nhóm nghiên cứu sẽ chuyển giao "
    "bản vẽ cho xưởng cơ khí của huyện để giảm giá thành trong năm tới.",
)
OTHERS = (
    "Kiểm tra đo lường xăng dầu dịp cuối năm",
    "Cấp giấy chứng nhận nhãn hiệu tập thể nước mắm",
    "Tập huấn viết hồ sơ dự thi sáng tạo kỹ thuật",
    "Khai mạc tuần lễ khởi nghiệp đổi mới sáng tạo",
    "Bàn giao mô hình trồng nấm rơm trong nhà",
)
MENU = "".join(f'<li><a href="/{n}">Chuyên mục {n}</a></li>' for n in range(12))


def page(body: str, head: str = "", title: str = TITLE) -> str:
    """A page of no known system."""
    footer = "<div>Bản quyền thuộc Sở Khoa học và Công nghệ</div>"
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><ul>{MENU}</ul>{body}{footer}</body></html>"
    )


def graph_type(name: str) -> str:
    return f'<meta property="og:type" content="{name}">'


def json_ld(*types: str) -> str:
    data = {"@graph": [{"@type": name} for name in types]}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def prose(*paragraphs: str) -> str:
    return "<div>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + "</div>"


def headline(title: str, number: int = 1) -> str:
    return f'<a href="/tin-tuc/{number}.html">{title}</a>'


ARTICLE = f"<h1>{TITLE}</h1><div>14/03/2023</div>{prose(*PARAGRAPHS)}"
