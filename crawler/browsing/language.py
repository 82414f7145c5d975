"""The languages of the reading room. Every word that readers see is in `words.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from crawler.database.base import moment
from crawler.vietnamese.moments import VIETNAM

_CATALOGUE = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its words by key, and its ways to write numbers and days."""

    code: str
    words: Mapping[str, str]
    #: The ending of keys for the number one, where the language has it.
    singular: str
    thousands: str

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with values in their places.

        Numbers are written as the language does; `n` chooses between the forms of number.
        """
        if values.get("n") == 1 and key + self.singular in self.words:
            key += self.singular
        told = {name: self.number(v) if type(v) is int else v for name, v in values.items()}
        return self.words[key].format(**told)

    def known(self, kind: str, name: str) -> str:
        """The words for a name that the crawler uses, or the name itself where there are none."""
        return self.words.get(f"{kind}.{name}", name)

    def number(self, number: int) -> str:
        """A number with its thousands set apart."""
        return f"{number:,}".replace(",", self.thousands)

    def day(self, text: str | None) -> str:
        """A day (ISO 8601), such as 2026-03-01, as it is written; "" for none."""
        return self._written(date.fromisoformat(text[:10])) if text else ""

    def month(self, text: str) -> str:
        """A month, such as 2026-03, as it is written."""
        year, _, month = text.partition("-")
        return f"{int(month)}/{year}"

    def minute(self, text: str | None) -> str:
        """A time (ISO 8601) as a clock in Vietnam shows it; "" for none."""
        if not text:
            return ""
        time = moment(text).astimezone(VIETNAM)
        return f"{time:%H:%M} {self._written(time)}"

    def _written(self, day: date | datetime) -> str:
        if self.code == "vi":
            return f"{day.day}/{day.month}/{day.year}"
        return f"{day.day} {day:%B} {day.year}"


def _language(code: str, singular: str, thousands: str) -> Language:
    words = {
        f"{group}.{key}" if group != "words" else key: told[code]
        for group, entries in _CATALOGUE.items()
        for key, told in entries.items()
        if code in told
    }
    return Language(code, words, singular, thousands)


VIETNAMESE = _language("vi", "", ".")
ENGLISH = _language("en", ".one", ",")
#: By their codes, the one that is spoken unless another is asked for first.
LANGUAGES = {language.code: language for language in (VIETNAMESE, ENGLISH)}
