"""What changes around articles while they stay what they are: boxes, banners, a new design."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import escape

from .server import Response
from .system import Link, System

_NAMED = re.compile(r'\b(class|id)="([^"]+)"')
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_END = re.compile(r"</body>", re.IGNORECASE)
_ADVERTS = (
    "Kỷ niệm 65 năm ngày thành lập ngành Khoa học và Công nghệ",
    "Lấy ý kiến góp ý dự thảo Chiến lược phát triển đến năm 2045",
    "Giải thưởng Chất lượng Quốc gia: mời doanh nghiệp đăng ký",
    "Tra cứu mã số mã vạch và truy xuất nguồn gốc nông sản",
    "Đường dây nóng tiếp nhận phản ánh, kiến nghị: 0900 000 xxx",
)


class Surroundings:
    """Boxes that are others on every visit, and what a redesign makes of the frame."""

    def __init__(self, portal: System) -> None:
        self._portal = portal
        self._visits = itertools.count()
        self._design = 0

    def redesign(self, change: Callable[[System], object] = lambda portal: None) -> None:
        """Give classes and ids other names, and the pages another frame; and what else changes."""
        self._design += 1
        change(self._portal)

    def around(self, response: Response, day: date) -> Response:
        """An answer with what stands around it."""
        if response.status != 200 or b"</body>" not in response.body.lower():
            return response
        text = self._portal.read(response.body)
        rng = random.Random(next(self._visits))  # noqa: S311 - repeatable on purpose
        above, below = self._above(rng), self._below(rng)
        if self._design:
            above = f'<div class="topbar">{self._links(self._portal.sections)}</div>'
            below += f"<div>Phiên bản {self._design}.0, ra mắt năm {day.year}</div>"
        text = _BODY.sub(lambda tag: tag[0] + above, text, count=1)
        text = _END.sub(lambda tag: below + tag[0], text, count=1)
        if self._design:
            text = _NAMED.sub(self._renamed, text)
        return replace(response, body=self._portal.page(text).body)

    def _renamed(self, attribute: re.Match[str]) -> str:
        names = " ".join(f"v{self._design}-{name[::-1]}" for name in attribute[2].split())
        return f'{attribute[1]}="{names}"'

    def _above(self, rng: random.Random) -> str:
        degrees = rng.randint(19, 36)
        return f'<div class="thoi-tiet">{self._portal.province}: {degrees}°C</div>'

    def _below(self, rng: random.Random) -> str:
        advert = rng.choice(_ADVERTS)
        stories = self._portal.stories
        most_read = self._portal.links(rng.sample(stories, min(5, len(stories))))
        return (
            f'<div class="qc"><a href="http://quangcao.vidu.vn/{rng.randint(1, 99)}">{advert}</a>'
            '</div><div class="box doc-nhieu"><h3>Đọc nhiều nhất</h3>'
            f"{self._links(most_read)}</div>"
        )

    def _links(self, links: list[Link]) -> str:
        items = "".join(
            f'<li><a href="{escape(link.href)}">{escape(link.title)}</a></li>' for link in links
        )
        return f"<ul>{items}</ul>"
