"""Conditions on the values of records in a TOML file.

Each returns the value as the record keeps it, or raises ValueError saying what to write instead.
"""

import re
from datetime import date
from math import inf

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator

from crawler.urls.gate import web_address


def address(value: str) -> str:
    """An address on the web."""
    if web_address(value) is None or re.search(r"\s", value):
        raise ValueError(f'"{value}" is no address; write it whole, such as "http://dost.gov.vn/"')
    return value


def path(value: str) -> str:
    """The path of an address."""
    if not value.startswith("/"):
        raise ValueError(f'"{value}" is no path; write it from the host on, such as "/web/so-khcn"')
    return value


def pattern(value: str) -> str:
    """A regular expression."""
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"'{value}' is no regular expression ({error}); correct it") from error
    return value


def selector(value: str) -> str:
    """A CSS selector, with parsel's `::text` and `::attr()`."""
    try:
        HTMLTranslator().css_to_xpath(value)
    except SelectorError as error:
        raise ValueError(f'"{value}" is no CSS selector ({error}); correct it') from error
    return value


def day(value: str) -> str:
    """A day (ISO 8601)."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(f'"{value}" is no day; write it such as 2025-06-30') from None


def seconds(value: float) -> float:
    """A length of time."""
    if not 0 <= value < inf:
        raise ValueError(f"{value} is no length of time; write seconds, such as 2.5")
    return value
