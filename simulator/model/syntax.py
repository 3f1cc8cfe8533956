"""The right side of an equation before names are resolved: a small tree."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANKS = re.compile(r"[\s_]+")


def key_of(name: str) -> str:
    """Fold a name as Vensim and XMILE do: quotes dropped, blanks and underscores equal, letters in one case."""
    return _BLANKS.sub(" ", spelled(name).replace('"', "")).strip().lower()


def spelled(name: str) -> str:
    """Return a name as it is shown: without the quotes round it and the backslashes of its escapes."""
    text = name.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1]
    return " ".join(text.replace('\\"', '"').replace("\\n", " ").split())


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number."""

    value: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """A literal array, flattened in row order; one number for each element of the block it defines."""

    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A reference to a variable; `subscripts` as written, a reduced one ending in `!`."""

    key: str
    subscripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """A lookup: points by rising x; `kind` is interpolate, extrapolate or hold_backward."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    kind: str = "interpolate"


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or a function with its arguments; `subscripts` where a subscripted lookup is called."""

    function: str
    arguments: tuple[Syntax, ...]
    subscripts: tuple[str, ...] = ()


Syntax = Number | Numbers | Name | Curve | Call

from pathlib import Path  # noqa: E402


# SHIM (lead, temporary, reader: delete when build.py and order.py use source.py)
@dataclass(frozen=True, slots=True)
class Component:
    """One equation of a variable: the subscripts on its left side, the ones it excludes, its right side."""

    subscripts: tuple[str, ...]
    exceptions: tuple[tuple[str, ...], ...]
    syntax: Syntax
    is_lookup: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A variable as the file defines it."""

    name: str
    unit: str
    documentation: str
    components: tuple[Component, ...]


@dataclass(frozen=True, slots=True)
class SubscriptRange:
    """A named list of elements (or of other ranges), with the ranges it maps to in order."""

    name: str
    elements: tuple[str, ...]
    mappings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceModel:
    """A parsed model file; `text` is kept to find the line of a fault, `method` is what its settings name."""

    path: Path
    text: str
    method: str
    ranges: tuple[SubscriptRange, ...]
    definitions: tuple[Definition, ...]
    macros: tuple[str, ...]


def find_definition(text: str, name: str) -> int:
    """Return the 1-based line on which `name` is defined, or 0 when the text does not show it."""
    words = r"[\s_]+".join(re.escape(word) for word in re.split(r"[\s_]+", name.replace('"', "").strip()))
    patterns = (rf'^\s*"?{words}"?\s*(\[|=|\(|:|$)', rf'name="{words}"', words)
    for pattern in patterns:
        found = re.search(pattern, text, re.IGNORECASE | re.MULTILINE)
        if found:
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            return text.count("\n", 0, start) + 1
    return 0


def place(source: SourceModel, name: str, word: str = "") -> str:
    """Name where a fault of variable `name` stands: `path:line`, or `path:line:column` of `word` below that."""
    line = find_definition(source.text, name)
    if not line:
        return str(source.path)
    if word:
        spelled = r"[\s_]+".join(re.escape(part) for part in re.split(r"[\s_]+", word.strip()))
        lines = source.text.split("\n")
        below = "\n".join(lines[line - 1 :])
        found = re.search(rf"(?<!\w){spelled}(?!\w)", below, re.IGNORECASE)
        if found:
            start = below.rfind("\n", 0, found.start()) + 1
            return f"{source.path}:{line + below.count(chr(10), 0, found.start())}:{found.start() - start + 1}"
    return f"{source.path}:{line}"


def depth_of(node: Syntax) -> int:
    """Return how many calls stand inside one another, without recursion."""
    depth, level = 0, [node]
    while level:
        depth += 1
        parts = [argument for each in level if isinstance(each, Call) for argument in each.arguments]
        level = list({id(part): part for part in parts}.values())
    return depth
