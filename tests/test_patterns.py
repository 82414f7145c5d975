"""No regular expression of the project takes much longer than its text is long.

Text from outside may be one line of a million characters: a pattern that looks at each of them once
for each other one takes minutes, and holds up everything else.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from types import ModuleType
from typing import Any

import pytest

import crawler
import pipelines
import spiders
from crawler.vietnamese.names import LONGEST_SIGNATURE

#: How many characters are tried, and the seconds that they may take, which is far more than any
#: linear pattern takes: what is exponential shows with few, and would not end with more.
STEPS = ((24, 0.001), (48, 0.001), (250, 0.002), (2_000, 0.004))
#: How often a text that took too long is tried again: something else may have had the processor.
TRIES = 3
#: What is tried on short texts alone: names of patterns, and their users' bounds (characters).
BOUNDED = {"crawler.vietnamese.names._SUFFIX": LONGEST_SIGNATURE}
#: What texts repeat. Each pattern is tried with its own words, too.
UNITS = (
    *'1ađA \t\n_-/&=?.,:()[]<"%|#\\>',
    *("a ", "a-", "1 ", "1-", "1/", "A ", " \n", "a\n", "A.", "&a", "a,", "a1", "//", "/*", "<a "),
)
MODES = ("search", "match", "fullmatch", "sub", "subn", "split", "finditer", "findall")


def modules() -> Iterator[ModuleType]:
    """All modules of the project."""
    for package in (crawler, pipelines, spiders):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


@cache
def patterns() -> list[tuple[str, str, re.Pattern[Any], str]]:
    """All patterns: their module, name, and each method of theirs that is used."""
    used = uses()
    found: dict[tuple[re.Pattern[Any], str], tuple[str, str]] = {}
    for module in modules():
        for name, value in vars(module).items():
            home = module.__name__ if name.startswith("_") else ""
            called = used[home, name] or used[module.__name__, ""]
            for pattern, mode in product(held(value), sorted(called)):
                found.setdefault((pattern, mode), (module.__name__, name))
    return [(module, name, pattern, mode) for (pattern, mode), (module, name) in found.items()]


def held(value: Any) -> Iterator[re.Pattern[Any]]:
    """The patterns that a constant is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (p for pair in value.items() for item in pair for p in held(item))
    elif isinstance(value, (list, tuple, frozenset)):
        yield from (p for item in value for p in held(item))


def uses() -> dict[tuple[str, str], set[str]]:
    """By modules and names of patterns, the methods that are used of them.

    A public name is everybody's ("" for a module); the name "" stands for variables, to which a
    module gives its patterns.
    """
    found = defaultdict[tuple[str, str], set[str]](set)
    for module in modules():
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
                continue
            name = node.value.id
            is_text = node.attr == "split" and not name.isupper()
            if node.attr in MODES and name != "re" and not is_text:
                place = "" if name.isupper() and not name.startswith("_") else module.__name__
                found[place, name if name.isupper() else ""].add(node.attr)
    return found


def texts(pattern: re.Pattern[Any]) -> list[str]:
    """What to repeat: the usual, and the words of a pattern."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    words = re.findall(r"(?<![\\\[])\b[^\W\d_]{2,}", source)[:4]
    return [*UNITS, *words, *(f"{word} " for word in words)]


def seconds(pattern: re.Pattern[Any], mode: str, text: str) -> float:
    """How long a pattern takes for a text."""
    given = text if isinstance(pattern.pattern, str) else text.encode()
    arguments = (given[:0], given) if mode in ("sub", "subn") else (given,)
    start = time.perf_counter()
    result = getattr(pattern, mode)(*arguments)
    if mode == "finditer":
        list(result)
    return time.perf_counter() - start


def slow_with(
    pattern: re.Pattern[Any], mode: str, longest: int = STEPS[-1][0]
) -> tuple[str, int] | None:
    """What a pattern takes too long for, when it is repeated, and how many characters of it."""
    ends = ("\x00", "x") if mode == "fullmatch" else ("\x00",)  # one of them is not wanted there
    for unit, end in product(texts(pattern), ends):
        for length, most in STEPS:
            length = min(length, longest)
            text = (unit * length)[:length] + end
            if all(seconds(pattern, mode, text) > most for _ in range(TRIES)):
                return unit, length
    return None


@pytest.mark.parametrize(
    "bad", [r"(?:a|aa)+$", r"(?:\s*a\s*)*:", r"\s+$", r"\s*,", r"[^\W_]+-", r"a*a*b"]
)
def test_what_is_not_linear_is_found(bad: str) -> None:
    """Exponential, quadratic and cubic ones."""
    assert slow_with(re.compile(bad), "search")


def test_the_patterns_of_the_project_are_found() -> None:
    """With how they are used."""
    found = [(name, mode) for _, name, _, mode in patterns()]
    assert {("_PAGER", "fullmatch"), ("_PARTS", "split"), ("TOOLBAR", "fullmatch")} <= {*found}
    assert len(found) > 250


def test_no_pattern_takes_much_longer_than_its_text_is_long() -> None:
    """Whatever the text repeats."""
    slow = {
        f"{module}.{name}": with_what
        for module, name, pattern, mode in patterns()
        if (with_what := slow_with(pattern, mode, BOUNDED.get(f"{module}.{name}", STEPS[-1][0])))
    }
    assert slow == {}
