"""Build a model from its source: variables and slots, equations over blocks, evaluation order checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import inf, isfinite, prod
from pathlib import Path

import numpy as np

from simulator.axes import Dimension
from simulator.errors import Faults, ModelError
from simulator.model.beside import Beside
from simulator.model.dataset import Datasets
from simulator.model.expression import Constant, Constants
from simulator.model.fill import fill_equations, fill_ranges
from simulator.model.model import Equation, Model, TimeSettings, Variable
from simulator.model.order import split_where_needed
from simulator.model.read import VENSIM, read_source
from simulator.model.resolve import Own, Resolver
from simulator.model.scope import Scope, shape_of
from simulator.model.source import Component, Definition, SourceModel
from simulator.model.start_value import is_number
from simulator.model.subscript import Block, RangeReader, SubscriptFault, block_of
from simulator.model.syntax import Call, Curve, Curves, Name, Series, key_of

CONTROLS = ("initial time", "final time", "time step", "saveper")
# More steps than any run takes: a typing error in the settings must not fill the memory.
MOST_STEPS = 10_000_000
# Steps through which an end that follows time is looked for.
MOST_SEARCHED = 100_000

# How the name of an instance's variable begins.
_INSTANCE = re.compile(r"'#\d+ ")

Blocks = dict[tuple[str, int], tuple[Block, np.ndarray]]


def load_model(path: Path | str, tables: Sequence[Path] = ()) -> Model:
    """Read a model file into equations, and what it reads from files beside it.

    path:    a Vensim or XMILE file.
    tables:  files with the values of variables without equations; without any, those beside the model that are named
             for it.
    Returns: Model, with an evaluation order that is known to exist.
    Raises:  ModelError with every fault of the file: unreadable, undefined names, unsupported functions, cycles.
    """
    return build_model(read_source(Path(path)), tables)


def build_model(source: SourceModel, tables: Sequence[Path] = ()) -> Model:
    """Resolve a parsed model. tables: as load_model. Raises: ModelError with every fault."""
    faults = Faults()
    for message in source.faults:
        for each in message.split("\n"):
            faults.add(each)
    path = source.file.path
    files = Beside(path.parent, source.nicknames)
    source = fill_ranges(source, files, faults)
    ranges = RangeReader(source, faults).ranges
    if any(item.listed is not None and not item.elements for item in source.ranges):
        raise ModelError(*_in_order(faults, path))  # without its elements every use of the range would be a fault
    source = fill_equations(source, ranges, files, Datasets(files, path, tables), faults)
    scope = Scope(
        ranges,
        is_xmile=path.suffix.lower() not in VENSIM,
        broken=set(source.broken),
    )
    blocks = _declare(source, scope, faults)
    for definition in scope.definitions.values():
        _define(source, scope, blocks, definition, faults)
    for name in CONTROLS[:3]:
        if not scope.has(name) and name not in scope.broken:
            faults.add(f"{path}: no {name.upper()}. Expected a value for it in the model's settings. Add it.")
    settings = _settings(source, scope, faults) if not faults else None
    fixed = {scope.number(key) for key in scope.fixed if scope.has(key)}
    equations = [
        replace(equation, kind="auxiliary") if equation.kind == "constant" and equation.variable in fixed else equation
        for equation in scope.equations
    ]
    variables = tuple(scope.variables)
    ordered = split_where_needed(source, variables, equations, faults)
    if settings is None or faults:
        raise ModelError(*_in_order(faults, path))
    return Model(
        path.stem,
        path,
        files.digest(source.file.text),
        settings,
        variables,
        ordered,
        tuple(scope.curves),
        source.repairs,
        source.groups,
    )


def _in_order(faults: Faults, path: Path) -> list[str]:
    return sorted(faults.messages, key=partial(_line_and_column, f"{path}:"))


def _line_and_column(start: str, message: str) -> tuple[float, ...]:
    """Return where in the file a fault stands; those without a place go last."""
    found = re.match(r"(\d+):(\d+):", message.removeprefix(start))
    return tuple(map(int, found.groups())) if found else (inf,)


def _declare(source: SourceModel, scope: Scope, faults: Faults) -> Blocks:
    """Give every variable its elements and every equation its block, and keep the lookups."""
    blocks: Blocks = {}
    for definition in source.definitions:
        key = key_of(definition.name)
        scope.definitions[key] = definition
        try:
            lists = shape_of(scope.ranges, [part.subscripts for part in definition.components])
            defined = _blocks(scope, definition, lists, blocks)
        except SubscriptFault as fault:
            faults.add(f"{source.where(definition.name, fault.word)}: {_named(definition, fault)}")
            scope.broken.add(key)
            continue
        for where, message in defined.faults:
            faults.add(f"{where}: {message}")
        number = scope.add(_variable(scope, definition, lists, defined.elements), lists)
        scope.numbers[key] = number  # also those of macros, which are hidden
        for order, part in enumerate(definition.components):
            _keep_curve(scope, number, part, blocks[key, order][1])
    return blocks


def _named(definition: Definition, fault: SubscriptFault) -> str:
    """Let a fault without a word of its own name the variable."""
    return str(fault) if fault.word else f"{definition.name!r} has {fault}"


class _Defined:
    """Which elements of a variable have an equation, and what is wrong with that."""

    def __init__(self, size: int) -> None:
        self.elements = np.zeros(size, dtype=bool)
        self.faults: list[tuple[str, str]] = []


def _blocks(scope: Scope, definition: Definition, lists: tuple[tuple[str, ...], ...], blocks: Blocks) -> _Defined:
    """Find the block of each equation of a variable."""
    places = [{element: number for number, element in enumerate(members)} for members in lists]
    defined = _Defined(prod(len(members) for members in lists))
    for number, part in enumerate(definition.components):
        block, rows = block_of(scope.ranges, part.subscripts, part.exceptions)
        elements = np.zeros(len(rows), dtype=np.int64)
        for dimension, members in enumerate(lists):
            elements = elements * len(members) + np.array(
                [places[dimension][row[dimension]] for row in rows], dtype=np.int64
            )
        again = np.flatnonzero(defined.elements[elements])
        if len(again):
            spelled = ",".join(scope.ranges.spelled[key] for key in rows[again[0]])
            name = f"{definition.name}[{spelled}]" if spelled else definition.name
            message = f"{name!r} is defined twice. Expected one equation for each element. Remove one, or use :EXCEPT:."
            defined.faults.append((part.passage.where(), message))
        defined.elements[elements] = True
        blocks[key_of(definition.name), number] = (block, elements)
    return defined


def _variable(
    scope: Scope, definition: Definition, lists: tuple[tuple[str, ...], ...], defined: np.ndarray
) -> Variable:
    spelled = scope.ranges.spelled
    dimensions = tuple(
        Dimension(scope.ranges.range_of(members), tuple(spelled[element] for element in members)) for members in lists
    )
    right_sides = [part.syntax for part in definition.components]
    if any(isinstance(syntax, Curve | Curves) for syntax in right_sides):
        kind = "lookup"
    elif any(isinstance(syntax, Call) and syntax.function == "integ" for syntax in right_sides):
        kind = "stock"
    elif all(is_number(syntax) for syntax in right_sides) and not definition.hidden:
        kind = "constant"
    else:
        kind = "auxiliary"
    return Variable(
        definition.name,
        kind,
        dimensions,
        definition.unit,
        definition.documentation,
        defined,
        definition.hidden,
        definition.limits,
        definition.group,
        definition.components[0].passage.line if definition.components else 0,
        tuple(part.text or part.passage.text for part in definition.components),
    )


def _keep_curve(scope: Scope, number: int, part: Component, elements: np.ndarray) -> None:
    """Keep the points of lookups and of values over time, and of graphical functions of XMILE, which may be called."""
    curve = part.syntax
    if isinstance(curve, Call) and curve.function == "with lookup" and scope.is_xmile:
        curve = curve.arguments[1]
    if isinstance(curve, Curve):
        table = scope.tables.setdefault(number, np.zeros(scope.variables[number].size, dtype=np.int64))
        table[elements] = scope.add_curve(curve)
    if isinstance(curve, Curves):
        table = scope.tables.setdefault(number, np.zeros(scope.variables[number].size, dtype=np.int64))
        table[elements] = [scope.add_curve(each) for each in curve.curves]
    if isinstance(curve, Series):
        scope.series.setdefault(number, {}).update(zip(elements.tolist(), curve.curves, strict=True))


def _define(source: SourceModel, scope: Scope, blocks: Blocks, definition: Definition, faults: Faults) -> None:
    """Resolve every equation of a variable; faults carry the place of the word they are about."""
    key = key_of(definition.name)
    for order, part in enumerate(definition.components if scope.has(key) else ()):
        block, elements = blocks[key, order]
        if not block.rows or isinstance(part.syntax, Curve | Curves):
            continue
        resolver = Resolver(scope, block, definition.shown, own=Own(scope.number(key), elements, part.syntax))
        _equation(resolver, scope.number(key), part, elements)
        for fault in resolver.faults:
            told = _INSTANCE.sub("'", _spelled(part, fault.word, str(fault)))
            faults.add(f"{source.where(definition.name, fault.word, order)}: {told}")


def _spelled(part: Component, word: str, message: str) -> str:
    """Write the word that a message quotes as the file spells it."""
    shown = part.passage.spelling(word)
    return message.replace(repr(word), repr(shown)) if word and shown else message


def _equation(resolver: Resolver, number: int, part: Component, elements: np.ndarray) -> None:
    syntax = part.syntax
    if isinstance(syntax, Call) and syntax.function == "integ" and len(syntax.arguments) == 2:
        flow, initial = (resolver.resolve(argument) for argument in syntax.arguments)
        resolver.scope.equations.append(Equation(number, elements, "stock", flow, initial))
        return
    expression = resolver.resolve(syntax)
    constant = isinstance(expression, Constant | Constants) and is_number(syntax)
    kind = "constant" if constant and not resolver.scope.variables[number].hidden else "auxiliary"
    resolver.scope.equations.append(Equation(number, elements, kind, expression))


def _settings(source: SourceModel, scope: Scope, faults: Faults) -> TimeSettings | None:
    """Evaluate the time settings, which may be written as arithmetic of constants and of each other."""
    values: dict[str, float] = {}
    for name in ("initial time", "time step", "saveper", "final time"):
        if name == "saveper" and not scope.has(name):
            values[name] = values["time step"]
            continue
        value = scope.value(Name(name))
        if value is None and name == "final time":
            value = _stopped(scope, values["initial time"], values["time step"])
        if value is None or not isfinite(value):
            faults.add(
                f"{source.where(name)}: {name.upper()} is not a number known before the run. "
                "Expected a constant. Write the number."
            )
            return None
        if value <= 0 and name in ("time step", "saveper"):
            faults.add(f"{source.where(name)}: {name.upper()} is {value:g}. Expected a positive time. Correct it.")
            return None
        values[name] = value
    start, end, step, save = (values[name] for name in CONTROLS)
    if end < start or (end - start) / step > MOST_STEPS:
        faults.add(
            f"{source.where('FINAL TIME')}: FINAL TIME is {end:g}, after INITIAL TIME {start:g} in steps of {step:g}. "
            f"Expected 0 to {MOST_STEPS} steps. Correct the settings."
        )
    return TimeSettings(start, end, step, save, source.method)


def _stopped(scope: Scope, start: float, step: float) -> float | None:
    """Find where a run ends whose FINAL TIME follows time: as in Vensim, the first step that is not before it."""
    for number in range(MOST_SEARCHED):
        now = start + number * step
        end = scope.value(Name("final time"), now)
        if end is None:
            return None
        if now >= end:
            return now
    return None
