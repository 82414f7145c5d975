"""An article that goes on over further pages, while they are being asked for, one by one."""

from dataclasses import dataclass, field, replace

from crawler.articles.stages import FetchedPage, Part
from crawler.discovery.article_pager import MOST_PARTS, Pager
from crawler.extraction import Reading
from crawler.extraction.parted import paragraphs


@dataclass(slots=True)
class MultipageArticle:
    """The first page and how it reads, which parts are known, and what of them has come.

    `keys` names the parts, and other addresses of the same text, that are no pages of their own;
    `said` holds the folded paragraphs of the parts that have come.
    """

    page: FetchedPage
    reading: Reading
    links: dict[int, str]
    parts: list[Part] = field(default_factory=list)
    lacking: list[Part] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    reached: int = 1

    @property
    def is_cut(self) -> bool:
        """True if there are more parts than are asked for."""
        return any(number > MOST_PARTS for number in self.links)

    @classmethod
    def of(cls, page: FetchedPage, reading: Reading, pager: Pager) -> "MultipageArticle":
        """Begin with a first part."""
        assert reading.article is not None
        return cls(page, reading, dict(pager.links), said=paragraphs(reading.article))

    def next(self) -> tuple[int, str] | None:
        """The number and address of the part to ask for now; None when there are no more."""
        number = min((n for n in self.links if n > self.reached), default=MOST_PARTS + 1)
        if number > MOST_PARTS:
            return None
        self.reached = number
        return number, self.links[number]

    def add(self, part: Part, reading: Reading, pager: Pager) -> None:
        """Take a part in; it may know of others."""
        assert reading.article is not None
        self.parts.append(part)
        self.said |= paragraphs(reading.article)
        for number, url in pager.links.items():
            self.links.setdefault(number, url)

    def lacks(self, number: int, key: str, url: str) -> None:
        """Note a part that did not come."""
        self.lacking.append(Part(number, key, url))

    def complete(self) -> FetchedPage:
        """The page with the parts that came."""
        return replace(self.page, parts=tuple(self.parts), lacking=tuple(self.lacking))
