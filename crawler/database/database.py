"""The one door to the database: every method is one transaction."""

from crawler.database.articles import ArticleTables
from crawler.database.captures import CaptureTables
from crawler.database.catalogue import CatalogueTables
from crawler.database.claims import ClaimTables
from crawler.database.frontier import FrontierTable
from crawler.database.pages import PageTable
from crawler.database.parts import PartTable
from crawler.database.reextraction import ReextractionTable
from crawler.database.revisions import RevisionTable
from crawler.database.runs import RunTables


class Database(
    CatalogueTables,
    RunTables,
    FrontierTable,
    ArticleTables,
    PageTable,
    PartTable,
    ClaimTables,
    CaptureTables,
    ReextractionTable,
    RevisionTable,
):
    """The record of articles in one SQLite file.

    Every method may raise `DatabaseError`, for instance on a full disk; what was saved before is
    kept. Times must know their time zone; they are stored in UTC.
    """
