"""Direct extreme conditions: every equation by itself with each of its inputs at an extreme; stocks that are empty.

An equation must give a finite number where one input is 0, many times its largest magnitude in the base run, or at an
end of its range. A stock that is empty must not be drawn down further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.check.apart import Apart, taken_apart
from simulator.check.quantity import quantity_of
from simulator.check.said import Finding, Result, said
from simulator.ensemble import Prepared
from simulator.kernel import Clock, Solver, compile_model, integrate
from simulator.model.expression import Reference, Schedule, Time, walk
from simulator.model.model import Model, Variable
from simulator.model.syntax import key_of
from simulator.scenario.names import TIME_SETTINGS

__all__ = ["check_direct"]

# How many times its largest magnitude a value is at its extreme; a number without a unit, often a share, less.
# Source: ours; far outside any run, and far from overflow in an exponential of a share.
_HUGE = 1000.0
_HUGE_SHARE = 10.0
# What a stock may lose while it is empty, in parts of its largest content a time unit.
_ROUNDING = 1e-9
_AT_ONCE = 128
# Elements of one array that are emptied.
_MOST_ELEMENTS = 512


@dataclass(frozen=True, eq=False)
class _Base:
    """The base run. time: (time,). values: (time, element) of every variable, in the order of its numbers."""

    model: Model
    time: np.ndarray
    values: np.ndarray
    starts: tuple[int, ...]

    def of(self, number: int) -> np.ndarray:
        """Return (time, element) of a variable."""
        variable = self.model.variables[number]
        n_defined = int(variable.defined.sum())
        return self.values[:, self.starts[number] : self.starts[number] + n_defined]


@dataclass(frozen=True)
class _Extreme:
    """One input at an extreme. number: of the variable. value: of all its elements. label: how it is told."""

    number: int
    value: float
    label: str


def check_direct(model: Model, prepared: Prepared, how: tuple[Solver, Clock], left_out: Mapping[str, str]) -> Result:
    """Evaluate every equation with each input at its extremes, and every stock's flows while it is empty.

    prepared: the base run's inputs. how: the solver and clock of the base run. left_out: variables, with why.
    """
    base = _base(model, prepared, how)
    apart = taken_apart(model)
    chosen = np.unique(np.linspace(0, len(base.time) - 1, 3).astype(int))
    findings: dict[tuple[str, str], Finding] = {}
    extremes = list(_extremes(base, apart))
    for place in chosen.tolist():
        for finding in _equations(base, apart, place, extremes):
            findings.setdefault((finding.subject, str(finding.told.values.get("input"))), finding)
        for finding in _stocks(base, prepared, how[1], place):
            findings.setdefault((finding.subject, "empty"), finding)
    kept = tuple(each for each in findings.values() if each.subject.partition("[")[0] not in left_out)
    shown = [each for each in apart.outputs if not _is_inner(model.variables[each])]
    counts = {"equations": len(shown), "extremes": len(extremes), "left": len(left_out)}
    return Result("direct", "direct", "passed", said("direct.done", **counts), kept, counts=counts).judged()


def _base(model: Model, prepared: Prepared, how: tuple[Solver, Clock]) -> _Base:
    """Run the base run with everything saved, hidden variables too."""
    names: list[str] = []
    starts = []
    for variable in model.variables:
        starts.append(len(names))
        if variable.kind != "lookup":
            names += [name for name, is_there in zip(variable.element_names, variable.defined, strict=True) if is_there]
    compiled = compile_model(model, names)
    solver, clock = how
    inputs = prepared.inputs if len(prepared.inputs) == len(compiled.defaults) else compiled.defaults[:, None]
    ran = integrate(compiled, Solver(solver.name, sided=solver.sided), clock, inputs, prepared.lot)
    return _Base(model, ran.time, ran.values[:, :, 0], tuple(starts))


def _extremes(base: _Base, apart: Apart) -> Iterator[_Extreme]:
    """Yield what is tried: the ends of the range of what has one; else, of what moves, 0 and a huge value."""
    fixed = _fixed(base.model)
    for number in apart.readers:
        variable = base.model.variables[number]
        if number not in apart.places or _is_inner(variable):
            continue
        low, high = variable.limits
        if number not in fixed:
            low = 0.0 if low is None else low
            high = _huge(base, number) if high is None else high
        yield from (_Extreme(number, each, f"{each:.3g}") for each in dict.fromkeys((low, high)) if each is not None)


def _fixed(model: Model) -> set[int]:
    """Find the constants, and what is computed from them alone: without a range it is what it is."""
    reads: dict[int, set[int]] = {}
    moving = set()
    for equation in model.equations:
        parts = list(walk(equation.expression))
        reads.setdefault(equation.variable, set()).update(
            each.variable for each in parts if isinstance(each, Reference)
        )
        if equation.is_state or any(isinstance(each, Time | Schedule) for each in parts):
            moving.add(equation.variable)
    fixed: set[int] = set()
    more = True
    while more:
        found = {number for number in reads if number not in fixed | moving and reads[number] <= fixed}
        more = bool(found)
        fixed |= found
    return fixed


def _huge(base: _Base, number: int) -> float | None:
    """Return a value far outside a variable's run; None where it is 0 throughout."""
    values = base.of(number)
    size = float(np.max(np.abs(values[np.isfinite(values)]), initial=0.0))
    sign = -1.0 if (values <= 0).all() else 1.0
    return sign * _factor(base.model.variables[number]) * size if size else None


