"""The right side of an equation before names are resolved: a small tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

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
    """An operator or a function with its arguments.

    subscripts: where a subscripted lookup is called. by_name: whether the text itself calls the function so.
    """

    function: str
    arguments: tuple[Syntax, ...]
    subscripts: tuple[str, ...] = ()
    by_name: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Curves:
    """Lookups read from a file, one for each element of the block."""

    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Values over time read from a file, one curve for each element of the block.

    between: what holds between the points: interpolate, hold backward, look forward or raw (nothing).
    """

    curves: tuple[Curve, ...]
    between: str


@dataclass(frozen=True, slots=True)
class External:
    """What an equation reads from a file, before it is read.

    function:  constants, data, lookups or subscript.
    arguments: file, sheet, cells, as written; none for a data variable without an equation.
    between:   as in Series.
    """

    function: str
    arguments: tuple[str, ...]
    between: str = "interpolate"


Syntax = Number | Numbers | Name | Curve | Curves | Series | External | Call


def parts_of(node: Syntax) -> Iterator[Syntax]:
    """Yield a node and all inside it, each object once, without recursion."""
    seen, waiting = set(), [node]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, Call):
            waiting += reversed(each.arguments)


def changed(node: Syntax, change: Callable[[Syntax], Syntax]) -> Syntax:
    """Rebuild a tree from its leaves. change: gets each node with its parts already changed.

    A part that stands at two places, as the input of a delay that is also its initial value, stays one object.
    """
    done: dict[int, Syntax] = {}

    def walk(part: Syntax) -> Syntax:
        if id(part) not in done:
            whole = part
            if isinstance(part, Call):
                whole = Call(part.function, tuple(walk(each) for each in part.arguments), part.subscripts, part.by_name)
            done[id(part)] = change(whole)
        return done[id(part)]

    return walk(node)


def depth_of(node: Syntax) -> int:
    """Return how many calls stand inside one another, without recursion."""
    depth, level = 0, [node]
    while level:
        depth += 1
        parts = [argument for each in level if isinstance(each, Call) for argument in each.arguments]
        level = list({id(part): part for part in parts}.values())
    return depth
