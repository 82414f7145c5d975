"""Whole pages of four portals, as their systems emit them, around any article.

Each template carries a portal's frame (menus, modules, counters, lists of other news) and its
editor's markup. What varies from page to page are the template's variables; those with no default
are `title`, `date` and the body: `body_html` as ready HTML, or `paragraphs` as plain texts.
`main_html` puts anything else (a listing, a login form) where the article would stand.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parent
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
)

#: The portals that have a layout.
SITES = tuple(sorted(path.stem for path in _FOLDER.glob("*.html")))


def render(site: str, **values: object) -> str:
    """A whole page in a portal's layout.

    >>> "<td" in render("kon_tum", title="Thông báo", date="28/09/2018", body_html="<p>Tin.</p>")
    True
    """
    return _ENVIRONMENT.get_template(f"{site}.html").render(values)


def wrap_text(
    site: str,
    title: str,
    date: str,
    author: str | None,
    paragraphs: Sequence[str],
    captions: Collection[str] = (),
) -> str:
    """A page in a portal's layout around plain paragraphs.

    `date` is written as the portal prints it (`05:53 30/09/2021`, `12/01/2018`). Paragraphs that
    are `captions` too stand below an image, as the portal's editor puts them.
    """
    return render(
        site, title=title, date=date, author=author, paragraphs=paragraphs, captions=captions
    )
