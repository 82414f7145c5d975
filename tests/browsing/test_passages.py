"""Passages that show why an article was found."""

import pytest

from crawler.browsing.passages import Marker
from crawler.database.reading_room.search import phrases

LONG = "Mở đầu. " * 200 + "Sở công bố tiêu chuẩn đo lường mới.\n" + "Kết thúc. " * 200


def shown(query: str, text: str) -> str:
    pieces = Marker(phrases(query)).passage(text)
    return "".join(f"[{p.text}]" if p.is_marked else p.text for p in pieces or ())


@pytest.mark.parametrize("query", ["do luong", "ĐO LƯỜNG", "đo luong"])
def test_words_are_marked_as_they_stand_in_the_text(query: str) -> None:
    assert "tiêu chuẩn [đo] [lường] mới" in shown(query, LONG)


def test_a_phrase_is_marked_as_a_whole_and_nowhere_else() -> None:
    assert shown('"do luong"', "Đo lường, đo và lường.") == "[Đo lường], đo và lường."


def test_parts_of_words_are_not_marked() -> None:
    assert shown("do", "đong đo dò ado") == "đong [đo] [dò] ado"


def test_the_passage_has_most_of_the_words_and_says_where_it_was_cut() -> None:
    passage = shown("tieu chuan mo", LONG)

    assert "[tiêu] [chuẩn]" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(passage) < 400


def test_a_text_without_the_words_has_no_passage() -> None:
    assert Marker(phrases("khac")).passage(LONG) is None
    assert Marker([]).passage(LONG) is None


@pytest.mark.parametrize("text", ["x" * 100_000, "a " * 50_000, "", "\n\n"])
def test_any_text_has_a_short_passage_or_none(text: str) -> None:
    assert len(shown("a x", text)) <= 1500
