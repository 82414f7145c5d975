"""Portals and what happens to each of them, day by day."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.portals.claims import Claims, Times, Validators
from tests.portals.content import Story, stories
from tests.portals.edits import EDITS, added, other_figure, other_paragraph, other_title
from tests.portals.living import Gone, Living, seed_of
from tests.portals.outages import Outage
from tests.portals.systems import SYSTEMS

#: After the newest of the simulated stories.
FIRST_DAY = date(2025, 11, 20)
#: From this day on nothing happens any more.
QUIET_FROM = 25
#: Days for which a story is left alone after it was changed.
PAUSE = 8

Script = Callable[[Living, int], None]


@dataclass
class Scenario:
    """A portal, and what is done to it when a day of a number begins."""

    living: Living
    script: Script

    def wake(self, number: int) -> None:
        self.living.wake(FIRST_DAY + timedelta(days=number))
        self.script(self.living, number)


class Mixed:
    """A bit of everything, as chance (by a seed) has it; an old story changes once at most."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._touched: dict[int, int] = {}
        self._removed: list[Story] = []
        self._habits = (
            (0.5, self._edit, self._young),
            (0.3, self._edit, self._old),
            (0.15, self._remove_for_now, self._young),
            (0.15, self._remove, self._old),
        )

    def __call__(self, living: Living, number: int) -> None:
        if not 0 < number < QUIET_FROM:
            return
        for new in living.publish(self._rng.choice((0, 0, 1, 1, 2))):
            self._touched[new.id] = number - PAUSE + 1
        for chance, change, choose in self._habits:
            if self._rng.random() < chance and (story := choose(living, number)):
                change(living, story)
        self._restore(living, number)

    def _young(self, living: Living, number: int) -> Story | None:
        """One of the stories published since the first day, the newest more often."""
        young = [
            story
            for story in living.portal.stories
            if story.published.date() > FIRST_DAY and self._rested(story, number)
        ]
        return self._pick(young[:4], number)

    def _old(self, living: Living, number: int) -> Story | None:
        old = [story for story in living.portal.stories if story.id not in self._touched]
        return self._pick(old, number)

    def _edit(self, living: Living, story: Story) -> None:
        living.edit(story, self._rng.choice(EDITS))

    def _remove(self, living: Living, story: Story) -> None:
        living.remove(story, self._rng.choice(tuple(Gone)))

    def _remove_for_now(self, living: Living, story: Story) -> None:
        self._remove(living, story)
        self._removed.append(story)

    def _restore(self, living: Living, number: int) -> None:
        for story in [s for s in self._removed if self._rested(s, number)]:
            self._removed.remove(story)
            self._touched[story.id] = number
            change = self._rng.choice((lambda same: same, added))
            living.restore(story, change)

    def _rested(self, story: Story, number: int) -> bool:
        return number - self._touched.get(story.id, 0) >= PAUSE

    def _pick(self, stories: list[Story], number: int) -> Story | None:
        if not stories:
            return None
        story = self._rng.choice(stories)
        self._touched[story.id] = number
        return story


def breaking(outages: Mapping[range, Outage]) -> Script:
    """Outages on some days, and little else: news come out before, during and after them."""

    def script(living: Living, number: int) -> None:
        living.outage = next((o for days, o in outages.items() if number in days), None)
        if number in (2, 6, 12, 20):
            living.publish()
        if number == 8:
            living.edit(living.portal.stories[1], other_figure)
        if number == 24:
            living.edit(living.portal.stories[0], added)

    return script


def moving(move: Callable[[Living], None]) -> Script:
    """The whole portal changes on the eighth day; an edit and news before and after."""

    def script(living: Living, number: int) -> None:
        if number == 2:
            living.publish(2)
        if number == 4:
            living.edit(living.portal.stories[1], other_paragraph)
        if number == 8:
            move(living)
        if number == 11:
            living.publish()
        if number == 14:
            living.edit(living.portal.stories[0], other_title)
        if number == 18:
            living.edit(living.portal.stories[1], added)

    return script


