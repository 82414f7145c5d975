"""Makes the pictures of the documents: `python -m tests.browsing.screenshots data/demo.db`."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.browsing.chromium import Chromium
from tests.browsing.served import listening

#: The pages, by the names of their pictures; in place of a star, an article with a picture.
PAGES = {
    "home": "/",
    "search": "/tim?q=tieu+chuan+do+luong",
    "article": "/bai/*",
    "provinces": "/tinh",
    "province": "/tinh/an-giang",
    "site": "/nguon/mau_an_giang",
    "health": "/suc-khoe",
    "queries": "/truy-van",
}
#: The widths and heights of the pictures: a desk's and a phone's (pixels).
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
_ILLUSTRATED = "SELECT content_hash FROM articles WHERE images IS NOT NULL ORDER BY published DESC"


FOLDER = Path(__file__).parents[2] / "docs" / "reading-room"


def main(database: Path) -> None:
    """Take a picture of every page in both sizes."""
    with closing(sqlite3.connect(database)) as connection:
        (article,) = connection.execute(_ILLUSTRATED).fetchone()
    with listening(database) as server, Chromium.started() as browser:
        for name, path in PAGES.items():
            for size, (width, height) in SIZES.items():
                browser.open(server + path.replace("*", article), width)
                browser.picture(FOLDER / f"{name}-{size}.png", width, height)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
