"""Read a model file into definitions; the equations of Vensim here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from simulator.errors import ModelError
from simulator.model.broken import BrokenEquation, check_calls, unreadable, unsupported
from simulator.model.calls import VENSIM_ARGUMENTS
from simulator.model.dialect import vensim_text
from simulator.model.external import ExternalFault, LeftSide, left_side, nicknames, read_external
from simulator.model.gather import Reading
from simulator.model.lower import Unreadable, Unsupported, vensim_expression, vensim_left_side, vensim_lookup
from simulator.model.macro import Macro
from simulator.model.passage import FileText, Passage
from simulator.model.read_xmile import read_xmile
from simulator.model.source import Component, Definition, SourceModel
from simulator.model.syntax import key_of, spelled
from simulator.model.text import read_text
from simulator.model.vensim import Entry, LayoutFault, MacroText, VensimText, is_range, is_reality_check, read_range

VENSIM = (".mdl",)
XMILE = (".xmile", ".stmx", ".xml", ".itmx")
# Fourth number of the settings line `15:` of a Vensim file. Source: Vensim Help, Model Settings; xmutil reads it alike.
VENSIM_METHODS = {"0": "euler", "1": "rk4", "3": "rk2", "4": "rk2", "5": "rk4"}
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
# The limits of a lookup's drawing, which no run needs.
_LIMITS = re.compile(r"\(\s*(\[[^\]]*\]\s*,)")
_SIGN = re.compile(r"==?|\(")


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
    return _read_vensim(file) if suffix in VENSIM else read_xmile(file)


def _read_vensim(file: FileText) -> SourceModel:
    layout, reading = VensimText(file), Reading(file)
    reading.faults += layout.faults
    reading.groups += layout.groups
    _read_entries(layout.entries, reading)
    found = re.search(r"^15:\d+,\d+,\d+,(\d+)", file.text, re.MULTILINE)
    code = found.group(1) if found else "0"
    if code not in VENSIM_METHODS and found:
        reading.faults.append(
            f"{file.where(found.start(1))}: integration type {code} in the settings. Expected Euler, RK2 or RK4. "
            "Change it in Vensim."
        )
    macros = [_macro(each, reading) for each in layout.macros]
    model = reading.model(VENSIM_METHODS.get(code, "euler"), macros)
    return replace(model, nicknames=nicknames(file.text))


def _read_entries(entries: Iterable[Entry], reading: Reading) -> None:
    for entry in entries:
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
        except BrokenEquation as fault:
            reading.fault(name, str(fault))


def _macro(macro: MacroText, reading: Reading) -> Macro:
    """Translate a macro; its faults and ranges are those of the file."""
    inside = Reading(reading.file)
    _read_entries(macro.entries, inside)
    reading.faults += inside.faults
    reading.ranges += inside.ranges
    if key_of(macro.name) in VENSIM_ARGUMENTS:
        where = macro.passage.where()
        reading.faults.append(
            f"{where}: macro {macro.name!r} is named like a function. Expected another name. Rename it."
        )
    definitions = tuple(inside.definitions.values())
    return Macro(macro.name, macro.inputs, (), macro.outputs, definitions, macro.passage, frozenset(inside.broken))


def _left_side(equation: Passage, end: int) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Read name, subscripts and exceptions. Raises: BrokenEquation."""
    try:
        return vensim_left_side(equation.text[:end])
    except Unreadable as fault:
        raise BrokenEquation(unreadable(equation, _name_of(equation), fault.place)) from None


def _external_definition(entry: Entry, left: LeftSide) -> Definition:
    """Translate an equation that reads a file. Raises: BrokenEquation."""
    equation = entry.equation
    named, subscripts, exceptions = _left_side(equation, left.end)
    right = equation.part(left.right, len(equation.text))
    try:
        external = read_external(right, left.between)
    except ExternalFault as fault:
        raise BrokenEquation(f"{right.where(fault.position)}: {spelled(named)!r} has {fault}.") from None
    part = Component(subscripts, exceptions, external, equation)
    return _definition(named, entry, part)


def _definition(named: str, entry: Entry, part: Component) -> Definition:
    """Return what an entry says of a variable."""
    about = entry.documentation
    return Definition(spelled(named), entry.unit, about, (part,), limits=entry.limits, group=entry.group)


def _name_of(equation: Passage) -> str:
    """Return the name on the left side as far as it can be told."""
    return next((name for _, name in equation.names()), "")


def _vensim_definition(entry: Entry) -> Definition:
    """Translate one equation. Raises: BrokenEquation."""
    equation, name = entry.equation, _name_of(entry.equation)
    left = left_side(equation)
    if left is not None:
        return _external_definition(entry, left)
    bare = _QUOTED.sub(lambda found: "_" * len(found.group()), equation.text)
    check_calls(equation, name, blanks_in_names=True)
    sides = _SIGN.search(bare)
    assert sides  # what has neither = nor ( is a data variable
    is_lookup = sides.group() == "("
    right = equation.part(sides.start() if is_lookup else sides.end(), len(equation.text)).without(_LIMITS)
    named, subscripts, exceptions = _left_side(equation, sides.start())
    if not right.text:
        raise BrokenEquation(
            f"{right.where()}: {spelled(named)!r} has nothing after =. Expected an equation. Write it."
        )
    neutral = vensim_text(right)
    try:
        syntax = vensim_lookup(neutral) if is_lookup else vensim_expression(neutral)
    except Unreadable as fault:
        raise BrokenEquation(unreadable(right, named, neutral.position(fault.place))) from None
    except Unsupported as fault:
        raise BrokenEquation(unsupported(right, named, fault)) from None
    part = Component(subscripts, exceptions, syntax, equation)
    return _definition(named, entry, part)
