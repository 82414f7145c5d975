"""What the record tells of a portal's history beside what truly happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from crawler.urls.identity import canonical, identity
from crawler.vietnamese.moments import VIETNAM
from tests.portals.content import ExpectedArticle
from tests.portals.living import Cause, Event, Living
from tests.spiders.quality import word_f1
from tests.testing.crawling import Crawls

#: Word-F1 of what is recorded with what a story said, for it to be that and nothing else.
SAME = 0.8
#: What is less alike than this to every story is none of them.
ALIKE = 0.5

_REVISIONS = """
SELECT r.id, r.url, r.content_hash, r.seen_at, r.cause, a.title, a.text, p.status
FROM revisions r JOIN pages p ON p.url = r.url
LEFT JOIN articles a ON a.content_hash = r.content_hash
WHERE p.site = ? ORDER BY r.url, r.seen_at, r.id
"""
_PAGES = """
SELECT p.url, p.status, a.title || char(10) || a.text AS text FROM pages p
JOIN articles a ON a.content_hash = p.content_hash WHERE p.site = ?
"""


@dataclass(frozen=True)
class Difference:
    """Where the record and the truth part.

    Kinds: `missed` (on no page's record), `false` (never happened), `wrong cause`, `late` (by so
    many days), `stale` (a page shows what its story no longer says, or is its address no longer),
    `split` (no present address has all that is recorded of a story), `foreign` (no story at all).
    """

    kind: str
    what: str
    url: str = ""
    day: date | None = None
    days: int = 0


@dataclass(frozen=True)
class Recorded:
    """A revision; `text` is title and text, a line each, None where it names no article."""

    url: str
    day: date
    cause: str
    text: str | None


def check(crawls: Crawls, site: str, living: Living, removal_days: int = 2) -> list[Difference]:
    """All differences between a site's record and what happened to its portal until now."""
    revisions, pages = crawls.rows(_REVISIONS, site), crawls.rows(_PAGES, site)
    return compare(living, [_recorded(row) for row in revisions], pages, removal_days)


def compare(
    living: Living,
    revisions: Iterable[Recorded],
    pages: Iterable[Mapping[str, Any]],
    removal_days: int = 2,
) -> list[Difference]:
    """All differences of revisions, in their order, and of pages (`url`, `status`, `text`)."""
    by_url: defaultdict[str, list[Recorded]] = defaultdict(list)
    for revision in revisions:
        by_url[revision.url].append(revision)
    truth: defaultdict[int, list[Event]] = defaultdict(list)
    for event in living.ledger:
        truth[event.story].append(event)
    addresses = {
        story.id: {_identity(url) for url in living.portal.expected(story).urls}
        for story in living.portal.stories
    }
    return _Comparison(truth, addresses, removal_days).of(by_url, pages)


