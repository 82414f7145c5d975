"""The HTML and Atom of the reading room, from templates that escape whatever they are given."""

import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crawler.browsing import charts, markdown
from crawler.vietnamese.unicode import slug

_HERE = Path(__file__).parent
STYLES = (_HERE / "room.css").read_text("utf-8")
#: Changes with the styles, so that no browser keeps old ones.
STYLES_VERSION = sha256(STYLES.encode()).hexdigest()[:12]


class _Harmless(dict[int, int | None]):
    """For `str.translate`: drops what controls a terminal, or turns the order of letters."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        is_control = unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n"
        is_control = is_control or code & 0xFFFE == 0xFFFE  # no characters, nor allowed in XML
        is_order = unicodedata.bidirectional(character) in _ORDERS
        self[code] = kept = None if is_control or is_order else code
        return kept


#: Bidirectional classes of the characters that embed, override or isolate.
_ORDERS = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))
_HARMLESS = _Harmless()


def _visible(value: Any) -> Any:
    """Whatever a template is to show; text without the characters that are no text."""
    return value.translate(_HARMLESS) if isinstance(value, str) else value


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["slug"] = slug
    environment.tests["web"] = markdown.is_web
    environment.globals |= {"chart": charts, "styles_version": STYLES_VERSION}
    return environment


_ENVIRONMENT = _environment()


def render(template: str, context: Mapping[str, Any]) -> str:
    """The text of a template."""
    return _ENVIRONMENT.get_template(template).render(context)
