"""Two pages show the same article when they say the same, whatever the Unicode form and spacing."""

import unicodedata

import pytest
from hypothesis import given

from crawler.deduplication.fingerprint import content_hash
from crawler.vietnamese.unicode import tidy
from tests.testing.properties import HUNDRED, VIETNAMESE

TITLE = "Hội nghị đo lường, chất lượng"
TEXT = "Sáng 01/3, đoàn đã đến.\nKết quả được công bố."


def test_hash_never_changes() -> None:
    """All databases hold it."""
    expected = "272db42da113bd8d8b5588347153871d27f737c6f7dd4e5bad48755d9d8339ef"
    assert content_hash(TITLE, TEXT) == expected


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (unicodedata.normalize("NFD", TITLE), unicodedata.normalize("NFD", TEXT)),
        (f"  {TITLE}\n", f"\n{TEXT}  "),
        (TITLE.replace(" ", "\u00a0"), TEXT.replace(" ", "  ")),
        (TITLE.replace("đo", "đ\u200bo"), TEXT.replace("đoàn", "đo\u00adàn")),
        (TITLE, TEXT.replace("\n", "\r\n\r\n")),
        (TITLE, TEXT.replace("\n", " ")),
    ],
)
def test_form_makes_no_difference(title: str, text: str) -> None:
    assert content_hash(title, text) == content_hash(TITLE, TEXT)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE.upper(), TEXT),
        (TITLE.replace(",", ""), TEXT),
        (TITLE, TEXT.replace("01/3", "02/3")),
        (TITLE, TEXT.replace("đã", "da")),
        (TITLE, TEXT + "."),
        (f"{TITLE} Sáng", TEXT.removeprefix("Sáng ")),
        ("", f"{TITLE}\n{TEXT}"),
    ],
)
def test_what_it_says_makes_one(title: str, text: str) -> None:
    assert content_hash(title, text) != content_hash(TITLE, TEXT)


@HUNDRED
@given(VIETNAMESE, VIETNAMESE)
def test_hash_is_that_of_the_normal_form(title: str, text: str) -> None:
    normal = content_hash(tidy(title), tidy(text))
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert {content_hash(title, form) for form in (text, *forms, f" {text}\n")} == {normal}
