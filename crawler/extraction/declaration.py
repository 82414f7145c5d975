"""How a field of the record is declared: once, beside its name and type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What is told of an attribute in the record; stands in the `Annotated` of its type.

    `en` and `vi` say what the field means. An attribute that is told in several fields has one of
    these for each, with a `name` of its own, and `value` makes the field's value of the
    attribute's. `exported` tells that files of new articles have the field, `searched` that its
    words are in the search index, `hashed` that it is part of what names the article.
    """

    en: str
    vi: str
    name: str = ""
    value: Callable[[Any], Any] | None = None
    exported: bool = True
    searched: bool = False
    hashed: bool = False

    def of(self, attribute: Any) -> Any:
        """The field's value, from the attribute's."""
        return attribute if self.value is None else self.value(attribute)


def declared(record: type) -> Iterator[tuple[str, Any, Field]]:
    """The fields of a dataclass in their order: attribute, type and declaration of each."""
    types = get_type_hints(record)
    for attribute, hint in get_type_hints(record, include_extras=True).items():
        for note in getattr(hint, "__metadata__", ()):
            if isinstance(note, Field):
                yield attribute, types[attribute], note
