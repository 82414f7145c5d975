"""`/truy-van`: the ready queries of `data/metadata.yml`, and their results for spreadsheets."""

import csv
import io
from sqlite3 import Connection
from typing import Any

from datasette import Request, Response

from crawler.browsing.language import VIETNAMESE
from crawler.browsing.serving import DATABASE, Page, PageRequest, readable

#: The ready queries, by their names in the metadata, in the order in which they are offered.
QUERIES = tuple(key.removeprefix("query.") for key in VIETNAMESE.words if key.startswith("query."))
#: What makes a spreadsheet take a text for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CSV = "text/csv; charset=utf-8"


def queries(connection: Connection, request: PageRequest) -> Page:
    """All ready queries, each with a sentence and its ways out."""
    return Page("queries.html", {"queries": QUERIES, "database": DATABASE})


async def spreadsheet(datasette: Any, request: Request) -> Response:
    """The CSV of a ready query as Excel opens it: marked as UTF-8, and no text a formula."""
    await readable(datasette, request)
    name = request.url_vars["name"]
    if name not in QUERIES:
        return Response("", status=404)
    path = f"/{DATABASE}/{name}.csv?{request.query_string}"
    answer = await datasette.client.get(path, cookies=request.cookies)
    if answer.status_code != 200:
        return Response(answer.text, status=answer.status_code)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response("\ufeff" + _harmless(answer.text), headers=headers, content_type=_CSV)


def _harmless(text: str) -> str:
    """The same table, an apostrophe before every cell that a spreadsheet would calculate."""
    out = io.StringIO()
    csv.writer(out).writerows(
        [_shielded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))
    )
    return out.getvalue()


def _shielded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
