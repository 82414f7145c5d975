"""Visibility: elements that a browser does not show, or not at first.

Text can be hidden until a script shows it (tabs, "Xem thêm", preloaders), and an element that is
never closed (`<marquee>`, `<svg>`) contains all that follows. Hidden prose is therefore read, and
marked: see :data:`crawler.extraction.region.part_names.ClassHint.HIDDEN`.
"""

import re

from lxml import etree
from lxml.html import HtmlElement

#: Elements whose text is never read, however long.
SKIPPED = frozenset(
    """
    script style head link meta datalist input iframe embed
    """.split()  # noqa: SIM905 - a list of names, not code
)
#: Elements that contain no prose unless they were left unclosed.
DOUBTFUL = frozenset(
    """
    noscript object applet svg math canvas audio video map button marquee select option textarea
    template
    """.split()  # noqa: SIM905
)
_HIDDEN_CLASSES = frozenset(
    ("hidden", "hide", "d-none", "sr-only", "visually-hidden", "screen-reader-text", "ms-hidden")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Test for a run of text as long as a paragraph's, in characters, and with spaces: an address shown
#: for copying has none.
_PROSE = etree.XPath(
    "boolean(descendant::text()[string-length() > 100]"
    "[string-length() - string-length(translate(., ' ', '')) > 12]"
    "[not(parent::script or parent::style)])"
)


def is_out_of_sight(element: HtmlElement) -> bool:
    """True if an element is hidden, or of a kind that shows no text."""
    return element.tag in DOUBTFUL or is_hidden(element)


def is_hidden(element: HtmlElement) -> bool:
    """True if an element is hidden by its attributes or a common class name."""
    names = element.keys()
    if not names:
        return False
    style, classes = element.get("style"), element.get("class")
    return (
        "hidden" in names
        or bool(style and _HIDDEN.search(style))
        or bool(classes and _HIDDEN_CLASSES.intersection(classes.split()))
    )


def holds_prose(element: HtmlElement) -> bool:
    """True if an element has text as long as a paragraph."""
    return bool(_PROSE(element))
