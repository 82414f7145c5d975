"""The texts of four real pages, in the layouts of their portals, come out as they are.

The texts belong to their publishers and are no part of the project: where the folder beside it
that has them is missing, these tests are skipped.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.extraction import extract
from tests.layouts import wrap_text

SEEDS = Path(__file__).parent.parent.parent.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no folder {SEEDS}")


@dataclass(frozen=True)
class Seed:
    """Where what stands in a text: its lines are counted without the empty ones."""

    site: str
    title: int
    title_tail: str
    body: slice
    captions: tuple[int, ...]
    date: str
    published: str
    author: str


SEED_TEXTS = [
    Seed("an_giang", 6, "", slice(10, 15), (), "18/12/2021", "2021-12-18", "K.M"),
    Seed(
        "kien_giang", 0, " A A", slice(2, 10), (4, 7), "12/01/2018", "2018-01-12",
        "Đào Xuân Minh – Chi cục TCĐLCL",
    ),
    Seed("kon_tum", 19, "", slice(20, 28), (), "28/09/2018", "2018-09-28", "Hồng Vân"),
    Seed(
        "vietq", 0, "", slice(2, 9), (5,), "05:53 30/09/2021", "2021-09-30T05:53:00+07:00",
        "Hồng Vân",
    ),
]  # fmt: skip


@pytest.mark.parametrize("seed", SEED_TEXTS, ids=lambda seed: seed.site)
def test_real_text_comes_out_exactly(seed: Seed) -> None:
    lines = lines_of(seed.site)
    title = lines[seed.title].removesuffix(seed.title_tail)
    places = range(len(lines))[seed.body]
    captions = [lines[place] for place in seed.captions]
    html = wrap_text(
        seed.site, title, seed.date, seed.author, [lines[place] for place in places], captions
    )

    article = extract(html, f"http://{seed.site}.vidu/tin-tuc/12")
    assert article is not None
    assert article.title == title
    assert article.author == seed.author
    assert article.published == seed.published
    assert article.text.split("\n") == [
        lines[place] for place in places if place not in seed.captions
    ]


def lines_of(site: str) -> list[str]:
    text = (SEEDS / f"{site}.txt").read_text("utf-8")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
