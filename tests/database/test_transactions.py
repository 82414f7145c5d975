"""Several changes of the database that are one."""

import pytest

from crawler.database import Database
from tests.conftest import NOW, SITE


def test_where_one_change_fails_none_is_made(database: Database) -> None:
    with pytest.raises(KeyError), database.transaction():
        database.save_links(SITE.name, [], NOW)
        database.distrust_dates(SITE.name)
        raise KeyError
    assert database.trusts_dates(SITE.name)


def test_changes_within_one_are_made_together(database: Database) -> None:
    with database.transaction():
        database.distrust_dates(SITE.name)
        database.distrust_validators(SITE.name)
    assert not database.trusts_dates(SITE.name)
    assert not database.trusts_validators(SITE.name)
