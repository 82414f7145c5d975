"""Open a database in the reading room: `python -m crawler.browsing data/articles.db`."""

import sys
import tempfile
from contextlib import closing
from pathlib import Path

from datasette.cli import cli

from crawler.browsing.serving import DATABASE
from crawler.database import Database
from crawler.errors import UserError

_HERE = Path(__file__).parent
METADATA = _HERE.parents[1] / "data" / "metadata.yml"
PLUGINS = _HERE / "plugins"
#: Suggested facets and long texts in lists take seconds at 100,000 articles. What takes long all
#: the same is waited for (milliseconds), rather than cut off with an error.
SETTINGS = {
    "suggest_facets": False,
    "truncate_cells_html": 200,
    "sql_time_limit_ms": 20_000,
    "facet_time_limit_ms": 2_000,
}


def main(path: Path, port: str) -> None:
    """Serve a database, under the name that the metadata has for it, until Ctrl-C.

    Raises `UserError` where there is no database, or one that cannot be read.
    """
    if not path.is_file():
        raise UserError(f"{path}: no such database; run 'make crawl' or 'make demo' first")
    with closing(Database(path)):  # brings an older one to its present form
        pass
    print(f"To read it, open http://127.0.0.1:{port}/ (Ctrl-C ends it).", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        link = Path(folder, f"{DATABASE}.db")
        link.symlink_to(path.resolve())
        settings = [part for pair in SETTINGS.items() for part in ("--setting", *map(str, pair))]
        plugins = ["--plugins-dir", str(PLUGINS), "--metadata", str(METADATA)]
        cli(["serve", str(link), "--port", port, *plugins, *settings])


if __name__ == "__main__":
    _, file, port = sys.argv
    try:
        main(Path(file), port)
    except UserError as error:
        sys.exit(f"Error: {error}")
