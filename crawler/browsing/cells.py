"""Cells of Datasette's tables: formatted, with links to files and to their own pages.

What articles hold comes from strangers: HTML in it is shown, not obeyed, and addresses other than
those of web pages are no links (markdown-it-py, without HTML).
"""

import json
from collections.abc import Sequence
from typing import Any

from datasette import hookimpl
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from crawler.database.columns import COLUMNS


class _Renderer(RendererHTML):
    """Loads pictures only when they are scrolled to, without telling where they are shown."""

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        tokens[idx].attrs |= {"loading": "lazy", "referrerpolicy": "no-referrer"}
        return super().image(tokens, idx, options, env)


#: Columns of JSON.
_LISTS = frozenset(column.name for column in COLUMNS if column.is_list)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """Datasette's hook for the HTML of a cell; None leaves it to Datasette."""
    if not isinstance(value, str):
        return None
    if column == "markdown":
        html = Markup(_MARKDOWN.render(value))  # noqa: S704 - HTML in the Markdown was escaped
        return Markup('<div class="formatted">{}</div>').format(html)
    if column in _LISTS:
        return _listed(value)
    if table == "current_articles" and column == "content_hash":
        return _link(datasette.urls.row("articles", "articles", value), value)
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
            if entry["address"].startswith(("http://", "https://"))
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _link(address: str, label: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, label)
