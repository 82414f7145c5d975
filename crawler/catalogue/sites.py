"""A site: one publisher, where it publishes, and hints that make a crawl of it sharper."""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator

from crawler.catalogue.errors import did_you_mean, nearest
from crawler.catalogue.record import (
    Address,
    Addresses,
    Day,
    Name,
    Pattern,
    Record,
    Seconds,
    Selector,
    UrlPath,
    accepted_names,
)
from crawler.catalogue.scope import Ground, ground_of
from crawler.extraction.fields.hints import Hints
from crawler.urls.hosts import bare_host

#: What a site that belongs to no province gives as its province.
COUNTRY = "Việt Nam"


class Site(Record):
    """A record of `sites.toml`: who publishes where.

    Agency, province and url are enough to crawl it; nothing depends on the other keys.
    """

    name: Name = Field(description="The spider's name.")
    agency: str = Field(description="The publisher, in Vietnamese.")
    province: str = Field(
        description=f'The province\'s name as provinces.toml spells it, or "{COUNTRY}".'
    )
    status: Literal["known", "partial", "not found"] = Field(
        default="known",
        description='"not found" when no address is known, "partial" when only that of a part '
        "(see note).",
    )
    url: Address | None = Field(
        default=None,
        validate_default=True,
        description="The newest address known of the home page, or of the department's part of a "
        "shared portal; needed unless status says that none is known.",
    )
    older: Addresses = Field(
        default=(), description="Other addresses of the same publisher, crawled as well."
    )
    scope: UrlPath | None = Field(
        default=None,
        description="The path on the host of url outside which nothing is crawled, where url does "
        "not tell it.",
    )
    system: str | None = Field(
        default=None,
        description="The content system, by the name of its class in spiders/; without it, it is "
        "recognised by the home page.",
    )
    until: Day | None = Field(default=None, description="The publisher's last day, if it ended.")
    successor: str | None = Field(
        default=None, description="The name of the site that took over then."
    )
    seen: str = Field(default="", description="What the addresses are known from.")
    note: str = Field(
        default="",
        description="What else helps: the form of addresses, and addresses that are not the "
        "publisher's.",
    )
    listings: Addresses = Field(default=(), description="Addresses of pages that list articles.")
    feeds: Addresses = Field(default=(), description="Addresses of RSS and Atom feeds.")
    sitemaps: Addresses = Field(
        default=(), description="Addresses of sitemaps that robots.txt does not name."
    )
    article: Pattern | None = Field(
        default=None,
        description="A regular expression (Python's), found in the address of every article and "
        "of no other page.",
    )
    skip: Pattern | None = Field(
        default=None,
        description="A regular expression (Python's), found in addresses that are never visited.",
    )
    title: Selector | None = Field(
        default=None, description="The CSS selector of an article's title."
    )
    date: Selector | None = Field(
        default=None, description="The CSS selector of an article's date."
    )
    author: Selector | None = Field(
        default=None, description="The CSS selector of an article's author."
    )
    body: Selector | None = Field(
        default=None, description="The CSS selector of an article's text."
    )
    delay: Seconds | None = Field(
        default=None,
        description="Seconds between two requests, where the site needs more than the usual.",
    )

    @property
    def addresses(self) -> tuple[str, ...]:
        """The home pages, the newest first."""
        return ((self.url,) if self.url else ()) + self.older

    @property
    def hints(self) -> Hints:
        """The selectors of an article's parts."""
        return Hints(self.title, self.date, self.author, self.body)

    @property
    def crawlable(self) -> bool:
        """True if an address is known to start from."""
        return self.url is not None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The site's hosts as `bare_host` writes them, each once."""
        return tuple(dict.fromkeys(map(bare_host, self.addresses)))

    def contains(self, url: str) -> bool:
        """True if an address is inside the site.

        It is when it lies on the host of one of the site's addresses, with or without `www.`, by
        http or https, and where that host is shared with others, inside the site's path.
        """
        try:
            parts = urlsplit(url)
            host = bare_host(url)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and any(
            host == ground.host and ground.covers(parts.path) for ground in self._grounds()
        )

    def _grounds(self) -> Iterator[Ground]:
        for address in self.addresses:
            yield ground_of(address, self.scope if address == self.url else None)

    @field_validator("url")
    @classmethod
    def _has_an_address(cls, url: str | None, info: ValidationInfo) -> str | None:
        if url is None and info.data.get("status") == "known":
            raise ValueError('missing; add url = "http://…", or status = "not found"')
        return url

    @field_validator("system")
    @classmethod
    def _has_a_class(cls, system: str | None, info: ValidationInfo) -> str | None:
        names = accepted_names(info)
        if system is not None and names is not None and system not in names:
            raise ValueError(
                f'there is no system "{system}"; write one of {", ".join(sorted(names))}'
                f"{did_you_mean(nearest(system, names))}, or remove the key to have it recognised"
            )
        return system

    @field_validator("successor")
    @classmethod
    def _has_a_record(cls, successor: str | None, info: ValidationInfo) -> str | None:
        names = accepted_names(info)
        if successor is not None and names is not None and successor not in names:
            raise ValueError(
                f'there is no record "{successor}"{did_you_mean(nearest(successor, names))}; '
                "write the name of one"
            )
        return successor
