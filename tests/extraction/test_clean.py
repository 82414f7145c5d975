"""A line of a page comes into the one normal form, whatever was done to it on its way."""

import unicodedata
from collections.abc import Callable
from html.entities import codepoint2name

import pytest

from crawler.extraction.source.blocks import clean
from crawler.vietnamese.unicode import tidy
from tests.testing.alphabet import misread, to_tcvn3, to_vni, to_windows_1258
from tests.testing.texts import OTHERS, PARAGRAPHS


def escaped(letter: str) -> str:
    name = codepoint2name.get(ord(letter))
    if letter.isascii():
        return letter
    return f"&amp;{name};" if name else f"&amp;#{ord(letter)};"


DAMAGES: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "marks of windows-1258": lambda text: to_windows_1258(text).decode("cp1258"),
    "no-break spaces": lambda text: "\u00a0" + text.replace(" ", "\u00a0 ") + "\u200b\n",
    "invisible characters": lambda text: "\u200b".join(text).replace(" ", "\u00ad \ufeff"),
    "escaped twice": lambda text: "".join(map(escaped, text)),
    "mojibake": misread,
    "mojibake of windows-1258": lambda text: misread(text, "cp1258"),
    "mojibake, twice": lambda text: misread(misread(text)),
    "mojibake, decomposed": lambda text: misread(unicodedata.normalize("NFD", text)),
    "tcvn3": to_tcvn3,
    "vni": to_vni,
}
#: They have letters and signs that the old encodings do not.
TEXTS = [text for text in PARAGRAPHS if not set("²°±“”…Ủ").intersection(text)]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_text_is_repaired(damage: str) -> None:
    assert len(TEXTS) > 5
    for text in TEXTS:
        assert clean(DAMAGES[damage](text)) == text


@pytest.mark.parametrize("text", [*PARAGRAPHS, *OTHERS])
def test_clean_text_stays(text: str) -> None:
    assert clean(text) == tidy(text)
