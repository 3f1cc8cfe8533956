"""The text of an equation in the form that the translator's grammars take without mistaking it.

Names and numbers that the grammars would misread are replaced by stand-ins, and a table says what each stands for:

- in both a number that is raised to a power, because the grammars bind a minus before it too tightly;
- in XMILE every name and number, because the grammar splits a name that begins with `not`, and a name may hold any
  character; IF THEN ELSE becomes a call and MOD a chain of products, which the grammar gives another rank than XMILE;
- in Vensim lookups that are named like a structure of the translator.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.model.calls import XMILE_ARGUMENTS
from simulator.model.passage import Passage
from simulator.model.syntax import key_of, spelled

# Stands between the two sides of an infix MOD, a product by this name on either side.
MODULO_MARK = "modulo mark"
# Stands, as an argument, before the names that a call of a Vensim macro gives to its outputs: f(input : output).
OUTPUT_MARK = "output mark"
# Functions of XMILE that the translator turns into structures by itself; every other one is a stand-in.
TRANSLATED = frozenset(XMILE_ARGUMENTS)
# Names that the Vensim translator takes for its own structures when they are called.
_OWN = "reference|subscripts[ _]ref|arithmetic|logic|call|lookup|data"
_CALLED_OWN = re.compile(rf"(?<![\w'$])(?P<name>{_OWN})(?=\s*\()", re.IGNORECASE)
# The colon before names that end the arguments of a call; the operators of Vensim have two.
_OUTPUT = r"""(?:"(?:\\.|[^"\\])*"|[^\W\d][\w\s$']*)(?:\[[^\]]*\]\s*)?"""
_COLON = re.compile(rf":\s*(?:AND|OR|NOT|NA)\s*:|(?P<colon>:)(?=\s*{_OUTPUT}(?:,\s*{_OUTPUT})*\))", re.IGNORECASE)
_NUMBER = r"\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?"
_RAISED = re.compile(rf"(?<![\w.$'])(?P<number>{_NUMBER})(?=(?P<close>[\s)]*)\^)")
_OPENED = re.compile(r"[\s(+-]*\Z")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_NAME_ENDS = re.compile(r"[\w$']\s*\Z")
_SEGMENT = r"""(?:"(?:\\.|[^"\\])*"|[^\W\d][\w$']*)"""
# module.variable, Dimension.element, .variable of the outermost model
_QUALIFIED = rf"\.{_SEGMENT}(?:\.{_SEGMENT})*|{_SEGMENT}(?:\.{_SEGMENT})+"
_TOKEN = re.compile(
    rf"""(?P<blank>\s+)|(?P<path>{_QUALIFIED})|(?P<quoted>"(?:\\.|[^"\\])*")|(?P<number>{_NUMBER})"""
    r"|(?P<name>[^\W\d][\w$']*)|(?P<sign><>|<=|>=|.)"
)
KEYWORDS = ("and", "or", "not", "mod", "if", "then", "else")
# What the token before an infix MOD is: the end of an operand.
_OPERANDS = ("name", "number", ")", "]")


