"""Results as horizontal bars, in an SVG of a few lines."""

from collections.abc import Iterator, Sequence
from html import escape

from tests.bench.results import Result, number

#: Pixels: the picture, where bars begin, how long the longest is, a bar with its gap.
_WIDTH, _LEFT, _LONGEST, _STEP = 760, 260, 420, 24
_HEAD = 44
_STYLE = """
svg { background: #fff; font: 13px sans-serif; }
text { fill: #333; }
.title { font-weight: bold; }
.unit { fill: #777; }
rect { fill: #8aa5c0; }
.own { fill: #1f6f8b; }
"""


def draw(results: Sequence[Result]) -> str:
    """A chart in which each result has bars of its own scale."""
    parts, top = [], 12
    for result in results:
        parts += [*_group(result, top)]
        top += _HEAD + _STEP * len(result.bars)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img">'
    return "\n".join([head, f"<style>{_STYLE}</style>", *parts, "</svg>", ""])


def _group(result: Result, top: int) -> Iterator[str]:
    yield _text(12, top + 12, result.title, "title")
    yield _text(_LEFT, top + 12, result.unit, "unit")
    most = max(result.bars.values())
    for place, (name, value) in enumerate(result.bars.items()):
        y = top + 22 + _STEP * place
        width = max(1, round(_LONGEST * value / most))
        kind = "other" if _is_others(name) else "own"
        yield f'<rect class="{kind}" x="{_LEFT}" y="{y}" width="{width}" height="16"/>'
        yield _text(12, y + 13, name)
        yield _text(_LEFT + width + 6, y + 13, number(value))


def _is_others(name: str) -> bool:
    return name.startswith(("bare", "an afternoon", "trafilatura"))


def _text(x: int, y: int, text: str, kind: str = "name") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(text)}</text>'
