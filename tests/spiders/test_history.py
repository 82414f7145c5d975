"""What is wrong with a record is told, each fault by its name."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from tests.portals.edits import added, other_figure
from tests.portals.living import Living
from tests.portals.systems import SYSTEMS
from tests.spiders.history import Difference, Recorded, compare

DAY = date(2025, 11, 20)


@pytest.fixture
def living() -> Living:
    """A portal one of whose stories was edited, removed and restored with another text."""
    living = Living(SYSTEMS["plain_ids"](6), DAY)
    story = living.portal.stories[2]
    living.wake(DAY + timedelta(days=3))
    story = living.edit(story, other_figure)
    living.wake(DAY + timedelta(days=9))
    living.remove(story)
    living.wake(DAY + timedelta(days=20))
    living.restore(story, added)
    living.wake(DAY + timedelta(days=25))
    return living


@pytest.fixture
def perfect(living: Living) -> list[Recorded]:
    """The record as it should be: removals are known two days later."""
    return [
        Recorded(
            event.article.urls[0],
            event.day + timedelta(days=2 * (event.cause.value == "removed")),
            event.cause.value,
            None if event.cause.value == "removed" else said(event.article),
        )
        for event in living.ledger
    ]


def said(article: Any) -> str:
    return f"{article.title}\n{article.text}"


def pages_of(living: Living) -> list[dict[str, Any]]:
    articles = living.articles()
    return [{"url": a.urls[0], "status": "article", "text": said(a)} for a in articles]


def kinds(differences: Sequence[Difference]) -> list[str]:
    return [difference.kind for difference in differences]


def altered(revision: Recorded, **changes: Any) -> Recorded:
    return Recorded(**{**vars(revision), **changes})


def test_perfect_record_has_no_differences(living: Living, perfect: list[Recorded]) -> None:
    assert compare(living, perfect, pages_of(living)) == []


@pytest.mark.parametrize("cause", ["published", "edited", "removed", "restored"])
def test_what_is_not_on_record_was_missed(
    living: Living, perfect: list[Recorded], cause: str
) -> None:
    story = perfect[-1].url
    left = [r for r in perfect if r.url != story or r.cause != cause]
    if cause == "published":
        left = [r for r in perfect if r.url != story]
        assert kinds(compare(living, left, [])) == ["missed"] * 4
    else:
        assert kinds(compare(living, left, pages_of(living))) == ["missed"]


@pytest.mark.parametrize("cause", ["edited", "removed", "restored", "published"])
def test_what_never_happened_is_false(living: Living, perfect: list[Recorded], cause: str) -> None:
    text = None if cause == "removed" else perfect[0].text
    more = Recorded(perfect[0].url, DAY + timedelta(days=6), cause, text)
    assert kinds(compare(living, [*perfect, more], pages_of(living))) == ["false"]


def test_text_with_what_is_around_it_is_no_edit(living: Living, perfect: list[Recorded]) -> None:
    around = f"{perfect[0].text}\nĐọc nhiều nhất\nTra cứu mã số mã vạch"
    more = Recorded(perfect[0].url, DAY + timedelta(days=6), "edited", around)
    assert kinds(compare(living, [*perfect, more], pages_of(living))) == ["false"]


def test_other_cause_is_wrong(living: Living, perfect: list[Recorded]) -> None:
    record = [altered(r, cause="edited") if r.cause == "restored" else r for r in perfect]
    assert kinds(compare(living, record, pages_of(living))) == ["wrong cause"]


def test_edit_seen_days_later_is_late(living: Living, perfect: list[Recorded]) -> None:
    record = [
        altered(r, day=r.day + timedelta(days=4)) if r.cause in ("edited", "removed") else r
        for r in perfect
    ]
    differences = compare(living, record, pages_of(living))
    assert [(d.kind, d.days) for d in differences] == [("late", 4), ("late", 4)]


def test_page_with_a_former_text_is_stale(living: Living, perfect: list[Recorded]) -> None:
    pages = pages_of(living)
    pages[2]["text"] = perfect[2].text
    assert kinds(compare(living, perfect, pages)) == ["stale"]
    pages[2] = {**pages_of(living)[2], "status": "removed"}
    assert kinds(compare(living, perfect, pages)) == ["stale"]


def test_history_has_to_go_on_at_the_new_address(living: Living, perfect: list[Recorded]) -> None:
    living.change_addresses(redirects=True, story="/bai/{category}/{number}.html")
    moved = dict(
        zip(
            [a.urls[0] for a in SYSTEMS["plain_ids"](6).articles()],
            [a.urls[0] for a in living.articles()],
            strict=True,
        )
    )
    carried = [altered(r, url=moved[r.url]) for r in perfect]
    assert compare(living, carried, pages_of(living)) == []
    assert set(kinds(compare(living, perfect, pages_of(living)))) == {"split"}


def test_article_of_nobody_is_foreign(living: Living, perfect: list[Recorded]) -> None:
    notice = Recorded(living.home, DAY, "published", "Thông báo\nHệ thống đang bảo trì")
    assert kinds(compare(living, [*perfect, notice], pages_of(living))) == ["foreign"]
