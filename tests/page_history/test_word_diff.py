"""What changed from one text to another."""

import time

import pytest

from crawler.page_history.word_diff import Kind, differences, is_changed

_MARKS = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
TEXT = "Ngày 12/5/2020, Sở họp tại Kon Tum.\nĐoạn hai giữ nguyên như cũ."


def shown(before: str, after: str) -> list[str]:
    """A line for each paragraph, as `git diff --word-diff` would mark it."""
    return [
        "".join(_MARKS[piece.kind].format(piece.text) for piece in paragraph)
        for paragraph in differences(before, after)
    ]


def test_words_and_numbers_are_compared_whole() -> None:
    assert shown(TEXT, TEXT.replace("12/5", "13/5").replace("Sở họp", "Sở đã họp")) == [
        "Ngày [-12/5/2020-]{+13/5/2020+}, Sở {+đã+} họp tại Kon Tum.",
        "Đoạn hai giữ nguyên như cũ.",
    ]


def test_a_mark_that_changed_leaves_its_word_alone() -> None:
    assert shown("Sở họp tại Kon Tum.", "Sở họp tại Kon Tum!") == ["Sở họp tại Kon Tum[-.-]{+!+}"]


def test_paragraphs_come_and_go_whole() -> None:
    assert shown(TEXT, TEXT + "\nĐoạn ba thêm sau.")[2:] == ["{+Đoạn ba thêm sau.+}"]
    assert shown(TEXT, TEXT.splitlines()[1])[0] == "[-Ngày 12/5/2020, Sở họp tại Kon Tum.-]"


def test_a_paragraph_that_was_cut_in_two_lost_no_word() -> None:
    before = "Sở họp tại Kon Tum. Các huyện cùng dự họp."
    assert shown(before, before.replace(". Các", ".\nCác")) == [
        "Sở họp tại Kon Tum.",
        "Các huyện cùng dự họp.",
    ]


def test_a_paragraph_in_place_of_another_is_not_one_rewritten() -> None:
    after = "Văn phòng vừa công bố kết quả kiểm tra xăng dầu quý hai."
    assert shown("Sở họp tại Kon Tum.", after) == ["[-Sở họp tại Kon Tum.-]", f"{{+{after}+}}"]


def test_the_same_text_has_no_change() -> None:
    assert not any(is_changed(paragraph) for paragraph in differences(TEXT, TEXT))
    assert differences("", "") == []


@pytest.mark.parametrize("kept", [Kind.REMOVED, Kind.ADDED])
def test_each_text_can_be_read_in_what_is_shown(kept: Kind) -> None:
    after = TEXT.replace("tại", "ở thành phố").replace("\nĐoạn hai", "\nMột đoạn mới.\nĐoạn cuối")
    wanted = after if kept is Kind.ADDED else TEXT
    words = [
        piece.text
        for paragraph in differences(TEXT, after)
        for piece in paragraph
        if piece.kind in (kept, Kind.SAME)
    ]
    assert "".join(" ".join(words).split()) == "".join(wanted.split())


@pytest.mark.parametrize(("paragraphs", "words"), [(1, 30_000), (400, 200), (5_000, 20)])
def test_texts_of_any_length_are_compared_in_time(paragraphs: int, words: int) -> None:
    usual = ["của", "và", "các", "trong", "được", "cho", "với", "khoa", "học", "công", "nghệ"]
    before = "\n".join(
        " ".join(usual[(p * 7 + w * w) % 10] if w % 2 else f"{p}x{w}" for w in range(words))
        for p in range(paragraphs)
    )
    began = time.perf_counter()
    changes = differences(before, before.replace("x1", "y1").replace("x4", "z4"))
    assert any(is_changed(paragraph) for paragraph in changes)
    assert time.perf_counter() - began < 10
