"""Build a model from its source: variables and slots, equations over blocks, evaluation order checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from simulator.axes import Dimension
from simulator.errors import Faults, ModelError
from simulator.model.expression import Constant, Constants, Expression, Reference, TimeStep, fold
from simulator.model.model import Equation, Model, TimeSettings, Variable
from simulator.model.order import split_where_needed
from simulator.model.read import read_source
from simulator.model.resolve import ResolveFault, Resolver
from simulator.model.scope import Scope, ScopeFault, is_number, shape_of
from simulator.model.subscript import Block, SubscriptFault, block_of, read_ranges
from simulator.model.syntax import Call, Component, Curve, Definition, SourceModel, key_of, place

CONTROLS = ("initial time", "final time", "time step", "saveper")


def load_model(path: Path) -> Model:
    """Read a model file into equations.

    path:    a Vensim or XMILE file.
    Returns: Model, with an evaluation order that is known to exist.
    Raises:  ModelError with every fault of the file: unreadable, undefined names, unsupported functions, cycles.
    """
    return build_model(read_source(path))


def build_model(source: SourceModel) -> Model:
    """Resolve a parsed model. Raises: ModelError with every fault."""
    faults = Faults()
    scope = Scope(read_ranges(source, faults), {})
    blocks = _declare(source, scope, faults)
    lookups_first = sorted(
        scope.definitions.values(), key=lambda each: not scope.is_lookup(scope.number(key_of(each.name)))
    )
    for definition in lookups_first:
        _define(source, scope, blocks, definition, faults)
    missing = [name for name in CONTROLS[:3] if not scope.has(name)]
    for name in missing:
        faults.add(f"{source.path}: no {name.upper()}. Expected a value for it in the model's settings. Add it.")
    faults.raise_as(ModelError)
    equations = split_where_needed(source, tuple(scope.variables), scope.equations)
    settings = _settings(source, scope, faults)
    faults.raise_as(ModelError)
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    return Model(
        source.path.stem, source.path, digest, settings, tuple(scope.variables), equations, tuple(scope.curves)
    )


Blocks = dict[tuple[str, int], tuple[Block, np.ndarray]]


def _declare(source: SourceModel, scope: Scope, faults: Faults) -> Blocks:
    """Give every variable its elements and every equation its block."""
    blocks: Blocks = {}
    for definition in source.definitions:
        key = key_of(definition.name)
        if scope.has(key):
            faults.add(
                f"{place(source, definition.name)}: {definition.name!r} is defined twice. "
                "Expected one definition. Remove one."
            )
            continue
        try:
            lists = shape_of(scope.ranges, [part.subscripts for part in definition.components])
            defined = _blocks(scope, definition, lists, blocks)
        except SubscriptFault as fault:
            word = str(fault) if " " not in str(fault) else ""
            where = place(source, definition.name, word)
            faults.add(
                f"{where}: {definition.name!r} has no range or element {str(fault)!r}. "
                f"Expected one of {scope.range_names()}. Correct it."
            )
            lists, defined = (), np.ones(1, dtype=bool)
        scope.definitions[key] = definition
        scope.add(_variable(scope, definition, lists, defined), lists)
    return blocks


def _blocks(scope: Scope, definition: Definition, lists: tuple[tuple[str, ...], ...], blocks: Blocks) -> np.ndarray:
    """Find the block of each equation of a variable; return which elements have an equation."""
    places = [{element: number for number, element in enumerate(members)} for members in lists]
    defined = np.zeros(int(np.prod([len(members) for members in lists], initial=1)), dtype=bool)
    for number, part in enumerate(definition.components):
        block, rows = block_of(scope.ranges, part.subscripts, part.exceptions)
        elements = np.zeros(len(rows), dtype=np.int64)
        for dimension, members in enumerate(lists):
            elements = elements * len(members) + np.array(
                [places[dimension][row[dimension]] for row in rows], dtype=np.int64
            )
        fresh = ~defined[elements]
        if not fresh.all():  # as in Vensim, an element defined on its own goes before the range that holds it too
            kept = np.flatnonzero(fresh)
            block = Block(len(kept), {key: values[kept] for key, values in block.bindings.items()}, block.fixed)
            elements = elements[kept]
        defined[elements] = True
        blocks[key_of(definition.name), number] = (block, elements)
    return defined


def _variable(
    scope: Scope, definition: Definition, lists: tuple[tuple[str, ...], ...], defined: np.ndarray
) -> Variable:
    spelled = scope.ranges.spelled
    dimensions = tuple(
        Dimension(scope.ranges.range_of(members), tuple(spelled[element] for element in members)) for members in lists
    )
    parts = definition.components
    if any(part.is_lookup or isinstance(part.syntax, Curve) for part in parts):
        kind = "lookup"
    elif any(isinstance(part.syntax, Call) and part.syntax.function == "integ" for part in parts):
        kind = "stock"
    elif all(is_number(part.syntax) for part in parts):
        kind = "constant"
    else:
        kind = "auxiliary"
    return Variable(
        definition.name.replace('"', ""), kind, dimensions, definition.unit, definition.documentation, defined
    )


def _define(source: SourceModel, scope: Scope, blocks: Blocks, definition: Definition, faults: Faults) -> None:
    """Resolve every equation of a variable; faults carry the place of the word they are about."""
    number = scope.number(key_of(definition.name))
    for order, part in enumerate(definition.components):
        found = blocks.get((key_of(definition.name), order))
        if found is None or not found[0].rows:
            continue
        try:
            _equation(scope, number, part, found)
        except ResolveFault as fault:
            where = place(source, definition.name, fault.word)
            faults.add(
                f"{where}: {definition.name!r} uses {fault}. Correct its equation.".replace(
                    "uses no ", "needs what is not there: no "
                )
            )
        except ScopeFault as fault:
            faults.add(f"{place(source, definition.name)}: {definition.name!r} uses {fault}. Correct its equation.")


def _equation(scope: Scope, number: int, part: Component, found: tuple[Block, np.ndarray]) -> None:
    block, elements = found
    resolver = Resolver(scope, block, scope.name(number))
    if isinstance(part.syntax, Curve):
        table = scope.tables.setdefault(number, np.zeros(scope.variables[number].size, dtype=np.int64))
        table[elements] = scope.add_curve(part.syntax)
        return
    if isinstance(part.syntax, Call) and part.syntax.function == "integ":
        flow, initial = (resolver.resolve(argument) for argument in part.syntax.arguments)
        scope.equations.append(Equation(number, elements, "stock", flow, initial))
        return
    expression = resolver.resolve(part.syntax)
    constant = isinstance(expression, Constant | Constants)
    scope.equations.append(Equation(number, elements, "constant" if constant else "auxiliary", expression))


def _settings(source: SourceModel, scope: Scope, faults: Faults) -> TimeSettings:
    """Evaluate the time settings, which may be written as arithmetic of each other."""
    values = {}
    for name in CONTROLS:
        value = _value_of(scope, name, ())
        if value is None and (name != "saveper" or scope.has(name)):
            faults.add(f"{place(source, name)}: {name.upper()} is not a number. Expected a constant. Write the number.")
            return TimeSettings(0.0, 0.0, 1.0, 1.0, source.method)
        values[name] = value
    step = values["time step"] or 0.0
    start, end = values["initial time"] or 0.0, values["final time"] or 0.0
    if step <= 0 or end < start:
        faults.add(
            f"{place(source, 'TIME STEP')}: TIME STEP {step:g} from {start:g} to {end:g}. "
            "Expected a positive step forward in time. Correct the settings."
        )
    return TimeSettings(start, end, step, values["saveper"] or step, source.method)


def _value_of(scope: Scope, name: str, trail: tuple[str, ...]) -> float | None:
    if not scope.has(name) or name in trail:
        return None
    number = scope.number(name)
    for equation in scope.equations:
        if equation.variable == number:
            return _evaluate(scope, equation.expression, (*trail, name))
    return None


def _evaluate(scope: Scope, node: Expression, trail: tuple[str, ...]) -> float | None:
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, TimeStep):
        return _value_of(scope, "time step", trail)
    if isinstance(node, Reference):
        return _value_of(scope, key_of(scope.name(node.variable)), trail)
    arguments: Iterable[Expression] = getattr(node, "arguments", ())
    values = [_evaluate(scope, argument, trail) for argument in arguments]
    if not values or None in values:
        return None
    folded = fold(getattr(node, "function", ""), tuple(Constant(float(value)) for value in values if value is not None))
    return folded.value if isinstance(folded, Constant) else None
