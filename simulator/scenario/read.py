"""YAML 1.2 text to frozen nodes, each with the line and column where it begins.

The text is only composed, never constructed, so no tag can call anything. Aliases and tags are refused: `extends` does
what an alias would do, and says where a value comes from. A key may appear once in a map.
"""

import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from simulator.encoding import Unreadable, read_text
from simulator.scenario.place import Fault, Place
from simulator.scenario.slip import full_width_place, half_width_line, mark_slip, slip

__all__ = ["Items", "Node", "Number", "Pairs", "Scalar", "describe", "mistyped", "number_of", "parse", "read"]

Number = int | float

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS: dict[str, float | bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
    ".inf": float("inf"),
    "+.inf": float("inf"),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}
_TAGS = ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")
_SYNTAX_ADVICE = "Expected 'key: value' lines, indented with spaces. Correct the line."

# What the YAML reader says, and how a person would.
_SYNTAX = (
    ("mapping values are not allowed", "a second ': ' in a line", "one. Put a text that holds ': ' in quotes."),
    (r"character '\t'", "a tab at the beginning of a line", "spaces. Replace the tab."),
    ("another document", "a second document after ---", "one a file. Put it into a file of its own."),
)


@dataclass(frozen=True)
class Scalar:
    """A single value. text: as written; value: a number, true or false, None, or the text itself."""

    text: str
    value: str | Number | bool | None
    place: Place


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True)
class Pairs:
    """A map, in the order of the file, each key once."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    place: Place


Node = Scalar | Items | Pairs


def read(path: Path, shown: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Read one YAML file. shown: the path as the user knows it.

    Returns: the node of the whole file, None if it cannot be read at all, and every fault found.
    """
    text = read_text(path, "a YAML file")
    if isinstance(text, Unreadable):
        return None, (Fault(Place(shown, text.line, text.column), text.text),)
    return parse(text, shown)


def parse(text: str, shown: str, *, in_file: bool = True) -> tuple[Node | None, tuple[Fault, ...]]:
    """Read YAML text as `read` does. in_file: whether lines and columns mean anything to the user."""
    try:
        aliases = _alias_faults(text, shown, in_file)
        if aliases:
            return None, aliases
        root = _compose(text)
        if root is None:
            what = "the file is empty. Expected a map of keys and values. Write one, or name another file."
            return None, (Fault(Place(shown), what),)
        walk = _Walk(shown, in_file)
        return walk.node(root), tuple(walk.faults)
    except MarkedYAMLError as problem:
        return None, (_mistyped(problem, text, shown, in_file) or _syntax_fault(problem, shown, in_file),)
    except YAMLError as problem:
        return None, (_letter_fault(problem, text, shown),)
    except RecursionError:
        return None, (Fault(Place(shown), "lists or maps are nested too deeply. Expected a few levels. Flatten it."),)


def _compose(text: str) -> Any:
    """Let the YAML library read a text; an anchor that comes twice is no matter, as aliases are refused.

    Where it cannot keep two comments at one place it reads the text again without keeping any.
    """
    with warnings.catch_warnings(action="ignore", category=ReusedAnchorWarning):
        try:
            return YAML(typ="rt", pure=True).compose(text)
        except NotImplementedError:
            return YAML(typ="safe", pure=True).compose(text)


def number_of(text: str) -> Number | None:
    """Read a number as YAML 1.2 writes it; None if the text is none."""
    if _INTEGER.fullmatch(text) and len(text) < 400:
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    word = _WORDS.get(text.lower())
    return word if isinstance(word, float) else None


def describe(node: Node) -> str:
    """Name a node in a message."""
    match node:
        case Pairs(pairs=pairs):
            return "a map" if pairs else "an empty map"
        case Items(items=items):
            return "a list" if items else "an empty list"
        case Scalar(value=None):
            return "nothing"
        case Scalar(text=text, value=value):
            short = text if len(text) <= 60 else text[:57] + "..."
            return repr(short) if isinstance(value, str) else short


def mistyped(node: Node) -> str:
    """Word a text that was meant as a map or a list but for its marks; empty where it was not."""
    is_text = isinstance(node, Scalar) and isinstance(node.value, str)
    return mark_slip(node.text) if is_text and isinstance(node, Scalar) else ""


