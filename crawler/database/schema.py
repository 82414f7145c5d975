"""The steps that bring a new or an older database to its present form."""

from collections.abc import Callable

from sqlite_utils import Database, Migrations

from crawler.database import additions, tables
from crawler.database.columns import complete_columns

#: Marks a file as a database of this project (`PRAGMA application_id`).
APPLICATION_ID = int.from_bytes(b"DOST")


def create_tables(db: Database) -> None:
    """Make all tables of the first version."""
    for script in (tables.CATALOGUE, tables.ARTICLES, tables.SEARCH, tables.CRAWLS):
        db.executescript(script)


def index_near_duplicates(db: Database) -> None:
    """Make the index by which near duplicates are found; articles wait for being in it."""
    db.executescript(additions.SIGNATURES)


def add_structure(db: Database) -> None:
    """Add what is read about an article beside its text: its Markdown, section, tags and files."""
    db.executescript(additions.STRUCTURE)


def keep_templates(db: Database) -> None:
    """Make the table of what was learned of each site's pages."""
    db.executescript(additions.TEMPLATES)


def follow_pages(db: Database) -> None:
    """Add what it takes to follow pages: the index of the archive, and how pages are found."""
    db.executescript(additions.FOLLOWING)


def join_parts(db: Database) -> None:
    """Make the table of the further pages of articles."""
    db.executescript(additions.PARTS)


def sample_reasons(db: Database) -> None:
    """Add to runs an address for each reason, and to pages since when and why they are unread."""
    db.executescript(additions.LOSSES)


def doubt_changes(db: Database) -> None:
    """Make the tables of changes that are not believed yet."""
    db.executescript(additions.CLAIMS)


def remember_certificates(db: Database) -> None:
    """Make the table of the hosts whose certificates have verified."""
    db.executescript(additions.CERTIFICATES)


def keep_totals(db: Database) -> None:
    """Make the table of how many articles there are to read, and what keeps it right."""
    db.executescript(additions.TOTALS)


Step = Callable[[Database], None]

#: Every step there has ever been, oldest first. A step that a user's database may have seen is
#: never changed: a change of the tables is one more step.
STEPS: tuple[Step, ...] = (
    create_tables,
    index_near_duplicates,
    add_structure,
    keep_templates,
    follow_pages,
    join_parts,
    sample_reasons,
    doubt_changes,
    remember_certificates,
    keep_totals,
)


def _migrations() -> Migrations:
    migrations = Migrations("articles")
    for step in STEPS:
        migrations(name=step.__name__)(step)
    return migrations


def migrate(db: Database) -> None:
    """Apply the steps that `db` has not seen, and add the columns that articles were given since.

    A new column of `articles` needs no step: it follows from its declaration.
    """
    _migrations().apply(db)
    complete_columns(db)


def unknown_steps(db: Database) -> list[str]:
    """The steps that were applied to `db` by code newer than this."""
    known = {step.__name__ for step in STEPS}
    return [step.name for step in _migrations().applied(db) if step.name not in known]
