"""What a run says of a model's links: the partial derivative of every equation by all it reads, at times of the run.

Derivatives are central differences through the engine. Slots that no equation reads together are moved at once, so that
the number of evaluations follows from the longest equation, not from the size of the model.

Source: Curtis, Powell, Reid (1974), On the estimation of sparse Jacobian matrices, J. Inst. Maths Applics 13.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from simulator.kernel import Solver, Trajectories, clock_of, compile_model, integrate
from simulator.kernel.change import Changes, change_model, inputs_with, integral_of
from simulator.kernel.instant import Instant, instant_of, saved_whole
from simulator.model.model import Model

__all__ = ["Course", "course_of"]

# How far a slot is moved, relative to its size, and what its size is at least, relative to the largest of its variable
# in the run. Source: ours; the cube root of the rounding unit balances cutting off and rounding.
MOVE = 6e-6
LEAST = 1e-3
# What is left of parts that cancel, relative to them, is the rounding of differences.
ROUNDING = 1e-8
# Times at which links are looked at, unless asked otherwise.
MOST_TIMES = 50


_NONE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Course:
    """A run looked at between some of its steps. A slot is one element of one variable, see Instant.

    times:   (time,), the middle of the step looked at, rising.
    values:  (time, slot), there. moved: (time, slot), by how much each changes within the step.
    changed: (time, probe), by how much the result of each equation changes within the step.
    run:     the whole run at every step, with integrals that are asked for; run_values: (step, slot), the same by slot.
    rows, columns: (entry,), the slots of what reads and of what is read. slopes: (time, entry), the derivative.
    """

    instant: Instant
    times: np.ndarray
    values: np.ndarray
    moved: np.ndarray
    changed: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    slopes: np.ndarray
    run: Trajectories
    run_values: np.ndarray

    @property
    def run_times(self) -> np.ndarray:
        """(step,), the times of the whole run."""
        return self.run.time

    @property
    def model(self) -> Model:
        """The model that ran."""
        return self.instant.model

    @cached_property
    def _blocks(self) -> dict[tuple[int, int], np.ndarray]:
        """(variable that is read, variable that reads) -> its entries."""
        keys = self.instant.owners[self.columns] * len(self.model.variables) + self.instant.owners[self.rows]
        order = np.argsort(keys, kind="stable")
        found, first = np.unique(keys[order], return_index=True)
        pairs = [divmod(int(key), len(self.model.variables)) for key in found]
        return dict(zip(pairs, np.split(order, first[1:]), strict=False))  # none where nothing reads anything

    @property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Every link: variable that is read, variable that reads."""
        return tuple(self._blocks)

    def elements_read(self, source: int, reader: int) -> tuple[int, ...]:
        """Return the elements of one variable that another reads directly, rising."""
        entries = self._blocks.get((source, reader), _NONE)
        return tuple(int(each) for each in np.unique(self.columns[entries] - self.instant.starts[source]))

    def passed_on(self, source: int, reader: int, change: np.ndarray) -> np.ndarray:
        """Return what a change of one variable directly does to another; to a stock's net flow.

        change:  (time, element) of the source.
        Returns: (time, element) of the reader; 0 where the parts of an element cancel.
        """
        entries = self._blocks.get((source, reader), _NONE)
        size = self.model.variables[reader].size
        if len(entries) == size == 1:  # nothing that could cancel
            column = self.columns[entries] - self.instant.starts[source]
            with np.errstate(all="ignore"):
                alone: np.ndarray = self.slopes[:, entries] * change[:, column]
            return alone
        rows = self.rows[entries] - self.instant.starts[reader]
        columns = self.columns[entries] - self.instant.starts[source]
        with np.errstate(all="ignore"):
            parts = self.slopes[:, entries] * change[:, columns]
        places = (np.arange(len(self.times))[:, None] * size + rows).ravel()
        total, gross = (np.bincount(places, each.ravel(), len(self.times) * size) for each in (parts, np.abs(parts)))
        return np.where(np.abs(total) <= ROUNDING * gross, 0.0, total).reshape(len(self.times), size)

    def of(self, table: np.ndarray, variable: int) -> np.ndarray:
        """Return the columns of a (time, slot) table that belong to a variable."""
        return table[:, self.instant.slots(variable)]

    @cached_property
    def results(self) -> np.ndarray:
        """(time, slot), the change of each slot's equation within the step; 0 for an input."""
        found = np.zeros_like(self.moved)
        found[:, self.instant.rows] = self.changed
        return found