def _is_inner(variable: Variable) -> bool:
    """Tell whether a variable is the inside of a delay, or one of the clock's."""
    return variable.hidden or variable.name.upper() in TIME_SETTINGS


def _factor(variable: Variable) -> float:
    """Tell how far outside its run a variable is tried."""
    quantity = quantity_of(variable.unit)
    return _HUGE_SHARE if quantity is None or not quantity.powers else _HUGE


def _equations(base: _Base, apart: Apart, place: int, extremes: Sequence[_Extreme]) -> Iterator[Finding]:
    """Yield every equation that gives no finite number with an input at an extreme, at one saved time."""
    time, model = float(base.time[place]), base.model
    usual = apart.compiled.defaults.copy()
    for number, rows in apart.places.items():
        usual[rows] = base.of(number)[place]
    before = _observed(apart, usual[:, None], time)[:, 0]
    for first in range(0, len(extremes), _AT_ONCE):
        chosen = extremes[first : first + _AT_ONCE]
        inputs = np.repeat(usual[:, None], len(chosen), axis=1)
        for member, extreme in enumerate(chosen):
            inputs[apart.places[extreme.number], member] = extreme.value
        found = _observed(apart, inputs, time)
        for member, extreme in enumerate(chosen):
            for reader in apart.readers[extreme.number]:
                rows = apart.outputs[reader]
                bad = ~np.isfinite(found[rows, member]) & np.isfinite(before[rows])
                if bad.any() and not _is_inner(model.variables[reader]):
                    variable = model.variables[reader]
                    name = apart.compiled.saved_names[int(rows[np.flatnonzero(bad)[0]])]
                    given = model.variables[extreme.number].name
                    told = said("direct.not_finite", input=given, value=extreme.label, time=time)
                    yield Finding(name, f"{model.path}:{variable.line}", told)


def _observed(apart: Apart, inputs: np.ndarray, time: float) -> np.ndarray:
    """Return the (output, member) of the model taken apart."""
    compiled = apart.compiled
    with np.errstate(all="ignore"):
        bound = compiled.bind(inputs, compiled.model.settings.time_step, True)
        found = bound.observe(time, np.empty((0, inputs.shape[1])))
    return np.broadcast_to(found, (len(compiled.saved_names), inputs.shape[1]))


def _stocks(base: _Base, prepared: Prepared, clock: Clock, place: int) -> Iterator[Finding]:
    """Yield every stock that is drawn down while it is empty, at one saved time."""
    model = base.model
    compiled = compile_model(model, ())
    if compiled.n_held or not compiled.stock_names:
        return
    owners = {name: number for number, each in enumerate(model.variables) for name in each.element_names}
    columns = {
        name: base.of(owners[name])[:, int(model.variables[owners[name]].defined[:row].sum())]
        for number in dict.fromkeys(owners[name] for name in compiled.stock_names)
        for row, name in enumerate(model.variables[number].element_names)
        if model.variables[number].defined[row]
    }
    course = np.stack([columns[name] for name in compiled.stock_names])
    rows: dict[int, list[int]] = {}
    for row, name in enumerate(compiled.stock_names):
        if not model.variables[owners[name]].hidden and course[row].min() >= 0 and course[row].max() > 0:
            rows.setdefault(owners[name], []).append(row)
    # of a large array, elements spread evenly
    tried = [row for own in rows.values() for row in own[:: 1 + (len(own) - 1) // _MOST_ELEMENTS]]
    inputs = prepared.inputs if len(prepared.inputs) == len(compiled.defaults) else compiled.defaults[:, None]
    for first in range(0, len(tried), _AT_ONCE):
        chosen = tried[first : first + _AT_ONCE]
        stocks = np.repeat(course[:, place][:, None], len(chosen), axis=1)
        stocks[chosen, range(len(chosen))] = 0.0
        bound = compiled.bind(np.repeat(inputs, len(chosen), axis=1), clock.time_step, True)
        with np.errstate(all="ignore"):
            flows = bound.net_flow(float(base.time[place]), stocks)
        yield from _drawn_down(
            base,
            place,
            [(compiled.stock_names[row], flows[row, member], course[row].max()) for member, row in enumerate(chosen)],
        )


def _drawn_down(base: _Base, place: int, found: Sequence[tuple[str, float, float]]) -> Iterator[Finding]:
    """Yield the stocks that lose while they are empty. found: name, net flow, largest content in the base run."""
    for name, flow, size in found:
        if not flow >= -_ROUNDING * size:
            model = base.model
            variable = model.variables[model.elements[key_of(name)][0]]
            told = said("direct.drawn_down", flow=float(flow), time=float(base.time[place]))
            yield Finding(name, f"{model.path}:{variable.line}", told)
