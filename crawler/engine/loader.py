"""Spiders that are records: every site of the catalogue is a spider by its name."""

import builtins
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.catalogue import Site
from crawler.engine.catalogue import load_catalogue
from crawler.errors import UserError
from crawler.vietnamese.unicode import fold


class UnknownSiteError(UserError, KeyError):
    """No site of the catalogue has the name; a `KeyError` as well, which Scrapy's loaders raise."""

    __str__ = BaseException.__str__


class CatalogueSpiderLoader:
    """Makes a spider class for each site of SITES_FILE (Scrapy's SPIDER_LOADER_CLASS).

    The catalogue is read when the first spider is asked for, so that what is wrong with it comes
    up where the commands report it.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self._sites_file = Path(settings["SITES_FILE"])
        self._settings = settings
        self._site_spider = settings["SITE_SPIDER"]

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Make the loader, as Scrapy does."""
        return cls(settings)

    def list(self) -> list[str]:
        """The names of the sites that can be crawled, sorted."""
        return sorted(name for name, site in self._sites.items() if site.crawlable)

    def sites(self) -> Iterator[Site]:
        """The sites that can be crawled."""
        return (self._sites[name] for name in self.list())

    def load(
        self, spider_name: str, base: str | type[Spider] = "", **attributes: Any
    ) -> type[Spider]:
        """The spider class of a site, made from `base`, with more attributes if need be.

        `base` is a class or the path of one, of SITE_SPIDER if there is none.
        Raises `UnknownSiteError` for a name that is not in the catalogue, and `UserError` for a
        site of which no address is known.
        """
        site = self._sites.get(spider_name)
        if site is None:
            raise UnknownSiteError(self._unknown(spider_name))
        if not site.crawlable:
            raise UserError(
                f"{spider_name}: no address of {site.agency} is known; "
                f"add `url` to its record in {self._sites_file}"
            )
        attributes |= {"name": site.name, "site": site, "__doc__": site.agency}
        if site.delay is not None:
            attributes["custom_settings"] = {"DOWNLOAD_DELAY": site.delay}
        return type(site.name, (load_object(base or self._site_spider),), attributes)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """The names of the sites that a request's address is inside of."""
        return [name for name in self.list() if self._sites[name].contains(request.url)]

    @cached_property
    def _sites(self) -> dict[str, Site]:
        sites, _ = load_catalogue(self._settings)
        return sites

    def _unknown(self, name: str) -> str:
        folded = fold(name).replace(" ", "_").replace("-", "_")
        near = get_close_matches(folded, self._sites, n=3, cutoff=0.6)
        advice = f"did you mean {' or '.join(near)}?" if near else "see `scrapy list`"
        return f"{self._sites_file} has no site named {name}; {advice}"
