"""The rules of a run, as the settings give them."""

from datetime import UTC, datetime, timedelta

from scrapy.settings import BaseSettings

from crawler.errors import UserError
from crawler.frontier.list_back_off import BackOffRules
from crawler.recrawl.verdict import Rules
from crawler.schedule import RevisitRules


def revisit_rules(settings: BaseSettings) -> RevisitRules:
    """The rules of revisits."""
    return RevisitRules(
        settings.getfloat("REVISIT_AFTER"),
        settings.getfloat("REVISIT_AT_LATEST"),
        settings.getfloat("REVISIT_GROWTH"),
        settings.getfloat("REVISIT_UNSEEN"),
    )


def back_off_rules(settings: BaseSettings) -> BackOffRules:
    """The rules of back-off."""
    return BackOffRules(_days(settings, "SECTION_RESTS"), _days(settings, "GUESS_RESTS"))


def removal_rules(settings: BaseSettings) -> Rules:
    """The rules of removals, and of portals that are out of order."""
    return Rules(
        settings.getint("REMOVAL_VISITS"),
        _days(settings, "REMOVAL_DAYS"),
        settings.getfloat("LOST_SHARE"),
    )


def longest_rest(settings: BaseSettings) -> timedelta:
    """The longest rest of a page that could not be read."""
    return _days(settings, "GUESS_RESTS")


def _days(settings: BaseSettings, name: str) -> timedelta:
    return timedelta(days=settings.getfloat(name))


def clock(now: str | None) -> datetime:
    """The run's time: the setting NOW (ISO 8601 with a zone) or the present.

    Raises `UserError` when it is not such a time.
    """
    if not now:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UserError(f"NOW={now}: not a time with a zone; write 2026-12-01T03:00:00+07:00")
    return moment
