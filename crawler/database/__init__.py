"""The database: articles named by what they say, the pages that show them, and their history."""

from crawler.database.database import Database
from crawler.database.errors import DatabaseError
from crawler.database.records import (
    ArchivedPage,
    Capture,
    Change,
    Claim,
    FrontierEntry,
    FrontierLink,
    KnownPage,
    PageKind,
    PageStatus,
    RunCounts,
    Source,
    StoredArticle,
    StoredPage,
    StoredPart,
)
from crawler.database.revisions import Histories, Revision

__all__ = [
    "ArchivedPage",
    "Capture",
    "Change",
    "Claim",
    "Database",
    "DatabaseError",
    "FrontierEntry",
    "FrontierLink",
    "Histories",
    "KnownPage",
    "PageKind",
    "PageStatus",
    "Revision",
    "RunCounts",
    "Source",
    "StoredArticle",
    "StoredPage",
    "StoredPart",
]
