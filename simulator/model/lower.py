"""Translate equations with PySD's grammars and turn what they give into our own tree; nothing above knows PySD."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from parsimonious.exceptions import ParseError, VisitationError
from pysd.translators.structures import abstract_expressions as abstract
from pysd.translators.vensim import vensim_element, vensim_utils
from pysd.translators.vensim.vensim_structures import parsing_ops as vensim_operators
from pysd.translators.xmile import xmile_element, xmile_utils
from pysd.translators.xmile.xmile_structures import parsing_ops as xmile_operators

from simulator.model.dialect import MODULO_MARK, Neutral
from simulator.model.syntax import Call, Curve, Name, Number, Numbers, Syntax, depth_of, key_of

# Vensim's value of :NA:, minus two to the power 109. Source: Vensim Help, :NA:.
NOT_AVAILABLE = -(2.0**109)
# How deep operations may stand inside one another; Python's own limit for the emitted program is some 100.
MOST_DEEP = 90
CALLS_OF_A_LEVEL = 60
# A sum or product of more terms than this is added in pairs, so that it does not nest.
LONG = 32


class Unsupported(Exception):
    """A construct that this release does not run.

    spellings: how a file may write it. instead: the nearest way that is run.
    """

    def __init__(self, spellings: tuple[str, ...], instead: str) -> None:
        super().__init__(spellings[0])
        self.spellings = spellings
        self.instead = instead


class Unreadable(Exception):
    """An equation that the grammar does not take.

    place: in the neutral text, where reading stopped. position: in the passage, where that is known better.
    """

    def __init__(self, place: int, position: int | None = None) -> None:
        super().__init__(place)
        self.place = place
        self.position = position


def vensim_left_side(text: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Read the left side of a Vensim equation: name, subscripts, excluded subscripts. Raises: Unreadable."""
    found = _parsed(lambda: vensim_element.Element(f"{text}=0", "", "").parse())
    subscripts, exceptions = found.subscripts
    return found.name, tuple(subscripts), tuple(tuple(group) for group in exceptions or ())


def vensim_expression(neutral: Neutral) -> Syntax:
    """Translate the right side of a Vensim equation. Raises: Unreadable, Unsupported."""
    grammar = vensim_utils.Grammar.get("components", vensim_operators)
    node = _parsed(lambda: vensim_element.EquationVisitor(grammar.parse(neutral.text)).translation)
    return _lowered(Lowering(neutral.table), node)


def vensim_lookup(neutral: Neutral) -> Syntax:
    """Translate the points of a Vensim lookup. Raises: Unreadable, Unsupported."""
    grammar = vensim_utils.Grammar.get("lookups")
    return Lowering({}).lower(_parsed(lambda: vensim_element.LookupsVisitor(grammar.parse(neutral.text)).translation))


def xmile_expression(neutral: Neutral) -> Syntax:
    """Translate an XMILE equation. Raises: Unreadable, Unsupported."""
    grammar = xmile_utils.Grammar.get("equations", xmile_operators)
    node = _parsed(lambda: xmile_element.EquationVisitor(grammar.parse(neutral.text)).translation)
    return _lowered(Lowering(neutral.table), node)


def _lowered(lowering: Lowering, node: Any) -> Syntax:
    """Lower an expression; refuse one that nests too deep for what comes after."""
    with _deep():
        syntax = lowering.lower(node)
    if depth_of(syntax) > MOST_DEEP:
        raise Unsupported((f"more than {MOST_DEEP} operations inside one another",), "several equations")
    return syntax


