"""Inherited properties of elements: styles, names and lists that they stand in."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from lxml.html import HtmlElement

Value = TypeVar("Value")


class AncestorCache(Generic[Value]):
    """A cache of inherited properties, computed from the outermost element inwards, once each.

    `within` returns the property of an element, given that of its parent; the root's parent has
    `nothing`. `known` are elements whose property is given.
    """

    def __init__(
        self,
        within: Callable[[HtmlElement, Value], Value],
        nothing: Value,
        known: Mapping[HtmlElement, Value] | None = None,
    ) -> None:
        self._within = within
        self._nothing = nothing
        self._known = dict(known or {})

    def of(self, element: HtmlElement) -> Value:
        """Return the property of an element."""
        unknown: list[HtmlElement] = []
        node: HtmlElement | None = element
        while node is not None and node not in self._known:
            unknown.append(node)
            node = node.getparent()
        value = self._nothing if node is None else self._known[node]
        for node in reversed(unknown):
            value = self._known[node] = self._within(node, value)
        return value
