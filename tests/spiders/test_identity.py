"""The addresses under which a content system shows one article have one identity."""

import pytest

from spiders.systems.dotnetnuke import DotNetNuke
from spiders.systems.nukeviet import NukeViet

HOST = "http://skhcn.binhson.vidu"


@pytest.mark.parametrize(
    ("address", "identity"),
    [
        ("/tabid/330/mid/417/ItemID/2408/Default.aspx", "item/417/2408"),
        ("/Default.aspx?tabid=330&mid=417&ItemID=2408", "item/417/2408"),
        ("/tabid/5/ctl/Details/mid/417/id/2408/tin.aspx", "item/417/2408"),
        ("/Default.aspx?tabid=9&newsid=2408", "item/2408"),
        ("/tin-tuc/id/2408", None),
        ("/tabid/330/Default.aspx", None),
    ],
)
def test_dotnetnuke_names_an_article_by_module_and_item(address: str, identity: str | None) -> None:
    assert DotNetNuke().identity(HOST + address, "") == identity


@pytest.mark.parametrize(
    ("address", "identity"),
    [
        (
            "/index.php?language=vi&nv=news&op=do-luong%2FCot-do-xang-dau-12",
            "…/cot-do-xang-dau-12.html",
        ),
        ("/index.php?language=vi&nv=news&op=do-luong/cot-do-12.html&p=1", "…/cot-do-12.html"),
        ("/index.php?language=vi&nv=news&op=do-luong", None),
        ("/vi/news/do-luong/cot-do-12.html", None),
    ],
)
def test_nukeviet_names_an_article_by_its_slug_also_in_the_query(
    address: str, identity: str | None
) -> None:
    assert NukeViet().identity(HOST + address, "") == identity
