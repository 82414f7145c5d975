"""Reading a catalogue that somebody wrote, and what is said of one that is not right."""

import logging
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from crawler.catalogue import CatalogueError, Province, Site, load_provinces, load_sites
from crawler.catalogue.record import Record
from crawler.catalogue.record_file import RecordFile
from tests.testing import evil

SYSTEMS = ("liferay", "nukeviet", "vnpt")
FOUR_LINES = """
[quang_tri]
agency = "Sở Khoa học và Công nghệ tỉnh Quảng Trị"
province = "Quảng Trị"
url = "http://dostquangtri.gov.vn/"
"""


@pytest.fixture(scope="module")
def provinces() -> dict[str, Province]:
    return load_provinces(Path(__file__).parents[2] / "data" / "provinces.toml")


def written(folder: Path, text: str) -> Path:
    path = folder / "sites.toml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str) -> list[str]:
    """What is said of a sites.toml, a line each, without the name of the file before it."""
    path = written(folder, text)
    with pytest.raises(CatalogueError) as raised:
        load_sites(path, {}, SYSTEMS)
    return [line.removeprefix(f"{path}: ") for line in str(raised.value).splitlines()]


def test_four_lines_are_a_site(tmp_path: Path, provinces: dict[str, Province]) -> None:
    sites = load_sites(written(tmp_path, FOUR_LINES), provinces, SYSTEMS)
    agency = "Sở Khoa học và Công nghệ tỉnh Quảng Trị"
    assert sites == {
        "quang_tri": Site(
            name="quang_tri",
            agency=agency,
            province="Quảng Trị",
            url="http://dostquangtri.gov.vn/",
        )
    }
    assert sites["quang_tri"].crawlable


def test_hints(tmp_path: Path) -> None:
    hints = r"""
listings = ["http://dostquangtri.gov.vn/tin-tuc"]
article = '/\d+\.html$'
title = "h1.title::text"
delay = 5
until = 2025-06-30
"""
    site = load_sites(written(tmp_path, FOUR_LINES + hints), {}, SYSTEMS)["quang_tri"]
    assert site.listings == ("http://dostquangtri.gov.vn/tin-tuc",)
    assert site.article == r"/\d+\.html$"
    assert site.title == "h1.title::text"
    assert site.delay == 5.0
    assert site.until == "2025-06-30"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_from_any_editor(tmp_path: Path, encoding: str, form: Literal["NFC", "NFD"]) -> None:
    path = tmp_path / "sites.toml"
    text = unicodedata.normalize(form, FOUR_LINES)
    path.write_text(text.replace("\n", "\r\n"), encoding=encoding)
    assert load_sites(path, {}, SYSTEMS)["quang_tri"].province == "Quảng Trị"


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("Khánh Hòa", "Khánh Hòa"),
        ("khánh hoà", "Khánh Hòa"),
        ("Tỉnh Khánh Hòa", "Khánh Hòa"),
        ("KHÁNH HÒA", "Khánh Hòa"),
        ("Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("TP Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("Hồ Chí Minh", "TP. Hồ Chí Minh"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Thừa Thiên-Huế", "Thừa Thiên Huế"),
        ("TP. Huế", "Huế"),
        ("Việt Nam", "Việt Nam"),
    ],
)
def test_a_province_is_known_however_it_is_written(
    tmp_path: Path,
    provinces: dict[str, Province],
    caplog: pytest.LogCaptureFixture,
    name: str,
    known_as: str,
) -> None:
    path = written(tmp_path, FOUR_LINES.replace('province = "Quảng Trị"', f'province = "{name}"'))
    assert load_sites(path, provinces, SYSTEMS)["quang_tri"].province == known_as
    assert not caplog.records


