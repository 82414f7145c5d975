"""Lead (sapo) of an article: its first paragraph, where the page sets it apart."""

import re

from lxml.html import HtmlElement

from crawler.extraction.fields.naming import comparable
from crawler.extraction.region.body import Body, is_prose
from crawler.extraction.region.layout import Layout
from crawler.extraction.source.blocks import TEXT_WORDS, Block, count_words
from crawler.extraction.source.inline import Styles, is_bold

#: A description in the page's head is the first paragraph if it has at least this length (letters)
#: and covers this share of the paragraph; truncated beginnings of the text are shorter.
DESCRIPTION_LENGTH, DESCRIPTION_SHARE = 40, 0.8
#: Least length of a lead known only by its bold type (words).
BOLD_WORDS = 15
#: Class, id and itemprop names of a lead, split at hyphens, underscores and capitals.
_NAMES = re.compile(
    r"(?<![a-z])(?:sapo|chapeau|chapo|tom ?tat|trich ?dan|mo ?dau|hometext|lead|lede|dek|standfirst"
    r"|intro(?:text|duction)?|summary|excerpt|abstract|description)(?![a-z])"
)
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^a-z]+")


def lead(page: Layout, body: Body) -> str | None:
    """Return the first paragraph if it is a lead, None otherwise.

    It is one if the description in the page's head, its element's name or bold type sets it apart.
    """
    if len(body.lines) < 2:
        return None
    first, second = body.lines[:2]
    text = body.paragraphs[0]
    if count_words(text) >= TEXT_WORDS and (
        _is_described(text, page.declared.lead or "")
        or _is_named(first[0], second[0])
        or _is_bold_alone(body)
    ):
        return text
    return None


def _is_described(text: str, description: str) -> bool:
    """True if the description in the page's head is all or nearly all of this paragraph."""
    own, said = comparable(text), comparable(description)
    return (
        len(said) >= DESCRIPTION_LENGTH
        and DESCRIPTION_SHARE * len(own) <= len(said) <= len(own) / DESCRIPTION_SHARE
        and own.startswith(said[:DESCRIPTION_LENGTH])
    )


def _is_named(first: Block, second: Block) -> bool:
    """True if an element around the first paragraph, but not the second, has a lead's name."""
    shared = set(second.element.iterancestors())
    for node in (first.element, *first.element.iterancestors()):
        if node in shared or node is second.element:
            return False
        if _has_name(node):
            return True
    return False


def _has_name(element: HtmlElement) -> bool:
    names = " , ".join(filter(None, map(element.get, ("class", "id", "itemprop"))))
    words = _SEPARATORS.sub(" ", _CAPITALS.sub(" ", names).lower())
    return _NAMES.search(words) is not None


def _is_bold_alone(body: Body) -> bool:
    """True if the first paragraph, alone of all prose, is set in bold."""
    styles = Styles("")
    if not all(is_bold(block, styles) for block in body.lines[0]):
        return False
    prose = [line for line in body.lines if line[0].words >= BOLD_WORDS and is_prose(line[-1])]
    return (
        len(prose) > 1
        and prose[0] is body.lines[0]
        and not any(is_bold(block, styles) for line in prose[1:] for block in line)
    )
