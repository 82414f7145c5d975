"""The template of a site: the use of each place on its pages, as learned by `training`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crawler.errors import UserError
from crawler.extraction.source.ancestors import AncestorCache
from crawler.extraction.source.blocks import Block
from crawler.extraction.template.shared_parts import Parts
from crawler.extraction.template.tag_paths import TagPaths, mask
from crawler.vietnamese.lines import kept
from crawler.vietnamese.unicode import fold

#: Version of a template's JSON; templates of other versions are learned anew.
VERSION = 2


class Use(StrEnum):
    """The use of a place on a site's pages."""

    TEXT = "text"
    TITLE = "title"
    DATE = "date"
    AUTHOR = "author"
    OTHER = "other"


#: Uses whose text may recur on many pages without being boilerplate, as masked dates do.
_IN_LIKE_WORDS = (Use.TITLE, Use.DATE)


@dataclass(frozen=True, slots=True)
class Template:
    """The uses of the places on a site's pages, in all its layouts.

    `pages` is the number of pages it was learned from, `names` the class and id names that identify
    places, `places` the use of each, `containers` the places of elements that contain text and
    little else, whatever is in them. `lines` is the boilerplate: lines (masked, folded) that occur
    on many pages. `parts` are shared parts, which need not be read.
    """

    pages: int
    names: frozenset[str]
    places: Mapping[str, Use]
    containers: frozenset[str]
    lines: frozenset[str]
    parts: Parts

    def uses(self, blocks: Sequence[Block]) -> list[Use | None]:
        """Return the use of each block of a page; None if the template does not determine it."""
        places = TagPaths(self.names)
        contained = AncestorCache[bool](
            lambda element, around: around or places.of(element) in self.containers, False
        )

        def use(block: Block) -> Use | None:
            found = self.places.get(places.of(block.element))
            if found not in _IN_LIKE_WORDS and not block.linked and line(block) in self.lines:
                return Use.OTHER
            if found is None and contained.of(block.element):
                return Use.TEXT
            return found

        return list(map(use, blocks))

    def to_json(self) -> str:
        """Return the template as readable JSON."""
        by_use: dict[str, list[str]] = {use.value: [] for use in Use}
        for place, use in sorted(self.places.items()):
            by_use[use].append(place)
        data = {
            "version": VERSION,
            "pages": self.pages,
            "places": by_use,
            "containers": sorted(self.containers),
            "names": sorted(self.names),
            "lines": sorted(self.lines),
            "parts": {name: sorted(self.parts[name]) for name in sorted(self.parts)},
        }
        return json.dumps(data, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Template | None":
        """Read a template written by `to_json`; None if it has another version.

        Raises `UserError` for anything else.
        """
        try:
            data: dict[str, Any] = json.loads(text)
            if data["version"] != VERSION:
                return None
            places = {place: Use(use) for use, found in data["places"].items() for place in found}
            names, containers, lines = (
                frozenset(data[k]) for k in ("names", "containers", "lines")
            )
            parts = {name: frozenset(digests) for name, digests in data["parts"].items()}
            return cls(data["pages"], names, places, containers, lines, parts)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(f"not a template: {error!r}") from error


def line(block: Block) -> str:
    """Return a block's text as it is compared between pages."""
    return _line(block.text)


@kept
def _line(text: str) -> str:
    return mask(fold(text))
