"""Every simulated portal but Liferay's, under the host name of a real one of its system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from .dotnetnuke import DotNetNuke
from .drupal import Drupal
from .fulllist import FullList
from .joomla import Joomla
from .kontum import KonTum
from .modern import Modern
from .nukeviet import NukeViet
from .plainphp import (
    CAN_THO,
    DA_NANG,
    HA_GIANG,
    HA_GIANG_1258,
    HA_GIANG_TCVN3,
    HA_GIANG_VNI,
    HUE,
    QUANG_TRI,
    THANH_HOA,
    PlainPHP,
)
from .provincial import Provincial
from .sharepoint import DienBien
from .sharepoint_lists import VinhPhuc, YenBai
from .system import System
from .travinh import TraVinh
from .vietq import VietQ
from .vnpt import VNPT, VNPTByScript
from .websphere import WebSphere
from .wordpress import WordPress


def _at(
    make: Callable[[str, str, int, int], System], host: str, province: str, seed: int
) -> Callable[[int], System]:
    return lambda count: make(host, province, count, seed)


SYSTEMS: Mapping[str, Callable[[int], System]] = {
    "dotnetnuke": _at(DotNetNuke, "tuyenquangkhcn.org.vn", "Tuyên Quang", 1),
    "drupal": _at(Drupal, "sokhcn.langson.gov.vn", "Lạng Sơn", 17),
    "fulllist": _at(FullList, "dost.hochiminhcity.gov.vn", "Hồ Chí Minh", 20),
    "joomla": _at(Joomla, "haiduongdost.gov.vn", "Hải Dương", 18),
    "kontum": _at(KonTum, "skhcn.kontum.gov.vn", "Kon Tum", 25),
    "modern": _at(Modern, "skhcn.baclieu.gov.vn", "Bạc Liêu", 21),
    "nukeviet": _at(NukeViet, "skhcn.dongnai.gov.vn", "Đồng Nai", 5),
    "plain_aspx": _at(partial(PlainPHP, dialect=CAN_THO), "sokhcn.cantho.gov.vn", "Cần Thơ", 10),
    "plain_bare": _at(partial(PlainPHP, dialect=QUANG_TRI), "dostquangtri.gov.vn", "Quảng Trị", 11),
    "plain_gd": _at(partial(PlainPHP, dialect=HUE), "skhcn.thuathienhue.gov.vn", "Huế", 23),
    "plain_ids": _at(partial(PlainPHP, dialect=DA_NANG), "dost.danang.gov.vn", "Đà Nẵng", 12),
    "plain_php": _at(partial(PlainPHP, dialect=HA_GIANG), "skhcn.hagiang.gov.vn", "Hà Giang", 13),
    "plain_portal": _at(
        partial(PlainPHP, dialect=THANH_HOA), "skhcn.thanhhoa.gov.vn", "Thanh Hóa", 24
    ),
    "plain_tcvn3": _at(partial(PlainPHP, dialect=HA_GIANG_TCVN3), "khcnnamdinh.vn", "Nam Định", 14),
    "plain_vni": _at(
        partial(PlainPHP, dialect=HA_GIANG_VNI), "khcnbinhduong.gov.vn", "Bình Dương", 15
    ),
    "plain_windows_1258": _at(
        partial(PlainPHP, dialect=HA_GIANG_1258), "khcnhungyen.gov.vn", "Hưng Yên", 16
    ),
    "provincial": _at(Provincial, "quangngai.gov.vn", "Quảng Ngãi", 22),
    "sharepoint_days": _at(DienBien, "skhcn.dienbien.gov.vn", "Điện Biên", 2),
    "sharepoint_postback": _at(YenBai, "sokhoahocvacongnghe.yenbai.gov.vn", "Yên Bái", 3),
    "sharepoint_views": _at(VinhPhuc, "sokhcn.vinhphuc.gov.vn", "Vĩnh Phúc", 4),
    "travinh": _at(TraVinh, "skhcn.travinh.gov.vn", "Trà Vinh", 26),
    "vietq": _at(VietQ, "vietq.vn", "Hà Nội", 8),
    "vnpt_query": _at(VNPT, "skhcn.longan.gov.vn", "Long An", 6),
    "vnpt_script": _at(VNPTByScript, "sokhcn.ninhbinh.gov.vn", "Ninh Bình", 7),
    "websphere": _at(WebSphere, "sokhcn.angiang.gov.vn", "An Giang", 9),
    "wordpress": _at(WordPress, "iso.dosttn.gov.vn", "Thái Nguyên", 19),
}
"""By name: makes the portal with so many stories."""
