"""Direct extreme conditions: every equation by itself with each of its inputs at an extreme; stocks that are empty.

An equation must give a finite number where one input is 0, many times its largest magnitude in the base run, or at an
end of its range. A stock that is empty must not be drawn down further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulator.check.quantity import quantity_of
from simulator.check.said import Finding, Result, said
from simulator.ensemble import Prepared
from simulator.kernel import Clock, Solver, compile_model, integrate
from simulator.kernel.instant import Instant, instant_of, saved_whole
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
    """The base run. time: (time,). values: (time, slot), see Instant.

    readers: variable -> the rows of the instant's result whose equations read it.
    """

    instant: Instant
    time: np.ndarray
    values: np.ndarray
    readers: Mapping[int, np.ndarray]

    @property
    def model(self) -> Model:
        """The model that ran."""
        return self.instant.model

    def of(self, number: int) -> np.ndarray:
        """Return (time, element) of a variable, of the elements that it has."""
        variable = self.model.variables[number]
        return self.values[:, self.instant.slots(number)][:, variable.defined]


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
    chosen = np.unique(np.linspace(0, len(base.time) - 1, 3).astype(int))
    findings: dict[tuple[str, str], Finding] = {}
    extremes = list(_extremes(base))
    for place in chosen.tolist():
        for finding in _equations(base, place, extremes):
            findings.setdefault((finding.subject, str(finding.told.values.get("input"))), finding)
    for finding in _stocks(base, how[1], chosen.tolist()):
        findings.setdefault((finding.subject, "empty"), finding)
    kept = tuple(each for each in findings.values() if each.subject.partition("[")[0] not in left_out)
    owners = {int(each) for each in base.instant.owners[base.instant.rows]}
    shown = [each for each in owners if not _is_inner(model.variables[each])]
    counts = {"equations": len(shown), "extremes": len(extremes), "left": len(left_out)}
    return Result("direct", "direct", "passed", said("direct.done", **counts), kept, counts=counts).judged()


def _base(model: Model, prepared: Prepared, how: tuple[Solver, Clock]) -> _Base:
    """Run the base run, with its paths and what it imposes, with all of the model saved, hidden variables too."""
    instant = instant_of(model)
    compiled = compile_model(prepared.compiled.model, saved_whole(model))
    solver, clock = how
    ran = integrate(compiled, Solver(solver.name, sided=solver.sided), clock, prepared.inputs, prepared.lot)
    readers: dict[int, list[int]] = {}
    for row, read in enumerate(instant.read):
        for number in dict.fromkeys(instant.owners[list(read)].tolist()):
            readers.setdefault(number, []).append(row)
    found = {number: np.array(rows) for number, rows in readers.items()}
    return _Base(instant, ran.time, instant.by_slot(ran), found)


def _extremes(base: _Base) -> Iterator[_Extreme]:
    """Yield what is tried: the ends of the range of what has one; else, of what moves, 0 and a huge value."""
    fixed = _fixed(base.model)
    for number in base.readers:
        variable = base.model.variables[number]
        if variable.kind == "lookup" or _is_inner(variable):
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


def _equations(base: _Base, place: int, extremes: Sequence[_Extreme]) -> Iterator[Finding]:
    """Yield every equation that gives no finite number with an input at an extreme, at one saved time."""
    time, model, instant = float(base.time[place]), base.model, base.instant
    usual = base.values[place][:, None]
    before = instant.evaluate(time, usual, 0)[:, 0]
    for first in range(0, len(extremes), _AT_ONCE):
        chosen = extremes[first : first + _AT_ONCE]
        given = np.repeat(usual, len(chosen), axis=1)
        for member, extreme in enumerate(chosen):
            given[instant.slots(extreme.number), member] = extreme.value
        found = instant.evaluate(time, given, 0)
        for member, extreme in enumerate(chosen):
            rows = base.readers[extreme.number]
            slots = instant.rows[rows[~np.isfinite(found[rows, member]) & np.isfinite(before[rows])]]
            told = said("direct.not_finite", input=model.variables[extreme.number].name, value=extreme.label, time=time)
            for reader in dict.fromkeys(instant.owners[slots].tolist()):
                variable = model.variables[reader]
                if not _is_inner(variable):
                    name = instant.element(int(slots[instant.owners[slots] == reader][0]))
                    yield Finding(name, f"{model.path}:{variable.line}", told)


def _stocks(base: _Base, clock: Clock, places: Sequence[int]) -> Iterator[Finding]:
    """Yield every stock that is drawn down while it is empty, at some saved times and with the constants of then."""
    model, instant = base.model, base.instant
    compiled = compile_model(model, ())
    if compiled.n_held or not compiled.stock_names:
        return
    slots = {instant.element(int(slot)): int(slot) for slot in instant.rows}
    course = base.values[:, [slots[name] for name in compiled.stock_names]].T
    rows: dict[int, list[int]] = {}
    for row, name in enumerate(compiled.stock_names):
        owner = int(instant.owners[slots[name]])
        if not model.variables[owner].hidden and course[row].min() >= 0 and course[row].max() > 0:
            rows.setdefault(owner, []).append(row)
    # of a large array, elements spread evenly
    tried = [row for own in rows.values() for row in own[:: 1 + (len(own) - 1) // _MOST_ELEMENTS]]
    given = [instant.starts[each.variable] + each.rows for each in model.equations if each.kind == "constant"]
    inputs = base.values[:, np.concatenate(given)] if given else np.empty((len(base.time), 0))
    for first in range(0, len(tried), _AT_ONCE):
        chosen = tried[first : first + _AT_ONCE]
        for place in places:
            bound = compiled.bind(np.repeat(inputs[place][:, None], len(chosen), axis=1), clock.time_step, True)
            stocks = np.repeat(course[:, place][:, None], len(chosen), axis=1)
            stocks[chosen, range(len(chosen))] = 0.0
            with np.errstate(all="ignore"):
                flows = bound.net_flow(float(base.time[place]), stocks)
            found = [(compiled.stock_names[row], flows[row, at], course[row].max()) for at, row in enumerate(chosen)]
            yield from _drawn_down(base, place, found)


def _drawn_down(base: _Base, place: int, found: Sequence[tuple[str, float, float]]) -> Iterator[Finding]:
    """Yield the stocks that lose while they are empty. found: name, net flow, largest content in the base run."""
    for name, flow, size in found:
        if not flow >= -_ROUNDING * size:
            model = base.model
            variable = model.variables[model.elements[key_of(name)][0]]
            told = said("direct.drawn_down", flow=float(flow), time=float(base.time[place]))
            yield Finding(name, f"{model.path}:{variable.line}", told)