def announcing(living: Living, number: int) -> None:
    """Stories are edited: young ones, one that the sitemap has, one that only lists lead to."""
    if number in (1, 9):
        living.publish(2)
    if number in (5, 15):
        living.edit(living.portal.stories[0], other_figure)
    if number == 7:
        living.edit(living.portal.stories[-3], other_paragraph)
    if number == 12:
        living.edit(living.portal.stories[6], other_title)
    if number == 17:
        living.remove(living.portal.stories[1], Gone.SOFT)


class Rewriting:
    """Every day a story of the past is edited, or removed, and nothing on the portal tells of it.

    A story changes once at most.
    """

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311 - repeatable on purpose

    def __call__(self, living: Living, number: int) -> None:
        if number == 0:
            self._stories = list(living.portal.stories)
            self._rng.shuffle(self._stories)
        elif number < QUIET_FROM:
            story = self._stories.pop()
            if number % 4:
                living.edit(story, self._rng.choice((other_figure, other_paragraph, added)))
            else:
                living.remove(story)


#: Makes a portal with a number of stories, and what is done to it.
Make = Callable[[int], Scenario]


def _on(system: str, host: str, script: Script, says: Claims | None = None) -> Make:
    """A portal of a system, under a host name and with stories of its own."""

    def make(count: int) -> Scenario:
        made = SYSTEMS[system](count)
        made.host = f"skhcn.{host}.vidu"
        made.stories = stories(count, seed_of(made.host))[::-1]
        made.by_id = {story.id: story for story in made.stories}
        return Scenario(Living(made, FIRST_DAY, says=says, other_host=f"moi.{host}.vidu"), script)

    return make


def _mixed(system: str, host: str, seed: int, says: Claims | None = None) -> Make:
    return lambda count: _on(system, host, Mixed(seed), says)(count)


def _new_scheme(redirects: bool, **templates: str) -> Script:
    return moving(lambda living: living.change_addresses(redirects=redirects, **templates))


def _new_host(redirects: bool) -> Script:
    return moving(lambda living: living.move(redirects=redirects))


_TOLD = Claims(Times.RIGHT, validators=Validators.RIGHT)
#: A bit of everything.
MIXED: Mapping[str, Make] = {
    "feeds": _mixed("nukeviet", "anphu", 1, _TOLD),
    "permalinks": _mixed("wordpress", "bavi", 2),
    "postbacks": _mixed("dotnetnuke", "easup", 5),
}
#: Changes of which nothing tells.
SILENT: Mapping[str, Make] = {"rewriting": _on("plain_ids", "songhinh", Rewriting(6))}
#: Outages: of the server, of what is in its articles, of what is in its lists.
FAILING: Mapping[str, Make] = {
    "dead": _on(
        "nukeviet",
        "giarai",
        breaking(
            {
                range(5, 8): Outage.UNAVAILABLE,
                range(10, 13): Outage.SILENT,
                range(15, 18): Outage.MAINTENANCE,
                range(21, 24): Outage.DATABASE,
            }
        ),
    ),
    "hiding": _on(
        "plain_ids",
        "hatien",
        breaking(
            {
                range(4, 8): Outage.NO_ARTICLES,
                range(11, 15): Outage.ARTICLES_HOME,
                range(18, 22): Outage.ONLY_HOME,
            }
        ),
    ),
    "empty": _on(
        "wordpress",
        "iapa",
        breaking({range(4, 8): Outage.EMPTY_HOME, range(11, 16): Outage.NO_STORIES}),
    ),
}
#: Other addresses, another host name, other looks.
MOVED: Mapping[str, Make] = {
    "led_on": _on("plain_ids", "kyanh", _new_scheme(True, story="/bai/{category}/{number}.html")),
    "new_host": _on("wordpress", "muongla", _new_host(redirects=True)),
    "dead_host": _on("drupal", "namdan", _new_host(redirects=False)),
    "redesigned": _on(
        "wordpress",
        "omon",
        moving(lambda living: living.surroundings.redesign()),
        Claims(Times.MISSING, Times.MISSING),
    ),
}
#: The truth and lies about when pages changed.
CLAIMING: Mapping[str, Make] = {
    "always_now": _on(
        "nukeviet", "phuoclong", announcing, Claims(Times.NOW, Times.NOW, Validators.NEW)
    ),
    "constant": _on("nukeviet", "tayson", announcing, Claims(validators=Validators.CONSTANT)),
    "truthful": _on("nukeviet", "uminh", announcing, _TOLD),
}