def test_an_unknown_province_is_a_warning(
    tmp_path: Path, provinces: dict[str, Province], caplog: pytest.LogCaptureFixture
) -> None:
    path = written(tmp_path, FOUR_LINES.replace('"Quảng Trị"', '"Viêng Chăn"'))
    assert load_sites(path, provinces, SYSTEMS)["quang_tri"].province == "Viêng Chăn"
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (
            logging.WARNING,
            f'{path}: [quang_tri] province: "Viêng Chăn" is no province, former or present; '
            "crawled all the same",
        )
    ]


@pytest.mark.parametrize(
    ("name", "meant"), [("Quảng Trịi", "Quảng Trị"), ("Tỉnh Quãng Tỉi", "Quảng Trị")]
)
def test_the_nearest_province_is_suggested(
    tmp_path: Path,
    provinces: dict[str, Province],
    caplog: pytest.LogCaptureFixture,
    name: str,
    meant: str,
) -> None:
    load_sites(
        written(tmp_path, FOUR_LINES.replace('"Quảng Trị"', f'"{name}"')), provinces, SYSTEMS
    )
    assert f'no province, former or present (did you mean "{meant}"?); ' in caplog.text


# --- what can be wrong


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("agency = ", "agnecy = ", 'agnecy: no such key (did you mean "agency"?); '),
        ("url = ", "URL = ", 'URL: no such key (did you mean "url"?); correct or remove it'),
        ("url = ", "xyzzy = 1\nurl = ", "xyzzy: no such key; correct or remove it"),
        ("agency = ", "# ", 'agency: missing; add agency = "…"'),
        ("province = ", "# ", 'province: missing; add province = "…"'),
        ("url = ", "# ", 'url: missing; add url = "http://…", or status = "not found"'),
        ('"Quảng Trị"', '""', 'province: "" does not fit; write a text, such as "…"'),
        ('"Quảng Trị"', "45", 'province: 45 does not fit; write a text, such as "…"'),
        ("http:", "", 'url: "//dostquangtri.gov.vn/" is no address; write it whole, such as '),
        ("http://", "", 'url: "dostquangtri.gov.vn/" is no address; write it whole, such as '),
        ("http://dost", "http:// dost", 'url: "http:// dostquangtri.gov.vn/" is no address; '),
        ("http", "httpd", 'url: "httpd://dostquangtri.gov.vn/" is no address; '),
        (".vn/", ".vn:x/", 'url: "http://dostquangtri.gov.vn:x/" is no address; '),
        (
            "\nurl",
            '\nolder = "http://a.vn/"\nurl',
            'older: "http://a.vn/" does not fit; write a list',
        ),
        ("\nurl", '\nolder = ["http://a.vn/", "a.vn"]\nurl', 'older: "a.vn" is no address; '),
        ("\nurl", "\nfeeds = [1]\nurl", "feeds: 1 does not fit; write a text, such as "),
        (
            "\nurl",
            "\narticle = '/(\\d+'\nurl",
            "article: '/(\\d+' is no regular expression (missing )",
        ),
        ("\nurl", "\nskip = '*'\nurl", "skip: '*' is no regular expression (nothing to repeat"),
        ("\nurl", '\ntitle = "h1["\nurl', 'title: "h1[" is no CSS selector ('),
        ("\nurl", '\nscope = "so-khcn"\nurl', 'scope: "so-khcn" is no path; '),
        ("\nurl", '\ndelay = "2"\nurl', 'delay: "2" does not fit; write a number'),
        ("\nurl", "\ndelay = true\nurl", "delay: true does not fit; write a number"),
        ("\nurl", "\ndelay = -1\nurl", "delay: -1.0 is no length of time; write seconds"),
        ("\nurl", '\nuntil = "30/6/2025"\nurl', 'until: "30/6/2025" is no day; write it such as '),
        (
            "\nurl",
            '\nsystem = "lifray"\nurl',
            'system: there is no system "lifray"; write one of liferay, nukeviet, vnpt '
            '(did you mean "liferay"?), or remove the key',
        ),
        ("\nurl", '\nstatus = "gone"\nurl', 'status: "gone" does not fit; write one of known, '),
        ("\nurl", '\nsuccessor = "hue"\nurl', 'successor: there is no record "hue"; '),
    ],
)
def test_a_mistake_in_a_record(tmp_path: Path, old: str, new: str, line: str) -> None:
    found = mistakes(tmp_path, FOUR_LINES.replace(old, new, 1))
    assert len(found) == 1
    assert found[0].startswith(f"[quang_tri] {line}")