class _Walk:
    """Turns composed nodes into frozen ones and gathers faults on the way."""

    def __init__(self, shown: str, in_file: bool) -> None:
        self.shown = shown
        self._in_file = in_file
        self.faults: list[Fault] = []

    def node(self, node: Any) -> Node:
        """Freeze one composed node and everything below it."""
        place = _place(node.start_mark, self.shown, self._in_file)
        if str(node.tag).removeprefix("tag:yaml.org,2002:") not in _TAGS:
            what = f"the tag {node.tag} has no meaning here. Expected plain YAML. Remove the tag."
            self.faults.append(Fault(place, what))
        match node:
            case ScalarNode():
                return _scalar(node, place)
            case SequenceNode():
                return Items(tuple(map(self.node, node.value)), place)
            case MappingNode():
                return self._pairs(node, place)
        raise TypeError(f"unknown YAML node {type(node).__name__}")

    def _pairs(self, node: Any, place: Place) -> Pairs:
        """Freeze a map, refusing keys that are no single values and keys that come twice."""
        kept: dict[str, tuple[Scalar, Node]] = {}
        for key_node, value_node in node.value:
            key, value = self.node(key_node), self.node(value_node)
            if isinstance(key, Scalar) and isinstance(value, Scalar) and not value.text and value.value is None:
                value = Scalar("", None, key.place)
            if not isinstance(key, Scalar):
                what = f"{describe(key)} is used as a key. Expected a name or a year. Quote it if it is a name."
                self.faults.append(Fault(key.place, what))
            elif key.text in kept:
                first = kept[key.text][0].place.line
                what = f"key {key.text!r} appears twice, first in line {first}. Expected it once. Remove one."
                self.faults.append(Fault(key.place, what))
            else:
                kept[key.text] = key, value
        return Pairs(tuple(kept.values()), place)


def _place(mark: Any, shown: str, in_file: bool) -> Place:
    """Where something begins, counted from 1."""
    return Place(shown, mark.line + 1, mark.column + 1) if in_file else Place(shown)


def _alias_faults(text: str, shown: str, in_file: bool) -> tuple[Fault, ...]:
    """Refuse every alias: composing one gives the anchor's node again, without the alias's place, or even a circle."""
    what = "repeats what an anchor names. Expected the value itself. Write it out, or use extends."
    return tuple(
        Fault(_place(event.start_mark, shown, in_file), f"the alias *{event.anchor} {what}")
        for event in YAML(typ="safe", pure=True).parse(text)
        if isinstance(event, AliasEvent)
    )


def _scalar(node: Any, place: Place) -> Scalar:
    """Freeze a single value; only a plain one, without quotes, can be a number or a word of YAML."""
    text = str(node.value)
    if node.style == ">":
        text = text.replace("\a", "")  # the library marks so where a folded text was folded
    if node.style:
        return Scalar(text, text, place)
    number = number_of(text)
    return Scalar(text, _WORDS.get(text.lower(), text) if number is None else number, place)


def _syntax_fault(problem: MarkedYAMLError, shown: str, in_file: bool) -> Fault:
    """Word what the YAML reader could not understand."""
    mark = problem.problem_mark or problem.context_mark
    place = _place(mark, shown, in_file) if mark else Place(shown)
    parts = (problem.context, problem.problem) if problem.context and problem.problem else (problem.problem,)
    told = " ".join(str(each) for each in parts if each).replace("\n", " ")
    for fragment, what, advice in _SYNTAX:
        if fragment in told:
            return Fault(place, f"this is not YAML: {what}. Expected {advice}")
    return Fault(place, f"this is not YAML: {told}. {_SYNTAX_ADVICE}")


def _mistyped(problem: MarkedYAMLError, text: str, shown: str, in_file: bool) -> Fault | None:
    """Name a full-width mark if it is the cause: the text is read further once its line is written without."""
    before = _reach(problem)
    lines = text.split("\n")
    for number in range(min(before[0], len(lines) - 1), max(-1, before[0] - 50), -1):
        found = full_width_place(lines[number])
        if found is None:
            continue
        repaired = [*lines[:number], half_width_line(lines[number]), *lines[number + 1 :]]
        try:
            _compose("\n".join(repaired))
        except MarkedYAMLError as left:
            if _reach(left) <= before:
                continue
        except (YAMLError, RecursionError):
            continue
        place = Place(shown, number + 1, found + 1) if in_file else Place(shown)
        return Fault(place, slip(lines[number].strip(" ")))
    return None


def _reach(problem: MarkedYAMLError) -> tuple[int, int]:
    """How far a text could be read: line and column from 0."""
    mark = problem.problem_mark or problem.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


def _letter_fault(problem: YAMLError, text: str, shown: str) -> Fault:
    """Word a character that YAML does not allow."""
    position = getattr(problem, "position", None)
    if not isinstance(position, int):
        return Fault(Place(shown), f"this is not YAML: {' '.join(str(problem).split())}. {_SYNTAX_ADVICE}")
    before = text[:position]
    place = Place(shown, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    what = f"character {text[position]!r} is not allowed in YAML. Expected printable text. Remove it."
    return Fault(place, what)
