"""Pages that React sends in parts read as they look once its scripts have run."""

from crawler.extraction import Article, extract
from tests.extraction.bylined import TEXT, TITLE, URL

FIRST, *REST = (f"<p>{paragraph}</p>" for paragraph in TEXT)
SCRIPT = '<script>$RC("B:0","S:0")</script>'
WAITING = "<p>Đang tải nội dung bài viết, xin bạn đọc chờ trong giây lát rồi hãy xem tiếp.</p>"


def read(body: str, late: str) -> Article:
    html = f'<html><head><meta charset="utf-8"></head><body>{body}{late}</body></html>'
    article = extract(html, URL)
    assert article is not None
    return article


def late_part(name: str, content: str) -> str:
    return f'<div hidden id="{name}">{content}</div>'


def around(place: str) -> str:
    """An article with a part that came late between its first paragraph and its last."""
    return f"<article><h1>{TITLE}</h1>{FIRST}{place}{REST[-1]}</article>"


def test_late_part_stands_where_what_stood_in_for_it_was() -> None:
    place = (
        f'<!--$?--><template id="B:0"></template>chờ<!--$-->{WAITING}<!--/$-->{WAITING}<!--/$-->'
    )
    article = read(around(place), late_part("S:0", "".join(REST[:-1])) + SCRIPT)
    assert article.text == "\n".join(TEXT)


def test_late_part_of_a_late_part() -> None:
    place = '<!--$?--><template id="B:0"></template><!--/$-->'
    late = late_part("S:1f", "".join(REST[1:-1])) + late_part(
        "S:0", f'{REST[0]}<template id="P:1f"></template>'
    )
    assert read(around(place), late).text == "\n".join(TEXT)


def test_nothing_is_taken_away_where_the_comments_are_gone() -> None:
    place = '<template id=":app-B:0"></template>'
    late = late_part(":app-S:0", "".join(REST[:-1]))
    assert read(around(place), late).text == "\n".join(TEXT)


def test_place_whose_part_never_came_and_part_around_its_own_place_do_no_harm() -> None:
    place = '<!--$?--><template id="B:7"></template><!--/$-->' + "".join(REST[:-1])
    late = late_part("S:2", '<template id="B:2"></template>')
    assert read(around(place), late).text == "\n".join(TEXT)
