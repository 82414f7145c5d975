"""The period that `since` and `until` give."""

from datetime import UTC, datetime

import pytest

from crawler.errors import UserError
from crawler.period import Period


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("2024", datetime(2024, 12, 31, 16, 59, 59, tzinfo=UTC)),
        ("2024-02", datetime(2024, 2, 29, 16, 59, 59, tzinfo=UTC)),
        ("2025-12", datetime(2025, 12, 31, 16, 59, 59, tzinfo=UTC)),
        ("2025-07-01", datetime(2025, 7, 1, 16, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_year_month_or_day_is_meant_to_its_end_in_vietnam(until: str, last: datetime) -> None:
    period = Period.given(None, until)
    assert period.ends == last
    assert last in period
    assert last.replace(second=59, minute=59, hour=17) not in period


def test_a_period_begins_with_the_first_day_in_vietnam() -> None:
    period = Period.given("2021", None)
    assert period.begins == datetime(2020, 12, 31, 17, tzinfo=UTC)
    assert datetime(2020, 12, 31, 16, 59, tzinfo=UTC) not in period


def test_without_bounds_everything_is_meant() -> None:
    assert datetime(1996, 1, 1, tzinfo=UTC) in Period.given(None, None)


@pytest.mark.parametrize("given", ["07-2025", "2025-13", "2025-02-30", "hôm nay", "202"])
def test_what_is_no_day_is_told(given: str) -> None:
    with pytest.raises(UserError, match=f"since={given}: not a day"):
        Period.given(given, None)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(UserError, match="since=2022 is later than until=2021"):
        Period.given("2022", "2021")
