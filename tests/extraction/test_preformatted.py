"""Text that is typed into a page line by line reads as its lines."""

from textwrap import fill

import pytest

from crawler.extraction import extract
from tests.extraction.bylined import TEXT, TITLE, URL


def read(body: str) -> str:
    html = f'<html><head><meta charset="utf-8"></head><body><h1>{TITLE}</h1>{body}</body></html>'
    article = extract(html, URL)
    assert article is not None
    return article.text


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<pre>", "</pre>"),
        ('<div style="color:#333; white-space: pre-line">', "</div>"),
        ('<div><span style="white-space:pre-wrap;">', "</span></div>"),
    ],
)
def test_each_line_is_a_paragraph(opening: str, closing: str) -> None:
    assert read(opening + "\n\n".join(TEXT) + closing) == "\n".join(TEXT)


def test_lines_around_other_elements_are_kept_apart() -> None:
    first, second, *rest = TEXT
    lines = f"{first}\n<b>{second}</b>\n" + "\n".join(rest)
    assert read(f"<pre>{lines}</pre>") == "\n".join(TEXT)


@pytest.mark.parametrize("width", [60, 72, 90])
@pytest.mark.parametrize("indent", ["", "    "])
def test_lines_that_were_cut_at_a_width_are_one(width: int, indent: str) -> None:
    cut = [fill(line, width, subsequent_indent=indent) for line in TEXT]
    assert read("<pre>" + "\n\n".join(cut) + "</pre>") == "\n".join(TEXT)


def test_entries_of_a_list_stay_apart() -> None:
    entries = [f"{number}. Máy sấy nông sản kiểu {number} của cơ sở Bình Minh" for number in (1, 2)]
    text = read("<pre>" + "\n".join((*TEXT, *entries)) + "</pre>")
    assert text == "\n".join((*TEXT, *entries))


def test_line_feeds_elsewhere_are_spaces() -> None:
    paragraphs = "".join(f"<p>{line.replace(' ', chr(10))}</p>" for line in TEXT)
    assert read(paragraphs) == "\n".join(TEXT)
