"""What is an edit, and what only looks like one."""

from dataclasses import replace

import pytest

from crawler.extraction import Article
from crawler.recrawl.edits import is_edit, is_redesigned, is_respelled

PARAGRAPHS = [
    "Sáng 01/3, đoàn kiểm tra đã làm việc với 12 cửa hàng xăng dầu trên địa bàn huyện.",
    "Mười hai cột đo được kiểm định lại, tất cả đều nằm trong giới hạn sai số cho phép.",
    "Chi cục sẽ công bố kết quả đợt hai vào cuối quý, sau khi kiểm tra các huyện còn lại.",
]
ARTICLE = Article("http://skhcn.binhson.vidu/1", "Kiểm định cột đo", "\n".join(PARAGRAPHS))


def saying(*paragraphs: str, title: str = ARTICLE.title) -> Article:
    return replace(ARTICLE, title=title, text="\n".join(paragraphs))


@pytest.mark.parametrize("redesigned", [False, True])
@pytest.mark.parametrize(
    "after",
    [
        saying(PARAGRAPHS[0].replace("12", "14"), *PARAGRAPHS[1:]),
        saying(PARAGRAPHS[0], PARAGRAPHS[2]),
        saying(PARAGRAPHS[0], "Một cửa hàng bị nhắc nhở.", *PARAGRAPHS[1:]),
        saying(*PARAGRAPHS, title="Đính chính: Kiểm định cột đo"),
    ],
    ids=["figure", "paragraph cut", "paragraph added", "title"],
)
def test_other_words_are_an_edit(after: Article, redesigned: bool) -> None:
    assert is_edit(ARTICLE, after, redesigned=redesigned)


def test_other_paragraphs_of_the_same_words_are_none() -> None:
    assert not is_edit(ARTICLE, saying(" ".join(PARAGRAPHS)), redesigned=False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Cây xoài Hòa Lộc", "Cây xoài Hoà Lộc"),
        ("thủy sản, khỏe mạnh, hóa chất", "thuỷ sản, khoẻ mạnh, hoá chất"),
        ("QUÝ II, HÒA BÌNH", "QÚY II, HOÀ BÌNH"),
        ("của nghĩa vụ mía đường", "cuả nghiã vụ miá đường"),
    ],
)
def test_place_of_a_tone_mark_is_no_edit(before: str, after: str) -> None:
    old, new = saying(before, title=before), saying(after, title=after)
    assert is_respelled(old, new)
    assert not is_edit(old, new, redesigned=False)
    assert not is_respelled(old, saying(after, "Một dòng mới", title=after))


@pytest.mark.parametrize("after", ["hóa học", "hoa học", "hỏa học", "Hòa học", "hòa hóc"])
def test_another_tone_is_an_edit(after: str) -> None:
    assert is_edit(saying("hòa học"), saying(after), redesigned=False)


def test_what_stands_last_is_an_edit_only_in_the_same_layout() -> None:
    after = saying(*PARAGRAPHS, "Nguồn tin: Phòng Quản lý đo lường")
    assert is_edit(ARTICLE, after, redesigned=False)
    assert not is_edit(ARTICLE, after, redesigned=True)


def test_another_article_in_another_layout_is_an_edit() -> None:
    assert is_edit(ARTICLE, saying("Trang đang được nâng cấp."), redesigned=True)


def test_new_layout_is_told_by_the_names_of_its_parts() -> None:
    before = b'<div class="tin chi-tiet" id="bai-12"><p class="sapo">\xe1</p></div>'
    counted = before.replace(b"bai-12", b"bai-13").replace(b"\xe1", b"x")
    assert not is_redesigned(before, counted)
    assert is_redesigned(before, b'<article class="post"><p class="lead">x</p></article>')
