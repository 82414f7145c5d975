"""What of a page a browser does not show, or not at first; and whether that is for want of a tag.

Text can be hidden until a script shows it (tabs, "Xem thêm", preloaders), and an element that is
never closed (`<marquee>`, `<svg>`) holds what stands below it. So what holds prose is read all the
same, and told from the rest: see :data:`crawler.extraction.region.class_hints.ClassHint.HIDDEN`.
"""

import re

from lxml import etree
from lxml.html import HtmlElement

#: What never holds text to be read, however long.
SKIPPED = frozenset(
    """
    script style head link meta datalist input iframe embed
    """.split()  # noqa: SIM905 - a list of names, not code
)
#: What holds no prose unless it was left open.
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
#: Whether an element has a run of text as long as a paragraph's (characters, spaces among them): an
#: address to be copied has no spaces.
_PROSE = etree.XPath(
    "boolean(descendant::text()[string-length() > 100]"
    "[string-length() - string-length(translate(., ' ', '')) > 12]"
    "[not(parent::script or parent::style)])"
)


def is_out_of_sight(element: HtmlElement) -> bool:
    """Whether an element is hidden, or of a kind that shows no text."""
    return element.tag in DOUBTFUL or is_hidden(element)


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is hidden by its attributes or the common class names."""
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
    """Whether an element has text as long as a paragraph."""
    return bool(_PROSE(element))
