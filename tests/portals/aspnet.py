"""The form that every ASP.NET page is: hidden fields that a postback has to bring back."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping


def hidden_fields(page: str, state: str) -> dict[str, str]:
    """The fields with which a page remembers its state."""
    return {
        "__EVENTTARGET": "",
        "__EVENTARGUMENT": "",
        "__VIEWSTATE": base64.b64encode(f"{page}|{state}".encode()).decode(),
        "__VIEWSTATEGENERATOR": _digest(page)[:8].upper(),
        "__EVENTVALIDATION": _digest(page),
    }


def returned_state(form: Mapping[str, str], page: str) -> str | None:
    """The state that a postback brings; None where a field of that page is missing or another's."""
    if form.get("__EVENTVALIDATION") != _digest(page):
        return None
    try:
        view_state = base64.b64decode(form.get("__VIEWSTATE", ""), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    owner, _, state = view_state.partition("|")
    return state if owner == page else None


def _digest(page: str) -> str:
    return base64.b64encode(hashlib.sha256(page.encode()).digest()).decode()
