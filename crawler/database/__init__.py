"""The database: articles named by what they say, the pages that show them, and their history."""

from crawler.database.database import Database
from crawler.database.errors import DatabaseError
from crawler.database.records import (
    Change,
    FrontierEntry,
    FrontierLink,
    PageKind,
    RunCounts,
    StoredArticle,
    StoredPage,
)

__all__ = [
    "Change",
    "Database",
    "DatabaseError",
    "FrontierEntry",
    "FrontierLink",
    "PageKind",
    "RunCounts",
    "StoredArticle",
    "StoredPage",
]
