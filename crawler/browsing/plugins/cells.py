"""Cells of Datasette's tables: formatted, with links to files and to their own pages.

What articles hold comes from strangers: see `crawler.browsing.markdown`.
"""

import json
from typing import Any

from datasette import hookimpl
from markupsafe import Markup, escape

from crawler.browsing.markdown import is_web, to_html
from crawler.database.columns import COLUMNS

#: Columns of JSON.
_LISTS = frozenset(column.name for column in COLUMNS if column.is_list)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Datasette's hook for the HTML of a cell; None leaves it to Datasette."""
    if not isinstance(value, str):
        return None
    if column == "markdown":
        return Markup('<div class="formatted">{}</div>').format(to_html(value))
    if column in _LISTS:
        return _listed(value)
    if table == "current_articles" and column == "content_hash":
        return _link(datasette.urls.path(f"/bai/{value}"), value)
    return None


def _listed(value: str) -> Markup | None:
    """Tags as a line, pictures and files as links; None where the value is something else."""
    try:
        entries = json.loads(value)
        if all(isinstance(entry, str) for entry in entries):
            return escape(", ".join(entries))
        return Markup("<br>").join(
            _link(entry["address"], entry.get("label") or entry.get("caption") or entry["address"])
            for entry in entries
            if is_web(entry["address"])
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _link(address: str, label: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, label)
