"""What takes too long is ended, in time and once; what does not is left alone."""

from threading import Event

import pytest

from crawler.workers.deadlines import Deadlines

#: Seconds, far more than any thread takes to wake up.
LONG = 30.0


@pytest.fixture(scope="module")
def deadlines() -> Deadlines:
    return Deadlines()


def test_what_takes_too_long_is_ended(deadlines: Deadlines) -> None:
    ended = Event()
    with deadlines.within(0.01, ended.set) as deadline:
        assert ended.wait(LONG)
    assert deadline.is_past


def test_earlier_deadline_does_not_wait_for_a_later_one(deadlines: Deadlines) -> None:
    ended, later = Event(), Event()
    with deadlines.within(10 * LONG, later.set), deadlines.within(0.01, ended.set):
        assert ended.wait(LONG)
    assert not later.is_set()


def test_what_is_done_in_time_is_left_alone(deadlines: Deadlines) -> None:
    ended, next_one = Event(), Event()
    with deadlines.within(0.05, ended.set) as deadline:
        pass
    with deadlines.within(0.1, next_one.set):
        assert next_one.wait(LONG)
    assert not ended.is_set()
    assert not deadline.is_past


def test_end_that_fails_stops_no_other(deadlines: Deadlines) -> None:
    ended = Event()

    def fail() -> None:
        raise ProcessLookupError

    with deadlines.within(0, fail), deadlines.within(0.01, ended.set):
        assert ended.wait(LONG)
