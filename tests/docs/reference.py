"""The generated parts of the docs, made from the code: `make docs` puts them into the pages."""

import ast
import re
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.settings import Settings

from crawler import commands
from crawler.catalogue import Site

ROOT = Path(__file__).parents[2]
_SECTION = re.compile(r"# --- (.+?) -+$")


class Options(ArgumentParser):
    """Notes the options of a command that are its own, not those that all commands have."""

    def __init__(self, command: ScrapyCommand) -> None:
        super().__init__(add_help=False)
        self.options: list[tuple[str, str]] = []
        command.settings = Settings({"LOG_LEVEL": "INFO"})
        command.add_options(self)

    def add_argument(self, *flags: Any, **declared: Any) -> Any:
        """Note an option: how it is written, and what its help says."""
        value = declared.get("metavar", "")
        shown = ", ".join(f"{flag} {value}".rstrip() for flag in flags)
        self.options.append((shown, declared.get("help", "")))
        return super().add_argument(*flags, **declared)


def own_commands() -> dict[str, ScrapyCommand]:
    """The commands of this project, by name."""
    found = (module.name for module in iter_modules(commands.__path__))
    return {name: import_module(f"crawler.commands.{name}").Command() for name in found}


def commands_reference() -> str:
    """A section for each command: how it is called, what it does, its options."""
    return "\n".join(_command(name, command) for name, command in own_commands().items())


def _command(name: str, command: ScrapyCommand) -> str:
    call = f"scrapy {name} {command.syntax()}".rstrip()
    lines = [f"### `scrapy {name}`", "", "```", call, "```", "", f"{command.short_desc()}.", ""]
    if (explained := command.long_desc()) != command.short_desc():
        lines += [explained.strip(), ""]
    if options := Options(command).options:
        lines += ["| option | meaning |", "| --- | --- |"]
        lines += [f"| `{shown}` | {meaning} |" for shown, meaning in options]
        lines.append("")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of settings.py: the section that it stands in, its default, its explanation."""

    section: str
    name: str
    default: str
    meaning: str


def settings() -> Iterator[Setting]:
    """The settings of settings.py in their order."""
    source = (ROOT / "settings.py").read_text("utf-8")
    lines = source.splitlines()
    sections = {n: found[1] for n, line in enumerate(lines, 1) if (found := _SECTION.match(line))}
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name != "ROOT":
                section = [text for number, text in sections.items() if number < value.lineno][-1]
                meaning = " ".join(_comment(lines, statement.lineno - 1))
                yield Setting(section, name, _default(value), meaning)


def _comment(lines: list[str], end: int) -> list[str]:
    """The comment that ends above a line."""
    start = end
    while lines[start - 1].startswith("#:"):
        start -= 1
    return [line.removeprefix("#:").strip() for line in lines[start:end]]


def _default(value: ast.expr) -> str:
    """How a default is shown: as it is written, but for paths and tables."""
    match value:
        case ast.Call():
            parts = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant)]
            return f"`{'/'.join(map(str, reversed(parts)))}`"
        case ast.Dict() | ast.List():
            return "[a table](../settings.py)"
        case ast.Constant(value=""):
            return "none"
        case ast.Constant(value=str(text)):
            return f"`{text}`"
    return f"`{ast.unparse(value)}`"


def settings_reference() -> str:
    """A table of settings for each section of settings.py."""
    tables: dict[str, list[str]] = {}
    for each in settings():
        row = f"| `{each.name}` | {each.default} | {each.meaning} |"
        tables.setdefault(each.section, []).append(row)
    head = "| setting | default | meaning |\n| --- | --- | --- |\n"
    sections = (f"## {title}\n\n{head}" + "\n".join(rows) for title, rows in tables.items())
    return "\n\n".join(sections) + "\n"


def site_keys() -> str:
    """A table of the keys of a site's record."""
    rows = ["| key | needed | meaning |", "| --- | --- | --- |"]
    for key, field in Site.model_fields.items():
        if key != "name":
            needed = "yes" if field.is_required() else ""
            rows.append(f"| `{key}` | {needed} | {field.description} |")
    return "\n".join(rows) + "\n"


def layers() -> str:
    """The layers of the import contract, highest first, each with what belongs there."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    rows = ["| layer | package | what belongs there |", "| ---: | --- | --- |"]
    names = contract["contracts"][0]["layers"]
    for number, packages in zip(range(len(names), 0, -1), names, strict=True):
        for package in map(str.strip, packages.split("|")):
            rows.append(f"| {number} | [`{package}`]({_link(package)}) | {_sentence(package)} |")
    return "\n".join(rows) + "\n"


def _link(package: str) -> str:
    path = package.replace(".", "/")
    return f"../{path}" if (ROOT / path).is_dir() else f"../{path}.py"


def _sentence(package: str) -> str:
    """The first line of a package's docstring, read without importing it."""
    path = ROOT / package.replace(".", "/")
    source = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")[0].replace("\n", " ")