@contextmanager
def _deep() -> Iterator[None]:
    """Let the grammars' recursion go as deep as an equation may nest; they take some thirty calls a level."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, CALLS_OF_A_LEVEL * MOST_DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _parsed(parse: Callable[[], Any]) -> Any:
    """Run a grammar; its many ways to fail become one."""
    try:
        with _deep():
            return parse()
    except ParseError as error:
        raise Unreadable(error.pos) from None
    except VisitationError:
        raise Unreadable(0) from None
    except RecursionError:
        raise Unsupported((f"more than {MOST_DEEP} brackets inside one another",), "several equations") from None
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise Unreadable(0) from None


# Structure of the translator -> how Vensim and Stella spell the function, the nearest supported way.
_NEAREST = {
    "GetLookupsStructure": (("GET XLS LOOKUPS", "GET DIRECT LOOKUPS"), "a lookup of its own for it"),
    "GetDataStructure": (("GET XLS DATA", "GET DIRECT DATA"), "a variable of its own for it"),
    "GetConstantsStructure": (("GET XLS CONSTANTS", "GET DIRECT CONSTANTS"), "a variable of its own for it"),
}


# Structure of the translator -> our function, the structure's parts in the order of its arguments.
_PARTS: dict[type, tuple[str, ...]] = {
    abstract.IntegStructure: ("integ", "flow", "initial"),
    abstract.InitialStructure: ("initial", "initial"),
    abstract.TrendStructure: ("trend", "input", "average_time", "initial_trend"),
    abstract.ForecastStructure: ("forecast", "input", "average_time", "horizon", "initial_trend"),
    abstract.DelayFixedStructure: ("delay fixed", "input", "delay_time", "initial"),
    abstract.SampleIfTrueStructure: ("sample if true", "condition", "input", "initial"),
    abstract.AllocateAvailableStructure: ("allocate available", "request", "pp", "avail"),
    abstract.AllocateByPriorityStructure: ("allocate by priority", "request", "priority", "size", "width", "supply"),
}


class Lowering:
    """Lowers one equation. table: stand-in -> the name or number that it stands for."""

    def __init__(self, table: Mapping[str, str | float | Neutral]) -> None:
        self._table = table
        self._handlers: dict[type, Callable[[Any], Syntax]] = {
            abstract.ArithmeticStructure: self._chain,
            abstract.LogicStructure: self._chain,
            abstract.ReferenceStructure: self._reference,
            abstract.CallStructure: self._call,
            abstract.LookupsStructure: _curve,
            abstract.InlineLookupsStructure: self._inline,
            abstract.DelayStructure: self._delay,
            abstract.DelayNStructure: self._delay_n,
            abstract.SmoothStructure: self._smooth,
            abstract.SmoothNStructure: self._smooth,
            abstract.GameStructure: lambda node: self.lower(node.expression),
        }

    def lower(self, node: Any) -> Syntax:
        """Lower one node; raise Unsupported for what this release does not run."""
        if isinstance(node, (int, float, np.floating, np.integer)):
            value = float(node)
            return Number(NOT_AVAILABLE if np.isnan(value) else value)
        if isinstance(node, np.ndarray):
            return Numbers(tuple(float(value) for value in node.ravel()))
        if type(node) in _PARTS:
            function, *parts = _PARTS[type(node)]
            return Call(function, self._all([getattr(node, part) for part in parts]))
        handler = self._handlers.get(type(node))
        if handler is None:
            raise _unsupported(node)
        return handler(node)

    def _all(self, nodes: Sequence[Any]) -> tuple[Syntax, ...]:
        return tuple(self.lower(node) for node in nodes)

    def _chain(self, node: Any) -> Syntax:
        """Lower a run of operators of one rank: from the left, but powers from the right, as Vensim reads them."""
        operators = [operator.lower().strip(":") for operator in node.operators]
        arguments = [self.lower(argument) for argument in node.arguments]
        if operators in (["negative"], ["not"]):
            return Call(operators[0], (arguments[0],))
        if operators and operators[0] == "^":
            value = arguments[-1]
            for argument in reversed(arguments[:-1]):
                value = Call("^", (argument, value))
            return value
        if len(arguments) > LONG and set(operators) in ({"+"}, {"*"}) and Name(MODULO_MARK) not in arguments:
            return _paired(operators[0], arguments)
        if "or" in operators and "and" in operators:
            return _and_before_or(operators, arguments)
        value, is_modulo = arguments[0], False
        for operator, argument in zip(operators, arguments[1:], strict=True):
            if argument == Name(MODULO_MARK):
                is_modulo = True
                continue
            value = _remainder(value, argument) if is_modulo else Call(operator, (value, argument))
            is_modulo = False
        return value

    def _reference(self, node: abstract.ReferenceStructure) -> Syntax:
        key = key_of(node.reference)
        meaning = self._table.get(key, key)
        if isinstance(meaning, float):
            return Number(meaning)
        name = Name(key_of(str(meaning)), self._subscripts(node))
        computed = tuple(self._computed(node))
        return Call("computed element", (name, *computed)) if computed else name

    def _subscripts(self, node: abstract.ReferenceStructure) -> tuple[str, ...]:
        """Return the subscripts as written; nothing for those that are computed."""
        found = []
        for written in node.subscripts.subscripts if node.subscripts else ():
            bare = written.rstrip("! ")
            meaning = self._table.get(key_of(bare), bare)
            text = "" if isinstance(meaning, Neutral) else str(meaning)
            found.append(f"{text}!" if written.endswith("!") else text)
        return tuple(found)

    def _computed(self, node: abstract.ReferenceStructure) -> Iterator[Syntax]:
        """Lower the subscripts that are expressions."""
        for written in node.subscripts.subscripts if node.subscripts else ():
            meaning = self._table.get(key_of(written))
            if isinstance(meaning, Neutral):
                try:
                    yield xmile_expression(meaning)
                except Unreadable as fault:
                    inner = meaning.position(fault.place) if fault.position is None else fault.position
                    raise Unreadable(0, inner) from None

    def _call(self, node: abstract.CallStructure) -> Syntax:
        function = node.function
        if not isinstance(function, abstract.ReferenceStructure):
            raise Unsupported(("a call of an expression",), "a function or a lookup")
        key = key_of(function.reference)
        called = key_of(str(self._table.get(key, key)))
        subscripts = self._subscripts(function)
        if "" in subscripts:
            raise Unsupported(("a computed subscript of a lookup",), "IF THEN ELSE between its elements")
        return Call(called, self._all(node.arguments), subscripts, by_name=True)

    def _inline(self, node: abstract.InlineLookupsStructure) -> Syntax:
        return Call("with lookup", self._all((node.argument, node.lookups)))

    def _delay(self, node: abstract.DelayStructure) -> Syntax:
        return self._stages("delay", node.input, node.delay_time, node.initial, node.order)

    def _delay_n(self, node: abstract.DelayNStructure) -> Syntax:
        return self._stages("delay of n", node.input, node.delay_time, node.initial, node.order)

    def _smooth(self, node: abstract.SmoothStructure) -> Syntax:
        return self._stages("smooth", node.input, node.smooth_time, node.initial, node.order)

    def _stages(self, function: str, *nodes: Any) -> Syntax:
        """Lower a delay or smooth; the input stays one piece where it is also the initial value."""
        source, time, initial, order = nodes
        given = self.lower(source)
        first = given if initial is source else self.lower(initial)
        return Call(function, (given, self.lower(time), first, self.lower(order)))


def _remainder(value: Syntax, base: Syntax) -> Syntax:
    """Write XMILE's MOD out: what whole bases leave of a value, with the value's sign, also of a negative base.

    Vensim's MODULO is not it: that leaves nothing of a negative base. Source: XMILE 1.0, section 3.3.1.
    """
    whole = Call("integer", (Call("/", (value, base)),))
    return Call("-", (value, Call("*", (base, whole))))


def _and_before_or(operators: list[str], arguments: list[Syntax]) -> Syntax:
    """Combine AND before OR. Source: Vensim Reference Manual and XMILE 1.0, section 3.3.1, precedence of operators."""
    choices = [arguments[0]]
    for operator, argument in zip(operators, arguments[1:], strict=True):
        if operator == "and":
            choices[-1] = Call("and", (choices[-1], argument))
        else:
            choices.append(argument)
    value = choices[0]
    for choice in choices[1:]:
        value = Call("or", (value, choice))
    return value


def _paired(operator: str, arguments: list[Syntax]) -> Syntax:
    """Combine neighbours, then the results, until one is left."""
    while len(arguments) > 1:
        pairs = [Call(operator, (left, right)) for left, right in zip(arguments[::2], arguments[1::2], strict=False)]
        arguments = [*pairs, *arguments[len(arguments) - len(arguments) % 2 :]]
    return arguments[0]


def _curve(node: abstract.LookupsStructure) -> Syntax:
    return Curve(tuple(map(float, node.x)), tuple(map(float, node.y)), node.type)


def _unsupported(node: Any) -> Unsupported:
    kind = type(node).__name__
    return Unsupported(*_NEAREST.get(kind, ((kind,), "an equation of supported functions")))
