"""Expectations cut into words: numbers, signs, names as the model spells them, and the words of the language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from simulator.check.quantity import Quantity, quantity_of
from simulator.model.expression import Reference, walk
from simulator.model.model import Model
from simulator.scenario.names import TIME_SETTINGS
from simulator.scenario.spelling import normal

__all__ = ["KEYWORDS", "Unread", "Vocabulary", "Word", "cut", "vocabulary_of"]

_NUMBER = re.compile(r"(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_SIGN = re.compile(r"\.\.|==|=>|=<|<>|&&|\|\||<=|>=|!=|[-+*/(),<>=%]")
# Signs of other languages, and what they are here.
_FOREIGN = {"==": "=", "=>": ">=", "=<": "<=", "<>": "!="}
_JOINS = ("and", "or", "not", "&&", "||")
_QUOTED = re.compile(r"`([^`]*)`|\"([^\"]*)\"")
_MARK = re.compile(r"[<>=+*/()%`\"]|\.\.|\s-\s|$")
KEYWORDS = (
    *("in", "from", "until", "at", "start", "end", "within", "with", "over time", "is finite"),
    *("rises", "falls", "never rises", "never falls", "every stock", "every variable", "except"),
    *("abs", "max", "min", "mean", "growth", "change", "integral", "baseline"),
)
_FUNCTIONS = KEYWORDS[-8:]
_STOPS = re.compile(r"\s(?:" + "|".join(KEYWORDS[:15]) + r")\b")
# Longer than any sentence that says one thing.
MOST_LETTERS = 400


class Unread(Exception):
    """An expectation cannot be read. Its text is `what. expected. what to do.`; word: what it is about."""

    def __init__(self, told: str, unknown: str = "") -> None:
        super().__init__(told)
        self.unknown = unknown


@dataclass(frozen=True)
class Word:
    """kind: number, sign, name, word or end. text: as the model spells it, or as written. elements: of a name."""

    kind: str
    text: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What expectations of one model may speak of.

    elements: name of every variable and of every element -> the elements that it stands for.
    alike:    name of a variable -> elements that its equations read and that are measured as it is.
    plain:    variables without a unit of their own: shares, ratios.
    stocks, shown: elements of every stock, and of every variable that moves.
    """

    elements: Mapping[str, tuple[str, ...]]
    stocks: tuple[str, ...]
    shown: tuple[str, ...]
    alike: Mapping[str, tuple[str, ...]]
    plain: frozenset[str] = frozenset()

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every name in the form in which two spellings are equal -> as the model spells it."""
        return {normal(name): name for name in self.elements}

    def find(self, text: str) -> str | None:
        """Find a name as the model spells it."""
        return self.spellings.get(normal(text))


def vocabulary_of(model: Model) -> Vocabulary:
    """Find what expectations of a model may speak of."""
    elements: dict[str, tuple[str, ...]] = {}
    stocks: list[str] = []
    shown: list[str] = []
    for variable in model.variables:
        if variable.hidden or variable.kind == "lookup":
            continue
        own = tuple(
            name for name, is_there in zip(variable.element_names, variable.defined.tolist(), strict=True) if is_there
        )
        elements |= {variable.name: own, **{name: (name,) for name in own}}
        if variable.kind == "stock":
            stocks += own
        if variable.kind != "constant" and variable.name.upper() not in TIME_SETTINGS:
            shown += own
    quantities = [quantity_of(variable.unit) for variable in model.variables]
    plain = {each.name for each, found in zip(model.variables, quantities, strict=True) if found and not found.powers}
    return Vocabulary(elements, tuple(stocks), tuple(shown), _alike(model, quantities), frozenset(plain))


def _alike(model: Model, quantities: Sequence[Quantity | None]) -> dict[str, tuple[str, ...]]:
    """Find what the equations of each variable read that is measured alike."""
    found: dict[str, dict[str, None]] = {}
    for equation in model.equations:
        own = quantities[equation.variable]
        read = found.setdefault(model.variables[equation.variable].name, {})
        for node in walk(equation.expression):
            if not isinstance(node, Reference) or model.variables[node.variable].hidden or own is None:
                continue
            other = quantities[node.variable]
            if other is not None and other.powers == own.powers:
                names = model.variables[node.variable].element_names
                read |= dict.fromkeys(names[element] for element in node.index.tolist())
    return {name: tuple(read) for name, read in found.items()}


def cut(text: str, known: Vocabulary) -> Sequence[Word]:
    """Cut an expectation into words, the longest name first, so that `births of 2020` is not `births`.

    Raises: Unread for a name that the model has not, or a sign without meaning.
    """
    if len(text) > MOST_LETTERS:
        raise Unread(f"it is longer than {MOST_LETTERS} letters. Expected one condition. Write several")
    words: list[Word] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        word, place = _next(text, place, known, words)
        words.append(word)
    return [*words, Word("end", "")]


def _next(text: str, place: int, known: Vocabulary, before: Sequence[Word]) -> tuple[Word, int]:
    """Read the word at a place; return it and the place behind it."""
    quoted = _QUOTED.match(text, place)
    if quoted:
        name = quoted[1] if quoted[1] is not None else quoted[2]
        return _named(name, known), quoted.end()
    found = _longest(text, place, known)
    if found is not None:
        return found
    number = _NUMBER.match(text, place)
    if number:
        return Word("number", number.group()), number.end()
    sign = _SIGN.match(text, place)
    if sign and sign.group() in _FOREIGN:
        raise Unread(f"there is {sign.group()!r}. Expected {_FOREIGN[sign.group()]!r}. Correct it")
    if sign and sign.group() not in _JOINS:
        return Word("sign", sign.group()), sign.end()
    end = _MARK.search(text, place + 1)
    rest = text[place : end.start() if end else len(text)]
    stop = _STOPS.search(rest)
    name = (rest[: stop.start()] if stop else rest).strip(" ,")
    first = sign.group() if sign else name.partition(" ")[0]
    if first in _JOINS:
        raise Unread(f"there is {first!r}. Expected one condition. Write each as an expectation of its own")
    if before and (before[-1].kind in ("name", "number") or before[-1].text in (")", "%")) and name[:1].isalpha():
        near = get_close_matches(name, KEYWORDS) or ["rises", "falls", "is finite", "in", "within"]
        told = f"Expected a sign such as <=, or a word such as {', '.join(map(repr, near))}"
        raise Unread(f"there is {name!r} behind {before[-1].text!r}. {told}. Correct it")
    if not name or not (name[0].isalpha() or name[0] == "_"):
        raise Unread(f"{text[place]!r} has no meaning here. Expected names, numbers and < <= > >= = + - * /. Remove it")
    raise Unread("", name)


def _longest(text: str, place: int, known: Vocabulary) -> tuple[Word, int] | None:
    """Find the longest name or word of the language that begins at a place."""
    for end in range(len(text), place, -1):
        piece = text[place:end]
        if piece != piece.strip() or (end < len(text) and _goes_on(text[end - 1], text[end])):
            continue
        form = normal(piece)
        if form in KEYWORDS and (form not in _FUNCTIONS or text[end:].lstrip().startswith("(")):
            return Word("word", form), end
        if form in known.spellings:
            if text[end : end + 1] == "[":
                raise Unread("", text[place : text.find("]", end) + 1 or len(text)])
            name = known.spellings[form]
            return Word("name", name, known.elements[name]), end
    return None


def _goes_on(last: str, after: str) -> bool:
    """Tell whether a word would be cut in two between two letters."""
    return (last.isalnum() or last == "_") and (after.isalnum() or after == "_")


def _named(name: str, known: Vocabulary) -> Word:
    """Find a name in quotes."""
    found = known.find(name)
    if found is None:
        raise Unread("", name)
    return Word("name", found, known.elements[found])
