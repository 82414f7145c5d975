"""The catalogue that the settings name."""

from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.catalogue import Province, Site, load_provinces, load_sites


def load_catalogue(settings: BaseSettings) -> tuple[dict[str, Site], dict[str, Province]]:
    """The sites of SITES_FILE and the provinces of PROVINCES_FILE. Raises `CatalogueError`."""
    provinces = load_provinces(Path(settings["PROVINCES_FILE"]))
    systems = load_object(settings["SYSTEM_NAMES"])()
    return load_sites(Path(settings["SITES_FILE"]), provinces, systems), provinces