def course_of(
    model: Model,
    most_times: int = MOST_TIMES,
    given: Mapping[str, float] | None = None,
    integrals: Sequence[str] = (),
) -> Course:
    """Run a model as it stands, by rk4 at its own time step, and look at its links at times spread over the run.

    most_times: how many. What a step holds exactly at its ends, such as a new year, is seen from inside the step.
    given:      element name of a constant -> what it is in this run.
    integrals:  variables whose integral since the start the run keeps as well.
    """
    instant = instant_of(model)
    run = _run(model, given or {}, integrals)
    times, values = run.time, instant.by_slot(run)
    steps = len(times) - 1
    chosen = np.unique(((np.arange(min(most_times, steps)) + 0.5) * steps / min(most_times, steps)).astype(int))
    scale = np.empty(instant.n_slots)
    for number in range(len(model.variables)):
        own = np.abs(values[:, instant.slots(number)])
        largest = float(own.max(where=np.isfinite(own), initial=0.0)) if own.size else 0.0
        scale[instant.slots(number)] = LEAST * (largest or 1.0)
    moves = _moves_of(instant)
    looked, changed, slopes = [], [], []
    for step in chosen:
        before, after = values[step], values[step + 1]
        ends = [(times[step], before, 1), (times[step + 1], after, -1)]
        first, last = (instant.evaluate(time, given[:, None], side)[:, 0] for time, given, side in ends)
        with np.errstate(all="ignore"):
            changed.append(last - first)
            middle = (before + after) / 2
        looked.append(middle)
        size = MOVE * np.maximum(np.abs(middle), scale)
        slopes.append(_slopes(instant, moves, (times[step] + times[step + 1]) / 2, middle, size))
    with np.errstate(all="ignore"):  # a value that is no number stays one
        moved = np.array([values[step + 1] - values[step] for step in chosen])
    middles = (times[chosen] + times[chosen + 1]) / 2
    links = instant.rows[moves.probes], moves.columns
    return Course(instant, middles, np.array(looked), moved, np.array(changed), *links, np.array(slopes), run, values)


def _run(model: Model, given: Mapping[str, float], integrals: Sequence[str]) -> Trajectories:
    """Run a model and save every variable, all but lookups, and some integrals, at every step."""
    clock = clock_of(model.settings, save_step=model.settings.time_step)
    changed = change_model(model, Changes(integrals=tuple(dict.fromkeys(integrals))))
    compiled = compile_model(changed, [*saved_whole(model), *map(integral_of, dict.fromkeys(integrals))])
    return integrate(compiled, Solver("rk4"), clock, inputs_with(compiled, list(given.items())))


@dataclass(frozen=True, eq=False)
class _Moves:
    """Which slots are moved together. probes, columns: (entry,), of every derivative.

    colours: (slot,), slots of one colour are moved at once; -1 for what nothing reads.
    """

    probes: np.ndarray
    columns: np.ndarray
    colours: np.ndarray


def _moves_of(instant: Instant) -> _Moves:
    """Give every slot a colour such that no row reads two slots of one."""
    entries = [(place, slot) for place, read in enumerate(instant.read) for slot in read]
    probes, columns = np.array(entries, dtype=np.int64).reshape(-1, 2).T
    readers: list[list[int]] = [[] for _ in range(instant.n_slots)]
    for place, slot in entries:
        readers[slot].append(place)
    taken: list[set[int]] = [set() for _ in instant.read]
    colours = np.full(instant.n_slots, -1, dtype=np.int64)
    longest = [max((len(instant.read[place]) for place in places), default=0) for places in readers]
    for slot in sorted(range(instant.n_slots), key=lambda each: (-longest[each], each)):
        if not readers[slot]:
            continue
        forbidden = set().union(*(taken[place] for place in readers[slot]))
        colour = next(each for each in range(len(forbidden) + 1) if each not in forbidden)
        colours[slot] = colour
        for place in readers[slot]:
            taken[place].add(colour)
    return _Moves(probes, columns, colours)


def _slopes(instant: Instant, moves: _Moves, time: float, middle: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return the (entry,) derivatives at one time. size: (slot,), how far each is moved."""
    colours, columns = moves.colours, moves.columns
    n_colours = int(colours.max(initial=-1)) + 1
    given = np.repeat(middle[:, None], 2 * n_colours, axis=1)
    slots = np.flatnonzero(colours >= 0)
    given[slots, colours[slots]] += size[slots]
    given[slots, n_colours + colours[slots]] -= size[slots]
    found = instant.evaluate(time, given, 1)
    own = colours[columns]
    with np.errstate(all="ignore"):
        quotients: np.ndarray = (found[moves.probes, own] - found[moves.probes, n_colours + own]) / (2 * size[columns])
    return quotients