#: Those that a file in UTF-8 can hold.
WRITABLE = [a for a in evil.MALFORMED if a.encode("utf-8", "replace").decode() == a]


@pytest.mark.parametrize("address", WRITABLE)
def test_a_malformed_address_is_one_clear_line(tmp_path: Path, address: str) -> None:
    (line,) = mistakes(tmp_path, FOUR_LINES.replace("http://dostquangtri.gov.vn/", address))
    assert line.startswith(f'[quang_tri] url: "{address}" is no address; ')


def test_the_nearest_word_is_suggested(tmp_path: Path) -> None:
    assert mistakes(tmp_path, FOUR_LINES + 'status = "partail"')[0].endswith(
        'write one of known, partial, not found (did you mean "partial"?)'
    )


@pytest.mark.parametrize("key", ["name", "code"])
def test_the_name_of_a_record_is_no_key_of_it(tmp_path: Path, key: str) -> None:
    (line,) = mistakes(tmp_path, FOUR_LINES + f'{key} = "hue"')
    assert line.startswith(f"[quang_tri] {key}: no such key")


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Quang_Tri", "quang_tri"),
        ("quang-tri", "quang_tri"),
        ('"Quảng Trị"', "quang_tri"),
        ("45_quang_tri", "quang_tri"),
        ('"…"', "an_giang"),
    ],
)
def test_a_name_that_is_none_for_a_spider(tmp_path: Path, name: str, better: str) -> None:
    (line,) = mistakes(tmp_path, FOUR_LINES.replace("quang_tri", name, 1))
    assert line.startswith(f"[{name.strip(chr(34))}]: a record's name has lower-case letters")
    assert line.endswith(f"; write [{better}]")


def test_a_key_outside_a_record(tmp_path: Path) -> None:
    (line,) = mistakes(tmp_path, 'agency = "Sở"\n' + FOUR_LINES)
    assert line == "agency: stands outside a record; move it below a line such as [an_giang]"


@pytest.mark.parametrize(
    "same",
    [
        "http://dostquangtri.gov.vn/",
        "https://www.DOSTquangtri.gov.vn",
    ],
)
def test_two_sites_with_one_address(tmp_path: Path, same: str) -> None:
    second = FOUR_LINES.replace("[quang_tri]", "[quang_binh]").replace(
        "http://dostquangtri.gov.vn/", same
    )
    assert mistakes(tmp_path, FOUR_LINES + second) == [
        f'[quang_binh] url: "{same}" stands in [quang_tri] as well; remove it here'
    ]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    text = FOUR_LINES.replace("url =", "ulr =") + '[hue]\nprovince = 1\n[ha_nam]\nagency = "Sở"\n'
    assert [line.partition(": ")[0] for line in mistakes(tmp_path, text)] == [
        "[quang_tri] ulr",
        "[hue] agency",
        "[hue] province",
        "[hue] url",
        "[ha_nam] province",
        "[ha_nam] url",
    ]


