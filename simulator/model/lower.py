"""Turn PySD's abstract model into our own records; nothing after this file knows PySD."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from pysd.translators.structures import abstract_expressions as abstract
from pysd.translators.structures.abstract_model import AbstractLookup, AbstractModel

from simulator.errors import Faults, ModelError
from simulator.model.syntax import (
    Call,
    Component,
    Curve,
    Definition,
    Name,
    Number,
    Numbers,
    SourceModel,
    SubscriptRange,
    Syntax,
    key_of,
)

# Vensim's value of :NA:, minus two to the power 109. Source: Vensim Help, :NA:.
NOT_AVAILABLE = -(2.0**109)


class Unsupported(Exception):
    """A construct that this release does not run; worded where the variable is known."""


def lower_source(model: AbstractModel, path: Path, text: str, method: str) -> SourceModel:
    """Lower every element of the main section.

    Raises: ModelError with one fault for each variable that uses a construct this release does not run.
    """
    section = model.sections[0]
    faults = Faults()
    definitions = []
    for element in section.elements:
        try:
            definitions.append(_definition(element))
        except Unsupported as fault:
            faults.add(f"{path}: variable {element.name!r} uses {fault}")
    ranges = []
    for item in section.subscripts:
        if isinstance(item.subscripts, dict):
            faults.add(
                f"{path}: range {item.name!r} is read from a spreadsheet. Expected a list. "
                "Write its elements into the model."
            )
            continue
        elements = (item.subscripts,) if isinstance(item.subscripts, str) else tuple(item.subscripts)
        ranges.append(SubscriptRange(item.name, elements, tuple(item.mapping or ())))
    faults.raise_as(ModelError)
    macros = tuple(key_of(other.name) for other in model.sections[1:])
    return SourceModel(path, text, method, tuple(ranges), tuple(definitions), macros)


def _definition(element: Any) -> Definition:
    components = []
    for part in element.components:
        subscripts, exceptions = part.subscripts
        if part.type == "Data":
            raise Unsupported("external data. Expected an equation or a lookup. Write the series as a lookup of Time.")
        components.append(
            Component(
                tuple(subscripts),
                tuple(tuple(group) for group in exceptions or ()),
                lower(part.ast),
                isinstance(part, AbstractLookup),
            )
        )
    return Definition(element.name, element.units or "", element.documentation or "", tuple(components))


def lower(node: Any) -> Syntax:
    """Lower one expression; raise Unsupported for what this release does not run."""
    if isinstance(node, (int, float, np.floating, np.integer)):
        value = float(node)
        return Number(NOT_AVAILABLE if np.isnan(value) else value)
    if isinstance(node, np.ndarray):
        return Numbers(tuple(float(value) for value in node.ravel()))
    handler = _HANDLERS.get(type(node))
    if handler is None:
        raise Unsupported(_unsupported(node))
    return handler(node)


_NEAREST = {
    "DelayFixedStructure": ("DELAY FIXED", "DELAY N with a high order"),
    "SampleIfTrueStructure": ("SAMPLE IF TRUE", "a stock whose flow is switched by IF THEN ELSE"),
    "ForecastStructure": ("FORECAST", "TREND and the formula INPUT*(1+TREND*horizon)"),
    "GameStructure": ("GAME", "the expression inside it"),
    "AllocateAvailableStructure": ("ALLOCATE AVAILABLE", "shares written out with ZIDZ"),
    "AllocateByPriorityStructure": ("ALLOCATE BY PRIORITY", "shares written out with MIN and MAX"),
    "GetLookupsStructure": ("GET XLS/DIRECT LOOKUPS", "the lookup's points in the model"),
    "GetDataStructure": ("GET XLS/DIRECT DATA", "a lookup of Time in the model"),
    "GetConstantsStructure": ("GET XLS/DIRECT CONSTANTS", "the numbers in the model"),
    "DataStructure": ("external data", "a lookup of Time in the model"),
}


def _unsupported(node: Any) -> str:
    kind = type(node).__name__
    function, instead = _NEAREST.get(kind, (kind, "an equation of supported functions"))
    return f"{function}, which this release does not run. Nearest: {instead}. Rewrite the equation."


def _chain(node: Any) -> Syntax:
    """Lower a run of equal-rank operators: from the left, powers from the right as PySD's runner does."""
    operators = [operator.lower().strip(":") for operator in node.operators]
    arguments = [lower(argument) for argument in node.arguments]
    if operators in (["negative"], ["not"]):
        return Call(operators[0], (arguments[0],))
    if operators and operators[0] == "^":
        value = arguments[-1]
        for argument in reversed(arguments[:-1]):
            value = Call("^", (argument, value))
        return value
    value = arguments[0]
    for operator, argument in zip(operators, arguments[1:], strict=True):
        value = Call(operator, (value, argument))
    return value


def _reference(node: abstract.ReferenceStructure) -> Syntax:
    return Name(key_of(node.reference), _subscripts(node))


def _subscripts(node: abstract.ReferenceStructure) -> tuple[str, ...]:
    return tuple(node.subscripts.subscripts) if node.subscripts else ()


def _call(node: abstract.CallStructure) -> Syntax:
    arguments = node.arguments
    function = node.function
    if not isinstance(function, abstract.ReferenceStructure):
        raise Unsupported("a call of an expression. Expected a function or a lookup name. Rewrite the equation.")
    return Call(key_of(function.reference), _all(arguments), _subscripts(function))


def _all(nodes: Sequence[Any]) -> tuple[Syntax, ...]:
    return tuple(lower(node) for node in nodes)


def _stock(node: abstract.IntegStructure) -> Syntax:
    if node.non_negative:
        raise Unsupported(
            "a non-negative stock, which this release does not run. Nearest: limit its outflows with MIN. Rewrite it."
        )
    return Call("integ", _all((node.flow, node.initial)))


def _curve(node: abstract.LookupsStructure) -> Syntax:
    return Curve(tuple(map(float, node.x)), tuple(map(float, node.y)), node.type)


_HANDLERS: dict[type, Callable[[Any], Syntax]] = {
    abstract.ArithmeticStructure: _chain,
    abstract.LogicStructure: _chain,
    abstract.ReferenceStructure: _reference,
    abstract.CallStructure: _call,
    abstract.IntegStructure: _stock,
    abstract.LookupsStructure: _curve,
    abstract.InitialStructure: lambda node: Call("initial", _all((node.initial,))),
    abstract.InlineLookupsStructure: lambda node: Call("with lookup", _all((node.argument, node.lookups))),
    abstract.DelayStructure: lambda node: Call("delay", _all((node.input, node.delay_time, node.initial, node.order))),
    abstract.DelayNStructure: lambda node: Call("delay", _all((node.input, node.delay_time, node.initial, node.order))),
    abstract.SmoothStructure: lambda node: Call(
        "smooth", _all((node.input, node.smooth_time, node.initial, node.order))
    ),
    abstract.SmoothNStructure: lambda node: Call(
        "smooth", _all((node.input, node.smooth_time, node.initial, node.order))
    ),
    abstract.TrendStructure: lambda node: Call("trend", _all((node.input, node.average_time, node.initial_trend))),
}
