"""Loading the catalogue's files, and what must hold between their records."""

import logging
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from crawler.catalogue.errors import did_you_mean, nearest
from crawler.catalogue.provinces import Province
from crawler.catalogue.record_file import RecordFile
from crawler.catalogue.scope import page_of
from crawler.catalogue.sites import COUNTRY, Site
from crawler.urls.gate import web_address
from crawler.vietnamese.unicode import slug

logger = logging.getLogger(__name__)

#: Names of provinces are made of few syllables, and strangers' are as like as 0.6.
_LIKE_PROVINCES = 0.75


def load_provinces(path: Path) -> dict[str, Province]:
    """The provinces by their codes. Raises `CatalogueError`."""
    file = RecordFile(path, "PROVINCES_FILE")
    # One whose period is wrong is told as that, not again by all that became part of it.
    present = {code for code, table in file.tables.items() if table.get("period") != "former"}
    provinces = file.records(Province, "code", {"present": present})
    file.check()
    return provinces


def load_sites(
    path: Path, provinces: Mapping[str, Province], systems: Collection[str]
) -> dict[str, Site]:
    """The sites by their names, in the order of the file. Raises `CatalogueError`.

    `systems` has the names of the content systems that a record may give. A province is given the
    spelling it has in `provinces`, however it is written; one that is not there is kept as it is
    and logged as a warning.
    """
    file = RecordFile(path, "SITES_FILE")
    sites = file.records(Site, "name", {"system": systems, "successor": file.tables})
    for name, key, address, other in _shared_addresses(file.tables):
        file.wrong(name, key, f'"{address}" stands in [{other}] as well; remove it here')
    file.check()
    spellings = {_plain(name): name for name in (COUNTRY, *(p.name for p in provinces.values()))}
    return {name: _with_spelling(site, spellings, path) for name, site in sites.items()}


def _with_spelling(site: Site, spellings: Mapping[str, str], path: Path) -> Site:
    plain = _plain(site.province)
    if spelling := spellings.get(plain):
        return site.model_copy(update={"province": spelling})
    near = nearest(plain, spellings, _LIKE_PROVINCES)
    question = did_you_mean(near and spellings[near])
    message = '%s: [%s] province: "%s" is no province, former or present%s; crawled all the same'
    logger.warning(message, path, site.name, site.province, question)
    return site


def _plain(name: str) -> str:
    """A province's name without what people write differently: marks, case, the word before it."""
    return slug(name).removeprefix("tinh-").removeprefix("thanh-pho-").removeprefix("tp-")


def _shared_addresses(
    tables: Mapping[str, Mapping[str, object]],
) -> Iterator[tuple[str, str, str, str]]:
    """Record, key and address where another record, the fourth, has had the address before."""
    owners: dict[object, str] = {}
    for name, table in tables.items():
        for key, address in _addresses(table):
            owner = owners.setdefault(page_of(address), name)
            if owner != name:
                yield name, key, address, owner


def _addresses(table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The keys and addresses of a record, whatever else is wrong with it."""
    older = table.get("older")
    listed = [("older", value) for value in older] if isinstance(older, list) else []
    for key, value in [("url", table.get("url")), *listed]:
        if isinstance(value, str) and web_address(value) is not None:
            yield key, value
