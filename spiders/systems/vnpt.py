"""Portals by VNPT (UIArticle modules): Ninh Bình and, by their addresses, Cao Bằng, Lào Cai,
Sơn La, Long An, Thái Nguyên."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from scrapy.http import Request, Response

from spiders.systems.base import System

_CALL = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"
_PAGE_SIZE = 15


class Vnpt(System):
    """Listings show their first page; a script fetches further ones as fragments of HTML.

    Simulated by `vnpt_query` and `vnpt_script`.
    """

    name = "vnpt"
    signs = re.compile(
        r"/DesktopModule/UIArticle|UIListNews_Default|ArticleInMenuPagination", re.IGNORECASE
    )

    def further(self, response: Response) -> Iterator[Request]:
        """The call for the next page, with the category and site that the page names."""
        source = response.body.decode("utf-8", "replace")
        page = response.meta.get("vnpt_page", 1) + 1
        category = response.meta.get("vnpt_category") or _number(source, "article_category_id")
        site = response.meta.get("vnpt_site") or _number(source, "site_id")
        if not category or not site:
            return
        yield Request(
            urljoin(response.url, _CALL),
            method="POST",
            headers={"Content-Type": "application/json; charset=utf-8"},
            body=json.dumps(
                {
                    "article_category_id": category,
                    "site_id": site,
                    "page": page,
                    "page_size": _PAGE_SIZE,
                    "lang": "vi-VN",
                }
            ),
            meta={"vnpt_page": page, "vnpt_category": category, "vnpt_site": site},
        )


def _number(text: str, name: str) -> str | None:
    match = re.search(rf"{name}['\"]?\s*[:=]\s*['\"]?(\d+)", text)
    return match.group(1) if match else None
