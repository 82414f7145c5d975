"""Streamed pages: parts that a server sent late, moved to where scripts would put them.

React (and Next.js) sends a page in parts. In place of one that is not ready stands `<template
id="B:0">` with a placeholder, between the comments `$?` and `/$`. The part follows further down as
`<div hidden id="S:0">`, for a script to move, and may have such places of its own (`P:1`, without
comments). Source: the instructions that react-dom's server adds to its pages
(ReactDOMFizzInstructionSetShared.js).
"""

import re

from lxml.etree import Comment
from lxml.html import HtmlElement

_PLACE = re.compile(r"(.*)[BP]:([0-9a-f]+)")
_OPENING = frozenset(("$", "$?", "$!", "$~", "&"))
_CLOSING = frozenset(("/$", "/&"))


def assemble(root: HtmlElement, source: str) -> None:
    """Move the late parts of a page to their places; `source` is the page's HTML."""
    if "<template" not in source:
        return
    for place in list(root.iter("template")):
        if not (names := _PLACE.fullmatch(place.get("id") or "")):
            continue
        for part in root.xpath("descendant::*[@id=$part]", part=f"{names[1]}S:{names[2]}")[:1]:
            if part not in place.iterancestors():
                _put(part, place)


def _put(part: HtmlElement, place: HtmlElement) -> None:
    """Put a part in its place, and remove the placeholder."""
    around = place.getparent()
    if meanwhile := _meanwhile(place):
        place.tail = None
        for sibling in meanwhile:
            around.remove(sibling)
    part.drop_tree()
    part.attrib.pop("hidden", None)
    part.tail = place.tail
    around.replace(place, part)


def _meanwhile(place: HtmlElement) -> list[HtmlElement]:
    """Return the placeholder behind a place, up to its closing comment; empty without comments."""
    opening = place.getprevious()
    if opening is None or not _says(opening, _OPENING):
        return []
    open_comments, siblings = 1, list[HtmlElement]()
    for sibling in place.itersiblings():
        open_comments += _says(sibling, _OPENING) - _says(sibling, _CLOSING)
        if not open_comments:
            return siblings
        siblings.append(sibling)
    return []


def _says(node: HtmlElement, signs: frozenset[str]) -> bool:
    return node.tag is Comment and node.text in signs
