"""What elements have from those around them: a style, a name, the lists that they stand in."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from lxml.html import HtmlElement

Had = TypeVar("Had")


class AncestorCache(Generic[Had]):
    """What the elements of a page have, worked out from outside inwards, once an element.

    `within` gives what an element has where the one around it has something; the outermost one
    stands in `nothing`. `known` are elements of which it is known beforehand.
    """

    def __init__(
        self,
        within: Callable[[HtmlElement, Had], Had],
        nothing: Had,
        known: Mapping[HtmlElement, Had] | None = None,
    ) -> None:
        self._within = within
        self._nothing = nothing
        self._known = dict(known or {})

    def of(self, element: HtmlElement) -> Had:
        """What an element has."""
        unknown: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            unknown.append(node)
            node = node.getparent()
        had = self._nothing if node is None else self._known[node]
        for node in reversed(unknown):
            had = self._known[node] = self._within(node, had)
        return had
