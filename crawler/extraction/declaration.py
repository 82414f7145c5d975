"""Field declarations: name and description of a field of the record, beside its type."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The declaration of a field of the record; stands in the `Annotated` of an attribute's type.

    `en` and `vi` describe the field. An attribute stored in several fields has one declaration for
    each, with a `name` of its own; `value` computes the field's value from the attribute's.
    `exported`: the field is in files of new articles. `searched`: its words are in the search
    index. `hashed`: it is part of the hash that identifies the article.
    """

    en: str
    vi: str
    name: str = ""
    value: Callable[[Any], Any] | None = None
    exported: bool = True
    searched: bool = False
    hashed: bool = False

    def of(self, attribute: Any) -> Any:
        """Return the field's value, computed from the attribute's."""
        return attribute if self.value is None else self.value(attribute)


def declared(record: type) -> Iterator[tuple[str, Any, Field]]:
    """Yield the declared fields of a dataclass in order: attribute, type and declaration."""
    types = get_type_hints(record)
    for attribute, hint in get_type_hints(record, include_extras=True).items():
        for note in getattr(hint, "__metadata__", ()):
            if isinstance(note, Field):
                yield attribute, types[attribute], note
