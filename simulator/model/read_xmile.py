"""Read an XMILE file into definitions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.model.broken import BrokenEquation, check_calls, unreadable, unsupported
from simulator.model.calls import XMILE_ARGUMENTS
from simulator.model.dialect import DialectFault, XmileWriter
from simulator.model.gather import Reading
from simulator.model.lower import Unreadable, Unsupported, xmile_expression
from simulator.model.macro import Macro
from simulator.model.markup import read_markup
from simulator.model.nonnegative import lower_stocks, stock_with_flows
from simulator.model.passage import FileText, Passage
from simulator.model.source import Component, Definition, SourceModel
from simulator.model.submodel import Submodel, join_models
from simulator.model.syntax import Call, Name, Number, Syntax, key_of
from simulator.model.xmile import XmileMacro, XmileModel, XmileText
from simulator.model.xmile_variable import CONTROLS, XmilePart, XmileVariable

# Some tools export ??? for an equation that they could not translate.
LEFT_OPEN = "? "
DimensionsOf = Callable[[str], tuple[str, ...]]
XMILE_METHODS = {"euler": "euler", "rk4": "rk4", "rk2": "rk2"}


def read_xmile(file: FileText) -> SourceModel:
    """Parse an XMILE file. Raises: ModelError where it is no such file."""
    root, repairs = read_markup(file)
    layout, reading = XmileText(root), Reading(file)
    reading.repairs += repairs
    reading.faults += layout.faults
    reading.ranges += layout.ranges
    reading.groups += dict.fromkeys(group for model in layout.models for group, _ in model.groups)
    models = _Models(layout.models)
    known = [name for each in layout.ranges for name in (each.name, *each.elements)]
    joined = join_models([models.submodel(model, reading) for model in layout.models], known)
    reading.faults += joined.faults
    reading.broken |= joined.broken
    reading.definitions = lower_stocks({key_of(each.name): each for each in joined.definitions})
    _read_settings(layout, reading)
    return reading.model(XMILE_METHODS.get(layout.method, "euler"), [_macro(each, reading) for each in layout.macros])


def _read_settings(layout: XmileText, reading: Reading) -> None:
    """Define the time settings as variables."""
    for name, passage in layout.settings:
        try:
            syntax = _syntax(passage, name, lambda _: ())
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


class _Models:
    """Translates the models of a file one by one; a wildcard may ask for a variable of another model."""

    def __init__(self, models: Sequence[XmileModel]) -> None:
        self._models = {key_of(model.name): model for model in reversed(models)}
        self._outer = models[0]

    def submodel(self, model: XmileModel, reading: Reading) -> Submodel:
        """Translate a model; its faults are added to those of the file."""
        inside = _Inside(reading, self._dimensions_in(model), model.group_of)
        definitions = inside.definitions(model.variables)
        return Submodel(
            model.name,
            definitions,
            model.modules,
            frozenset(inside.broken),
            {key_of(each.name): each.dimensions for each in model.variables},
            frozenset(key_of(each.name) for each in model.variables if each.kind == "stock"),
            inside.unset,
        )

    def _dimensions_in(self, model: XmileModel) -> DimensionsOf:
        own = {key_of(each.name): each.dimensions for each in model.variables}

        def found(key: str) -> tuple[str, ...]:
            if key.startswith(".") and key not in own:
                return self._dimensions_in(self._outer)(key[1:])
            for module in model.modules if key not in own else ():
                inner, start = self._models.get(key_of(module.model)), f"{key_of(module.name)}."
                if inner is not None and key.startswith(start):
                    return self._dimensions_in(inner)(key[len(start) :])
            return own.get(key, ())

        return found


class _Inside:
    """Translates variables. broken: keys of those at fault. unset: keys of inputs without an equation, each a fault."""

    def __init__(
        self, reading: Reading, dimensions_of: DimensionsOf, group_of: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._reading, self._group_of = reading, group_of
        self.dimensions_of = dimensions_of
        self.broken: set[str] = set()
        self.unset: dict[str, str] = {}

    def definitions(self, variables: Sequence[XmileVariable]) -> tuple[Definition, ...]:
        """Translate the variables of one model or macro."""
        found: dict[str, Definition] = {}
        for variable in variables:
            key = key_of(variable.name)
            if key in found:
                where = variable.passage.where()
                self._reading.faults.append(
                    f"{where}: {variable.name!r} is defined twice. Expected one definition. Remove one."
                )
                continue
            try:
                parts = tuple(self._component(variable, part) for part in variable.parts)
            except BrokenEquation as fault:
                self._reading.faults.append(str(fault))
                self.broken.add(key)
                continue
            told, group = variable.documentation, self._group_of(key)
            found[key] = Definition(variable.name, variable.unit, told, parts, limits=variable.limits, group=group)
        return tuple(found.values())

    def _component(self, variable: XmileVariable, part: XmilePart) -> Component:
        passage = part.equation or variable.passage
        return Component(part.subscripts, (), self._right_side(variable, part), passage, _text(variable, part))

    def _right_side(self, variable: XmileVariable, part: XmilePart) -> Syntax:
        """Translate one equation of a variable. Raises: BrokenEquation."""
        curve = part.curve
        if part.equation is None or not part.equation.text.strip(LEFT_OPEN):
            if curve is not None and variable.kind != "stock":
                return curve
            where = (part.equation or variable.passage).where()
            fault = f"{where}: {variable.name!r} has no equation. Expected <eqn> with one. Write it."
            if variable.access != "input":
                raise BrokenEquation(fault)
            self.unset[key_of(variable.name)] = fault
            return Number(float("nan"))
        syntax = _syntax(part.equation, variable.name, self.dimensions_of)
        if part.start is not None:
            syntax = Call("active initial", (syntax, _syntax(part.start, variable.name, self.dimensions_of)))
        if variable.kind == "stock":
            return stock_with_flows(variable.inflows, variable.outflows, syntax, variable.non_negative)
        if curve is not None:
            syntax = Call("with lookup", (syntax, curve))
        return Call("max", (syntax, Number(0.0))) if variable.non_negative and variable.kind == "flow" else syntax


def _text(variable: XmileVariable, part: XmilePart) -> str:
    """Write an equation with its left side, a stock with its flows."""
    name = f"{variable.name}[{', '.join(part.subscripts)}]" if part.subscripts else variable.name
    told = part.equation.text if part.equation else ""
    if variable.kind == "stock":
        flows = "".join([*(f" + {each}" for each in variable.inflows), *(f" - {each}" for each in variable.outflows)])
        return f"{name} = INTEG({flows.removeprefix(' + ').strip() or '0'}, {told})"
    if part.curve is not None:
        points = ", ".join(f"({x:g}, {y:g})" for x, y in zip(part.curve.x, part.curve.y, strict=True))
        return f"{name} = WITH LOOKUP({told}, {points})" if told.strip(LEFT_OPEN) else f"{name}({points})"
    return f"{name} = {told}"


def _macro(macro: XmileMacro, reading: Reading) -> Macro:
    """Translate a macro; its faults are those of the file. Its equation is that of a variable of its name."""
    dimensions = {key_of(each.name): each.dimensions for each in macro.variables}
    inside = _Inside(reading, lambda key: dimensions.get(key, ()))
    found = {key_of(each.name): each for each in inside.definitions(macro.variables)}
    if macro.equation is not None and macro.equation.text:
        try:
            syntax = _syntax(macro.equation, macro.name, inside.dimensions_of)
            found[key_of(macro.name)] = Definition(macro.name, "", "", (Component((), (), syntax, macro.equation),))
        except BrokenEquation as fault:
            reading.faults.append(str(fault))
            inside.broken.add(key_of(macro.name))
    if key_of(macro.name) in XMILE_ARGUMENTS:
        where = macro.passage.where()
        reading.faults.append(
            f"{where}: macro {macro.name!r} is named like a function. Expected another name. Rename it."
        )
    defaults = [_default(macro, default, reading) for _, default in macro.inputs if default.strip()]
    definitions = tuple(lower_stocks(found).values())
    names = tuple(name for name, _ in macro.inputs)
    return Macro(macro.name, names, tuple(defaults), (), definitions, macro.passage, frozenset(inside.broken))


def _default(macro: XmileMacro, written: str, reading: Reading) -> Number:
    """Read what an input is when a call leaves it out."""
    try:
        return Number(float(written))
    except ValueError:
        reading.faults.append(
            f"{macro.passage.where()}: macro {macro.name!r} with default {written!r}. Expected a number. Correct it."
        )
        return Number(float("nan"))


def _syntax(passage: Passage, name: str, dimensions_of: DimensionsOf) -> Syntax:
    check_calls(passage, name, blanks_in_names=False)
    try:
        neutral = XmileWriter(passage, dimensions_of).neutral
        return xmile_expression(neutral)
    except DialectFault as fault:
        raise BrokenEquation(f"{passage.where(fault.position)}: {name!r} has {fault}.") from None
    except Unreadable as fault:
        position = neutral.position(fault.place) if fault.position is None else fault.position
        raise BrokenEquation(unreadable(passage, name, position)) from None
    except Unsupported as fault:
        raise BrokenEquation(unsupported(passage, name, fault)) from None
