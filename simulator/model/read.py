"""Read a Vensim or XMILE file into definitions; every fault of reading is worded here, all of a file together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from simulator.errors import ModelError
from simulator.model.calls import BracketFault, count_faults
from simulator.model.dialect import DialectFault, XmileWriter, vensim_text
from simulator.model.lower import (
    Unreadable,
    Unsupported,
    vensim_expression,
    vensim_left_side,
    vensim_lookup,
    xmile_expression,
)
from simulator.model.markup import read_markup
from simulator.model.passage import FileText, Passage
from simulator.model.source import Component, Definition, SourceModel, SubscriptRange
from simulator.model.syntax import Call, Name, Number, Syntax, key_of, spelled
from simulator.model.text import read_text
from simulator.model.vensim import Entry, LayoutFault, VensimText, is_range, is_reality_check, read_range
from simulator.model.xmile import CONTROLS, XmilePart, XmileText, XmileVariable

VENSIM = (".mdl",)
XMILE = (".xmile", ".stmx", ".xml", ".itmx")
# Fourth number of the settings line `15:` of a Vensim file. Source: Vensim Help, Model Settings; xmutil reads it alike.
VENSIM_METHODS = {"0": "euler", "1": "rk4", "3": "rk2", "4": "rk2", "5": "rk4"}
XMILE_METHODS = {"euler": "euler", "rk4": "rk4", "rk2": "rk2"}
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
# The limits of a lookup's drawing, which no run needs.
_LIMITS = re.compile(r"\(\s*(\[[^\]]*\]\s*,)")
_SIGN = re.compile(r"==?|\(")
_EXTERNAL = re.compile(r":=|:\s*[A-Za-z][A-Za-z ]*:\s*(?::=|\Z)")


class _Fault(Exception):
    """A worded fault of one equation."""


def read_source(path: Path) -> SourceModel:
    """Parse a model file.

    path:    a .mdl, .xmile, .stmx, .itmx or .xml file, UTF-8.
    Returns: SourceModel, whose faults are those of its equations.
    Raises:  ModelError when the file is missing, empty, not UTF-8 or not a model at all.
    """
    suffix = path.suffix.lower()
    text = read_text(path)
    if suffix not in VENSIM + XMILE:
        known = ", ".join(VENSIM + XMILE)
        raise ModelError(f"{path}: not a model file. Expected a name ending in one of {known}. Save the model as one.")
    file = FileText(path, text)
    return _read_vensim(file) if suffix in VENSIM else _read_xmile(file)


class _Reading:
    """What is gathered while a file is read."""

    def __init__(self, file: FileText) -> None:
        self.file = file
        self.ranges: list[SubscriptRange] = []
        self.definitions: dict[str, Definition] = {}
        self.faults: list[str] = []
        self.broken: set[str] = set()

    def add(self, definition: Definition) -> None:
        """Add equations of a variable to those it has."""
        key = key_of(definition.name)
        first = self.definitions.get(key)
        if first is not None:
            definition = Definition(
                first.name,
                definition.unit or first.unit,
                definition.documentation or first.documentation,
                first.components + definition.components,
            )
        self.definitions[key] = definition

    def fault(self, name: str, message: str) -> None:
        """Keep a fault of a variable."""
        self.faults.append(message)
        self.broken.add(key_of(name))

    def model(self, method: str, macros: set[str]) -> SourceModel:
        """Return what was gathered."""
        definitions = tuple(self.definitions.values())
        return SourceModel(
            self.file,
            method,
            tuple(self.ranges),
            definitions,
            frozenset(macros),
            tuple(self.faults),
            frozenset(self.broken),
        )


def _read_vensim(file: FileText) -> SourceModel:
    layout, reading = VensimText(file), _Reading(file)
    reading.faults += layout.faults
    for entry in layout.entries:
        if is_reality_check(entry.equation):
            continue
        try:
            if is_range(entry.equation):
                reading.ranges.append(read_range(entry.equation))
                continue
        except LayoutFault as fault:
            reading.faults.append(str(fault))
            continue
        name = _name_of(entry.equation)
        try:
            reading.add(_vensim_definition(entry))
        except _Fault as fault:
            reading.fault(name, str(fault))
    found = re.search(r"^15:\d+,\d+,\d+,(\d+)", file.text, re.MULTILINE)
    code = found.group(1) if found else "0"
    if code not in VENSIM_METHODS and found:
        reading.faults.append(
            f"{file.where(found.start(1))}: integration type {code} in the settings. Expected Euler, RK2 or RK4. "
            "Change it in Vensim."
        )
    return reading.model(VENSIM_METHODS.get(code, "euler"), layout.macros)


def _name_of(equation: Passage) -> str:
    """Return the name on the left side as far as it can be told."""
    return next((name for _, name in equation.names()), "")


def _vensim_definition(entry: Entry) -> Definition:
    """Translate one equation. Raises: _Fault."""
    equation, name = entry.equation, _name_of(entry.equation)
    bare = _QUOTED.sub(lambda found: "_" * len(found.group()), equation.text)
    _check_calls(equation, name, blanks_in_names=True)
    sides = _SIGN.search(bare)
    if sides is None or _EXTERNAL.search(bare[: sides.end()]):
        raise _Fault(
            f"{equation.where()}: {spelled(name)!r} is external data without an equation, which this release does not "
            "run. Nearest: a lookup of Time. Write the series into the model."
        )
    is_lookup = sides.group() == "("
    right = equation.part(sides.start() if is_lookup else sides.end(), len(equation.text)).without(_LIMITS)
    try:
        named, subscripts, exceptions = vensim_left_side(equation.text[: sides.start()])
    except Unreadable as fault:
        raise _Fault(_unreadable(equation, name, fault.place)) from None
    if not right.text:
        raise _Fault(f"{right.where()}: {spelled(named)!r} has nothing after =. Expected an equation. Write it.")
    neutral = vensim_text(right)
    try:
        syntax = vensim_lookup(neutral) if is_lookup else vensim_expression(neutral)
    except Unreadable as fault:
        raise _Fault(_unreadable(right, named, neutral.position(fault.place))) from None
    except Unsupported as fault:
        raise _Fault(_unsupported(right, named, fault)) from None
    part = Component(subscripts, exceptions, syntax, equation)
    return Definition(spelled(named), entry.unit, entry.documentation, (part,))


def _check_calls(passage: Passage, name: str, *, blanks_in_names: bool) -> None:
    try:
        faults = [
            f"{passage.where(position)}: {spelled(name)!r} calls {words}. Correct its equation."
            for position, words in count_faults(passage, blanks_in_names)
        ]
    except BracketFault as fault:
        raise _Fault(f"{passage.where(fault.position)}: {spelled(name)!r} has {fault}.") from None
    if faults:
        raise _Fault("\n".join(faults))


def _unreadable(passage: Passage, name: str, position: int) -> str:
    rest = passage.text[position:]
    position += len(rest) - len(rest.lstrip())
    shown = f"from {rest.strip()[:40]!r} on" if rest.strip() else "to its end"
    return (
        f"{passage.where(position)}: {spelled(name)!r} cannot be read {shown}. "
        "Expected an equation as Vensim or Stella writes it. Correct it there."
    )


def _unsupported(passage: Passage, name: str, fault: Unsupported) -> str:
    found = ((each, passage.find(each)) for each in fault.spellings)
    function, position = next((each for each in found if each[1] is not None), (fault.spellings[0], 0))
    return (
        f"{passage.where(position or 0)}: {spelled(name)!r} uses {function}, which this release does not run. "
        f"Nearest: {fault.instead}. Rewrite the equation."
    )


def _read_xmile(file: FileText) -> SourceModel:
    layout, reading = XmileText(read_markup(file)), _Reading(file)
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
        except _Fault as fault:
            reading.fault(variable.name, str(fault))
            continue
        reading.add(Definition(variable.name, variable.unit, variable.documentation, parts))
    for name, passage in layout.settings:
        try:
            syntax = _xmile_syntax(passage, name, dimensions)
        except _Fault as fault:
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
    return reading.model(XMILE_METHODS.get(layout.method, "euler"), set())


def _xmile_components(variable: XmileVariable, dimensions: dict[str, tuple[str, ...]]) -> Iterator[Component]:
    for part in variable.parts:
        yield Component(part.subscripts, (), _xmile_part(variable, part, dimensions), part.equation or variable.passage)


def _xmile_part(variable: XmileVariable, part: XmilePart, dimensions: dict[str, tuple[str, ...]]) -> Syntax:
    """Translate one equation of a variable. Raises: _Fault."""
    curve = part.curve
    if part.equation is None or not part.equation.text:
        if curve is not None and variable.kind != "stock":
            return curve
        where = (part.equation or variable.passage).where()
        raise _Fault(f"{where}: {variable.name!r} has no equation. Expected <eqn> with one. Write it.")
    syntax = _xmile_syntax(part.equation, variable.name, dimensions)
    if part.start is not None:
        syntax = Call("active initial", (syntax, _xmile_syntax(part.start, variable.name, dimensions)))
    if variable.kind == "stock":
        if variable.non_negative:
            raise _Fault(
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
    _check_calls(passage, name, blanks_in_names=False)
    try:
        neutral = XmileWriter(passage, lambda key: dimensions.get(key, ())).neutral
        return xmile_expression(neutral)
    except DialectFault as fault:
        raise _Fault(f"{passage.where(fault.position)}: {name!r} has {fault}.") from None
    except Unreadable as fault:
        raise _Fault(_unreadable(passage, name, neutral.position(fault.place))) from None
    except Unsupported as fault:
        raise _Fault(_unsupported(passage, name, fault)) from None