class DialectFault(Exception):
    """A fault of an equation's text. position: in the passage."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass
class Neutral:
    """Text for a grammar. positions: of each character.

    table: stand-in -> the name or number that it stands for, or the text of a computed subscript.
    """

    text: str = ""
    positions: array[int] = field(default_factory=lambda: array("q"))
    table: dict[str, str | float | Neutral] = field(default_factory=dict)

    def add(self, text: str, position: int) -> None:
        """Add text that stands for what is at a position of the passage."""
        self.text += text
        self.positions.extend([position] * len(text))

    def stand_in(self, meaning: str | float | Neutral, position: int) -> None:
        """Add a stand-in."""
        key = f"stand{len(self.table)}in"
        self.table[key] = meaning
        self.add(key, position)

    def position(self, place: int) -> int:
        """Return the position in the passage of a place in the text."""
        return self.positions[min(place, len(self.positions) - 1)] if self.positions else 0


def vensim_text(passage: Passage) -> Neutral:
    """Put the right side of a Vensim equation into the form its grammar reads right."""
    quoted = [found.span() for found in _QUOTED.finditer(passage.text)]
    colons = [each for each in _COLON.finditer(passage.text) if each["colon"]]
    found = [*_CALLED_OWN.finditer(passage.text), *_RAISED.finditer(passage.text), *colons]
    neutral, done = Neutral(), 0
    for each in sorted(found, key=lambda one: one.start()):
        name = next(iter(each.re.groupindex))
        inside = any(begin <= each.start() < end for begin, end in quoted)
        if name == "colon" and not inside:
            _copy(neutral, passage.text, done, each.start())
            neutral.add(",", each.start())
            neutral.stand_in(OUTPUT_MARK, each.start())
            neutral.add(",", each.start())
            done = each.end()
            continue
        if inside or _NAME_ENDS.search(passage.text, 0, each.start()):
            continue  # in quotes, or the end of a longer name
        if name == "number" and not _alone(passage.text, each):
            continue  # the last of the points of a lookup
        _copy(neutral, passage.text, done, each.start(name))
        meaning: str | float = each.group(name) if name == "name" else float(each.group(name))
        neutral.stand_in(meaning, each.start(name))
        done = each.end(name)
    _copy(neutral, passage.text, done, len(passage.text))
    return neutral


def _alone(text: str, number: re.Match[str]) -> bool:
    """Tell whether the brackets that close behind a number hold nothing else."""
    before = _OPENED.search(text, 0, number.start())
    return before is not None and before.group().count("(") >= number["close"].count(")")


def _copy(neutral: Neutral, text: str, begin: int, end: int) -> None:
    for position in range(begin, end):
        neutral.add(text[position], position)


@dataclass
class _Pending:
    """An IF whose end is not reached. depth: of brackets where it stands."""

    depth: int
    position: int
    has_else: bool = False


class XmileWriter:
    """Writes an XMILE equation for the grammar. dimensions_of: dimensions of a variable's key, for wildcards."""

    def __init__(self, passage: Passage, dimensions_of: Callable[[str], tuple[str, ...]]) -> None:
        self._dimensions_of = dimensions_of
        self._passage = passage
        self._tokens = [
            (found.lastgroup or "", found.group(), found.start())
            for found in _TOKEN.finditer(passage.text)
            if found.lastgroup != "blank"
        ]
        signs = {text for kind, text, _ in self._tokens if kind != "number"}
        self._is_list = bool(signs & {",", ";"}) and signs <= {",", ";", "+", "-"}
        self._neutral = Neutral()
        self._pending: list[_Pending] = []
        self._depth = 0
        self._last = ""
        place = 0
        while place < len(self._tokens):
            place = self._token(place)
        self._close(-1)
        self.neutral = self._neutral

    def _token(self, place: int) -> int:
        kind, text, position = self._tokens[place]
        following = self._tokens[place + 1][1] if place + 1 < len(self._tokens) else ""
        word = text.lower() if kind == "name" else ""
        if word in ("if", "then", "else"):
            self._conditional(word, position)
        elif word in ("and", "or", "not"):
            apart = self._neutral.text[-1:] not in ("", "(", ",")  # the grammar takes no blank at the beginning
            self._neutral.add(f" {word} " if apart else f"{word} ", position)
        elif word == "mod" and self._last in _OPERANDS:
            self._neutral.add("*", position)
            self._neutral.stand_in(MODULO_MARK, position)
            self._neutral.add("*", position)
        elif kind in ("name", "quoted", "path", "number") and self._last in _OPERANDS:
            raise DialectFault(
                f"{text!r} right after another value. Expected an operator between. Correct the equation", position
            )
        elif kind in ("name", "quoted", "path"):
            return self._name(place, text, following)
        elif text == "[":
            raise DialectFault(
                "a bracket without a name before it. Expected name[subscript]. Correct the equation", position
            )
        elif kind == "number" and not self._is_list:
            self._neutral.stand_in(float(text), position)
        else:
            self._sign(text, position)
        self._last = "number" if kind == "number" else text
        return place + 1

    def _sign(self, text: str, position: int) -> None:
        """Add a number or an operator; a bracket or comma ends the conditions inside it."""
        if text in (")", ","):
            self._close(self._depth)
        self._depth += {"(": 1, ")": -1}.get(text, 0)
        self._neutral.add(text, position)

    def _name(self, place: int, text: str, following: str) -> int:
        position = self._tokens[place][2]
        self._last = "name"
        end = self._end_of_words(place)
        if end > place + 1:
            called = " ".join(word for _, word, _ in self._tokens[place:end])
            self._neutral.stand_in(called, position)
            return end
        if following == "(" and text.lower() in TRANSLATED:
            self._neutral.add(text.lower(), position)
            return place + 1
        self._neutral.stand_in(spelled(text), position)
        return self._subscripts(place + 1, key_of(text)) if following == "[" else place + 1

    def _end_of_words(self, place: int) -> int:
        """Return where the words of a name end: those of a function may stand with blanks between."""
        end = place + 1
        while end < len(self._tokens) and self._tokens[end][0] == "name":
            if self._tokens[end][1].lower() in KEYWORDS:
                return end
            end += 1
        if end > place + 1 and self._tokens[end : end + 1] and self._tokens[end][1] == "(":
            return end
        if end > place + 1:
            _, text, position = self._tokens[place + 1]
            raise DialectFault(
                f"{self._tokens[place][1]!r} and {text!r} side by side. Expected an operator between. "
                "Correct the equation",
                position,
            )
        return end

    def _subscripts(self, place: int, variable: str) -> int:
        """Write a list of subscripts; a wildcard becomes the reduced dimension."""
        begin = self._tokens[place][2]
        self._neutral.add("[", begin)
        items: list[list[tuple[str, str, int]]] = [[]]
        depth = 0
        for number, (kind, text, position) in enumerate(self._tokens[place + 1 :], start=place + 1):
            if text == "]" and not depth:
                for order, item in enumerate(items):
                    self._subscript(item, variable, order, begin)
                    self._neutral.add("," if order + 1 < len(items) else "]", position)
                self._last = "]"
                return number + 1
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text, 0)
            if text == "," and not depth:
                items.append([])
            else:
                items[-1].append((kind, text, position))
        raise DialectFault("a bracket that is not closed. Expected ]. Close it", begin)

    def _subscript(self, item: list[tuple[str, str, int]], variable: str, order: int, begin: int) -> None:
        if not item:
            raise DialectFault("an empty subscript. Expected a dimension, an element, a number or *. Write one", begin)
        position = item[0][2]
        if len(item) > 1 or (item[0][0] == "sign" and item[0][1] != "*"):
            self._computed(position, item[-1][2] + len(item[-1][1]))
            return
        text = item[0][1]
        if text != "*":
            self._neutral.stand_in(spelled(text).rpartition(".")[2], position)
            return
        dimensions = self._dimensions_of(variable)
        if order >= len(dimensions):
            raise DialectFault(
                f"a wildcard where {variable!r} has no dimension. Expected one of its {len(dimensions)} dimensions. "
                "Correct the subscripts",
                position,
            )
        self._neutral.stand_in(dimensions[order], position)
        self._neutral.add("!", position)

    def _computed(self, begin: int, end: int) -> None:
        """Write a subscript that is an expression: as a stand-in for its own text."""
        inner = XmileWriter(self._passage.part(begin, end), self._dimensions_of).neutral
        inner.positions = array("q", (position + begin for position in inner.positions))
        self._neutral.stand_in(inner, begin)

    def _conditional(self, word: str, position: int) -> None:
        if word == "if":
            self._neutral.add("if_then_else(", position)
            self._pending.append(_Pending(self._depth, position))
            return
        while word == "else" and self._pending and self._pending[-1].has_else and self._here():
            self._pending.pop()
            self._neutral.add(")", position)
        if not self._pending or not self._here() or self._pending[-1].has_else:
            raise DialectFault(f"{word.upper()} without IF. Expected IF ... THEN ... ELSE .... Correct it", position)
        self._pending[-1].has_else = word == "else"
        self._neutral.add(",", position)

    def _here(self) -> bool:
        return self._pending[-1].depth == self._depth

    def _close(self, depth: int) -> None:
        """Close the conditions opened at this depth or deeper."""
        while self._pending and self._pending[-1].depth >= depth:
            pending = self._pending.pop()
            if not pending.has_else:
                raise DialectFault("IF without ELSE. Expected IF ... THEN ... ELSE .... Complete it", pending.position)
            self._neutral.add(")", pending.position)
