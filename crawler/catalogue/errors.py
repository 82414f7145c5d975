"""Errors of the catalogue's files."""

from collections.abc import Iterable
from difflib import get_close_matches

from crawler.errors import UserError


class CatalogueError(UserError):
    """A file of the catalogue cannot be used; its text has a line for each mistake."""


def nearest(word: str, words: Iterable[str], likeness: float = 0.6) -> str | None:
    """The one of the words that is most like a word; None where none is as like (0 to 1).

    >>> nearest("agnecy", ["agency", "url"])
    'agency'
    """
    return next(iter(get_close_matches(word.lower(), words, n=1, cutoff=likeness)), None)


def did_you_mean(meant: str | None) -> str:
    """A question for the end of a statement; "" where nothing is known that could be meant."""
    return f' (did you mean "{meant}"?)' if meant else ""
