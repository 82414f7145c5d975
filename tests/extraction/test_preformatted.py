"""Text that is typed into a page line by line reads as its lines."""

import pytest

from crawler.extraction import extract
from tests.extraction.test_byline import TEXT, TITLE, URL


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


def in_two(line: str) -> str:
    """A line, cut about the middle before a word in lower case."""
    words = line.split()
    places = sorted(range(1, len(words)), key=lambda place: abs(place - len(words) // 2))
    place = next(place for place in places if words[place].islower())
    return " ".join(words[:place]) + "\n" + " ".join(words[place:])


def test_line_that_was_cut_at_a_width_is_one_with_the_next() -> None:
    assert read("<pre>" + "\n\n".join(map(in_two, TEXT)) + "</pre>") == "\n".join(TEXT)


def test_line_feeds_elsewhere_are_spaces() -> None:
    paragraphs = "".join(f"<p>{line.replace(' ', chr(10))}</p>" for line in TEXT)
    assert read(paragraphs) == "\n".join(TEXT)
