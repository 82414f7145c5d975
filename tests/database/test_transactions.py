"""Several changes of the database that are one."""

import pytest

from crawler.database import Database

SITE = "an_giang"


def change(database: Database, *, fails: bool) -> None:
    with database.transaction():
        database.distrust_dates(SITE)
        database.distrust_validators(SITE)
        if fails:
            raise InterruptedError


def test_where_one_change_fails_none_is_made(database: Database) -> None:
    with pytest.raises(InterruptedError):
        change(database, fails=True)
    assert database.trusts_dates(SITE)
    assert database.trusts_validators(SITE)


def test_changes_within_one_are_made_together(database: Database) -> None:
    change(database, fails=False)
    assert not database.trusts_dates(SITE)
    assert not database.trusts_validators(SITE)
