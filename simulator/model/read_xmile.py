"""Read an XMILE file into definitions."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.model.broken import BrokenEquation, check_calls, unreadable, unsupported
from simulator.model.dialect import DialectFault, XmileWriter
from simulator.model.gather import Reading
from simulator.model.lower import Unreadable, Unsupported, xmile_expression
from simulator.model.markup import read_markup
from simulator.model.passage import FileText, Passage
from simulator.model.source import Component, Definition, SourceModel
from simulator.model.syntax import Call, Name, Number, Syntax, key_of
from simulator.model.xmile import CONTROLS, XmilePart, XmileText, XmileVariable

XMILE_METHODS = {"euler": "euler", "rk4": "rk4", "rk2": "rk2"}


def read_xmile(file: FileText) -> SourceModel:
    """Parse an XMILE file. Raises: ModelError where it is no such file."""
    layout, reading = XmileText(read_markup(file)), Reading(file)
    reading.faults += layout.faults
    reading.ranges += layout.ranges
    dimensions = {key_of(variable.name): variable.dimensions for variable in layout.variables}
    for variable in layout.variables:
        if key_of(variable.name) in reading.definitions:
            where = variable.passage.where()
            reading.faults.append(f"{where}: {variable.name!r} is defined twice. Expected one definition. Remove one.")
            continue
        try:
            parts = tuple(_xmile_components(variable, dimensions))
        except BrokenEquation as fault:
            reading.fault(variable.name, str(fault))
            continue
        reading.add(Definition(variable.name, variable.unit, variable.documentation, parts))
    for name, passage in layout.settings:
        try:
            syntax = _xmile_syntax(passage, name, dimensions)
        except BrokenEquation as fault:
            reading.fault(name, str(fault))
            continue
        if name == "TIME STEP" and layout.reciprocal:
            syntax = Call("/", (Number(1.0), syntax))
        reading.add(Definition(name, layout.unit, "", (Component((), (), syntax, passage),)))
        if name == "TIME STEP":
            reading.add(Definition("SAVEPER", layout.unit, "", (Component((), (), Name("time step"), passage),)))
    if layout.method not in XMILE_METHODS:
        reading.faults.append(
            f"{layout.settings_place}: method {layout.method!r} in sim_specs. Expected Euler, RK2 or RK4. "
            "Change it in the model."
        )
    if not layout.settings:
        reading.broken |= set(CONTROLS)
    return reading.model(XMILE_METHODS.get(layout.method, "euler"))


def _xmile_components(variable: XmileVariable, dimensions: dict[str, tuple[str, ...]]) -> Iterator[Component]:
    for part in variable.parts:
        yield Component(part.subscripts, (), _xmile_part(variable, part, dimensions), part.equation or variable.passage)


def _xmile_part(variable: XmileVariable, part: XmilePart, dimensions: dict[str, tuple[str, ...]]) -> Syntax:
    """Translate one equation of a variable. Raises: BrokenEquation."""
    curve = part.curve
    if part.equation is None or not part.equation.text.strip("? "):  # some tools export ??? for what they could not say
        if curve is not None and variable.kind != "stock":
            return curve
        where = (part.equation or variable.passage).where()
        raise BrokenEquation(f"{where}: {variable.name!r} has no equation. Expected <eqn> with one. Write it.")
    syntax = _xmile_syntax(part.equation, variable.name, dimensions)
    if part.start is not None:
        syntax = Call("active initial", (syntax, _xmile_syntax(part.start, variable.name, dimensions)))
    if variable.kind == "stock":
        if variable.non_negative:
            raise BrokenEquation(
                f"{variable.passage.where()}: {variable.name!r} is a non-negative stock, which this release does not "
                "run. Nearest: outflows limited with MIN. Rewrite the model."
            )
        return Call("integ", (_net_flow(variable), syntax))
    if curve is not None:
        syntax = Call("with lookup", (syntax, curve))
    return Call("max", (syntax, Number(0.0))) if variable.non_negative and variable.kind == "flow" else syntax


def _net_flow(variable: XmileVariable) -> Syntax:
    flow: Syntax | None = None
    for name in variable.inflows:
        flow = Name(name) if flow is None else Call("+", (flow, Name(name)))
    for name in variable.outflows:
        flow = Call("negative", (Name(name),)) if flow is None else Call("-", (flow, Name(name)))
    return flow or Number(0.0)


def _xmile_syntax(passage: Passage, name: str, dimensions: dict[str, tuple[str, ...]]) -> Syntax:
    check_calls(passage, name, blanks_in_names=False)
    try:
        neutral = XmileWriter(passage, lambda key: dimensions.get(key, ())).neutral
        return xmile_expression(neutral)
    except DialectFault as fault:
        raise BrokenEquation(f"{passage.where(fault.position)}: {name!r} has {fault}.") from None
    except Unreadable as fault:
        position = neutral.position(fault.place) if fault.position is None else fault.position
        raise BrokenEquation(unreadable(passage, name, position)) from None
    except Unsupported as fault:
        raise BrokenEquation(unsupported(passage, name, fault)) from None