class _Comparison:
    def __init__(
        self,
        truth: Mapping[int, list[Event]],
        addresses: Mapping[int, set[str]],
        removal_days: int,
    ) -> None:
        self._truth = truth
        self._addresses = addresses
        self._removal_days = removal_days
        self._by_title: defaultdict[str, set[int]] = defaultdict(set)
        for story, events in truth.items():
            for event in events:
                self._by_title[event.article.title].add(story)
        self._found: defaultdict[Event, int | None] = defaultdict(lambda: None)
        self._histories: defaultdict[int, dict[str, set[Event]]] = defaultdict(dict)
        self.differences: list[Difference] = []

    def of(
        self, by_url: Mapping[str, Sequence[Recorded]], pages: Iterable[Mapping[str, Any]]
    ) -> list[Difference]:
        for url, history in by_url.items():
            story = self._story(next(filter(None, (r.text for r in history)), ""))
            if story is None:
                self._differ("foreign", f"{history[0].cause} {history[0].text}", url)
            else:
                self._histories[story][url] = self._match(story, url, history)
        for story, events in self._truth.items():
            self._account_for(story, events)
        for page in pages:
            self._look_at(page)
        return self.differences

    def _match(self, story: int, url: str, history: Sequence[Recorded]) -> set[Event]:
        """The events that an address has on record; what it has beyond them is false."""
        left = list(self._truth[story])
        matched: set[Event] = set()
        for before, revision in pairwise([None, *history]):
            assert revision is not None
            event = self._event(left, revision, is_first=before is None)
            if event is None:
                self._differ(
                    "false", f"{revision.cause} {_brief(revision.text)}", url, revision.day
                )
                continue
            left = left[left.index(event) + 1 :]
            if revision.cause != event.cause.value and before is not None:
                what = f"{revision.cause} for {event.cause.value}"
                self._differ("wrong cause", what, url, revision.day)
            matched.add(event)
            if before is None and event.cause is not Cause.PUBLISHED:
                continue  # one more address, met after that had happened
            earlier = self._found[event]
            days = (revision.day - event.day).days
            self._found[event] = days if earlier is None else min(days, earlier)
        return matched

    def _event(self, left: Sequence[Event], revision: Recorded, *, is_first: bool) -> Event | None:
        """What a revision tells of: a known address has met every event in its order.

        The first revision of an address is `published` with whatever the story said on that day.
        """
        past = [event for event in left if event.day <= revision.day]
        if revision.cause == Cause.REMOVED.value:
            return next((e for e in past if e.cause is Cause.REMOVED), None)
        says = [e for e in past if e.cause is not Cause.REMOVED]
        best = max((_likeness(revision.text, e.article) for e in says), default=0)
        same = [e for e in says if best >= SAME and _likeness(revision.text, e.article) == best]
        if is_first:
            return same[-1] if same and revision.cause == Cause.PUBLISHED.value else None
        exact = (e for e in same if e.cause.value == revision.cause)
        return next(exact, None) or next(iter(same), None)

    def _account_for(self, story: int, events: Sequence[Event]) -> None:
        for event in events:
            days = self._found[event]
            grace = self._removal_days if event.cause is Cause.REMOVED else 0
            what = f"{event.cause.value} {event.article.title[:50]}"
            if days is None:
                self._differ("missed", what, event.article.urls[0], event.day)
            elif days > grace:
                self._differ("late", what, event.article.urls[0], event.day, days - grace)
        found = {event for event in events if self._found[event] is not None}
        whole = [url for url, history in self._histories[story].items() if found <= history]
        if found and not any(self._is_address(story, url) for url in whole):
            self._differ("split", events[-1].article.title[:50], events[-1].article.urls[0])

    def _look_at(self, page: Mapping[str, Any]) -> None:
        """A page that counts as showing its article shows what the story says now."""
        said = page["text"]
        story = self._story(said)
        if story is None or page["status"] == "moved":
            return
        last = self._truth[story][-1]
        if page["status"] == "article" and self._is_former(story, page["url"]):
            self._differ("stale", "a former address", page["url"])
        is_gone = last.cause is Cause.REMOVED
        if (page["status"] == "article") == is_gone:
            self._differ("stale", f"{page['status']}, truly {last.cause.value}", page["url"])
        elif _version(said, self._truth[story]) != _version(_all(last.article), self._truth[story]):
            self._differ("stale", "an older version", page["url"])

    def _is_address(self, story: int, url: str) -> bool:
        """Whether a story stands at an address; of a removed one nobody asks."""
        return story not in self._addresses or _identity(url) in self._addresses[story]

    def _is_former(self, story: int, url: str) -> bool:
        urls = {_identity(url) for event in self._truth[story] for url in event.article.urls}
        return _identity(url) in urls and not self._is_address(story, url)

    def _story(self, text: str) -> int | None:
        """Whose text it is."""
        near = self._by_title.get(text.partition("\n")[0]) or self._truth.keys()
        best = max(
            ((_likeness(text, e.article), s) for s in near for e in self._truth[s]),
            default=(0.0, 0),
        )
        return best[1] if best[0] >= ALIKE else None

    def _differ(
        self, kind: str, what: str, url: str, day: date | None = None, days: int = 0
    ) -> None:
        self.differences.append(Difference(kind, what, url, day, days))


def _identity(url: str) -> str:
    return identity(canonical(url))


def _recorded(row: Mapping[str, Any]) -> Recorded:
    text = f"{row['title']}\n{row['text']}" if row["content_hash"] else None
    day = datetime.fromisoformat(row["seen_at"]).astimezone(VIETNAM).date()
    return Recorded(row["url"], day, row["cause"], text)


def _all(article: ExpectedArticle) -> str:
    return f"{article.title}\n{article.text}"


def _likeness(text: str | None, article: ExpectedArticle) -> float:
    return word_f1(text or "", _all(article))


def _version(text: str, events: Sequence[Event]) -> str:
    """What the story said when it said what is nearest to the text."""
    return max((_all(event.article) for event in events), key=lambda said: word_f1(text, said))


def _brief(text: str | None) -> str:
    return (text or "").replace("\n", " ")[:60]
