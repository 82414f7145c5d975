"""Publishers and provinces as known before any crawl; never what crawls find, nor how."""

from crawler.catalogue.errors import CatalogueError
from crawler.catalogue.loading import load_provinces, load_sites
from crawler.catalogue.provinces import Province
from crawler.catalogue.sites import COUNTRY, Site

__all__ = ["COUNTRY", "CatalogueError", "Province", "Site", "load_provinces", "load_sites"]