def test_every_mistake_in_one_record_is_told_at_once(tmp_path: Path) -> None:
    mistaken = r"""
[Hue]
agency = 1
province = ""
status = "gone"
url = "http://dostquangtri.gov.vn/"
older = ["a.vn", "http://a.vn/", 2, "b.vn"]
scope = "so"
system = "sharepoint"
until = "hôm qua"
successor = "quang_tr"
article = "("
body = "h1["
delay = "5"
skips = "x"
"""
    found = mistakes(tmp_path, FOUR_LINES + mistaken)
    assert [line.split(": ")[0] for line in found] == [
        "[Hue]",
        *("[Hue] agency", "[Hue] province", "[Hue] status"),
        *("[Hue] older", "[Hue] older", "[Hue] older"),
        *("[Hue] scope", "[Hue] system", "[Hue] until", "[Hue] successor"),
        *("[Hue] article", "[Hue] body", "[Hue] delay", "[Hue] skips"),
        "[Hue] url",
    ]
    assert '[Hue] successor: there is no record "quang_tr" (did you mean "quang_tri"?)' in "".join(
        found
    )


def test_a_value_of_a_type_that_no_record_has_yet(tmp_path: Path) -> None:
    class Switch(Record):
        name: str
        on: bool

    file = RecordFile(written(tmp_path, "[lamp]\non = 2000-01-01"), "SITES_FILE")
    assert file.records(Switch, "name") == {}
    (line,) = file.mistakes
    assert line.endswith(
        "[lamp] on: 2000-01-01 does not fit; write what fits (Input should be a valid boolean)"
    )


def test_mistakes_in_provinces_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "provinces.toml"
    path.write_text(
        'an_giang = { name = "An Giang", period = "old", present = "nowhere" }\n'
        'kien_giang = { nam = "Kiên Giang", period = "former", present = "an_giang" }\n'
        'ca_mau = { name = "Cà Mau", period = "present", present = "ca_mau", valid_from = 2025 }\n',
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError) as raised:
        load_provinces(path)
    assert [line.removeprefix(f"{path}: ") for line in str(raised.value).splitlines()] == [
        '[an_giang] period: "old" does not fit; write one of former, present',
        '[an_giang] present: "nowhere" is no present province; write the key of one',
        '[kien_giang] nam: no such key (did you mean "name"?); correct or remove it',
        '[ca_mau] valid_from: "2025" is no day; write it such as 2025-06-30',
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (f"[hue]\ndelay = {'9' * 5000}".encode(), "is not valid TOML: Exceeds the limit"),
        (b"[quang_tri\n", "is not valid TOML: Expected ']' at the end of a table declaration (at "),
        (FOUR_LINES.encode() * 2, "is not valid TOML: Cannot declare ('quang_tri',) twice (at "),
        ("[hue]\nagency = 'Sở'".encode("utf-16"), "is not UTF-8 text; save it as UTF-8"),
        (b"# nothing yet\n", "holds no record; add one"),
    ],
)
def test_a_file_that_is_no_catalogue(tmp_path: Path, content: bytes, line: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_bytes(content)
    with pytest.raises(CatalogueError) as raised:
        load_sites(path, {}, SYSTEMS)
    assert str(raised.value).startswith(f"{path}: {line}")
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for load, setting in (
        (lambda path: load_sites(path, {}, SYSTEMS), "SITES_FILE"),
        (load_provinces, "PROVINCES_FILE"),
    ):
        with pytest.raises(CatalogueError) as raised:
            load(tmp_path / "missing.toml")
        assert str(raised.value) == (
            f"{tmp_path / 'missing.toml'}: cannot be read (No such file or directory); "
            f"check the setting {setting}"
        )


@pytest.mark.parametrize("present", ["kien_giang", "nowhere"])
def test_a_province_that_became_none(tmp_path: Path, present: str) -> None:
    path = tmp_path / "provinces.toml"
    path.write_text(
        f'an_giang = {{ name = "An Giang", period = "former", present = "{present}" }}\n'
        'kien_giang = { name = "Kiên Giang", period = "former", present = "an_giang_2025" }\n'
        'an_giang_2025 = { name = "An Giang", period = "present", present = "an_giang_2025" }\n',
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError) as raised:
        load_provinces(path)
    assert str(raised.value) == (
        f'{path}: [an_giang] present: "{present}" is no present province; write the key of one'
    )
