"""The LLVM printer: an expression -> instructions that evaluate one row of it, for a vector of members."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from simulator.kernel.levels import printed_size
from simulator.kernel.native.allocation import allocate_in_place, slots_of
from simulator.kernel.native.curves import kind_of, read_curve, read_curves, read_schedule
from simulator.kernel.native.draws import draw
from simulator.kernel.native.hoist import Sharing
from simulator.kernel.native.operations import COMPARISONS, OPERATIONS, Moment
from simulator.kernel.native.reduce import reduce_at_once, reduce_in_place
from simulator.kernel.native.scratch import Scratch
from simulator.kernel.native.writer import Writer
from simulator.model.expression import (
    Constant,
    Constants,
    Expression,
    Interpolation,
    Operation,
    Reduction,
    Reference,
    Schedule,
    Time,
    TimeStep,
    Whole,
)

__all__ = ["Place", "Printer", "Row"]

# Writes what evaluates one row, told by its number: a whole number, or the operand that holds it.
Row = Callable[[str | int], str]
# A reduction of at most so many rows is written out where it is used; a longer one loops.
WRITTEN_OUT = 8


@dataclass(frozen=True)
class Place:
    """Where an equation's values lie. shared: one number for all members, else a vector of members. rows: how many."""

    pointer: str
    slot: int
    shared: bool
    rows: int


@dataclass
class Printer:
    """Writes equations of one function.

    places:  equation -> where its values lie in memory. values: equation -> the operand of one computed here.
    scratch: working memory. taken: first slots and numbers of slots that only the equation under way needs.
    """

    writer: Writer
    sharing: Sharing
    moment: Moment
    initial: bool
    places: dict[int, Place]
    values: dict[int, str] = field(default_factory=dict)
    scratch: Scratch = field(default_factory=Scratch)
    taken: list[tuple[int, int]] = field(default_factory=list)

    def reserve(self, slots: int) -> int:
        """Take slots of working memory for the equation under way; return the first."""
        first = self.scratch.take(slots)
        self.taken.append((first, slots))
        return first

    def release(self) -> None:
        """Give back what the equation under way has taken."""
        for first, slots in self.taken:
            self.scratch.give(first, slots)
        self.taken = []

    def size(self, node: Expression) -> int:
        """Return the rows of a node's value, 1 where all share it."""
        return printed_size(node, self.sharing.plan.owners, self.sharing.plan.shared)

    def value(self, node: Expression) -> str:
        """Write what evaluates a node of one row."""
        return self.row(node)(0)

    def row(self, node: Expression) -> Row:
        """Write what all rows of a node need; return what writes one row. What all rows share is written once."""
        if self.size(node) == 1 and not isinstance(node, Constant | Constants | Time | TimeStep):
            value = self._row(node)(0)
            return lambda place: value
        return self._row(node)

    def _row(self, node: Expression) -> Row:
        if isinstance(node, Constant):
            return lambda place: self.writer.number(node.value)
        if isinstance(node, Constants):
            table = self.writer.table(node.values)
            return lambda place: self.writer.spread(self.writer.entry(table, place))
        if isinstance(node, Time):
            return lambda place: self.moment.time
        if isinstance(node, TimeStep):
            return lambda place: self.moment.time_step
        if isinstance(node, Reference):
            return self.reference(node)
        if isinstance(node, Operation):
            return self.operation(node)
        if isinstance(node, Reduction):
            return self.reduction(node)
        if isinstance(node, Interpolation):
            return self.interpolation(node)
        if isinstance(node, Whole):
            return self.whole(node)
        return self.schedule(node)

    def operation(self, node: Operation) -> Row:
        """Write an operator or function."""
        if node.function == "active initial":
            return self.row(node.arguments[1 if self.initial else 0])
        if node.function in COMPARISONS or node.function in ("and", "or", "not"):
            truth = self.truth(node)
            one, zero = self.writer.number(1.0), self.writer.number(0.0)
            return lambda place: self.writer.select(truth(place), one, zero)
        if node.function == "if then else":
            truth = self.truth(node.arguments[0])
            chosen, otherwise = (self.row(argument) for argument in node.arguments[1:])
            return lambda place: self.writer.select(truth(place), chosen(place), otherwise(place))
        if node.function == "draw":
            return self.draw(node)
        operands = [self.row(argument) for argument in node.arguments]
        write = OPERATIONS[node.function]
        return lambda place: write(self.writer, self.moment, tuple(each(place) for each in operands))

    def draw(self, node: Operation) -> Row:
        """Write a random number; its call and its rows are numbers."""
        site, rows, seed = node.arguments
        assert isinstance(site, Constant) and isinstance(rows, Constant | Constants)
        numbers = self.writer.table([rows.value] if isinstance(rows, Constant) else rows.values, "i64")
        own = self.row(seed)
        single = isinstance(rows, Constant)

        def row(place: str | int) -> str:
            number = self.writer.entry(numbers, 0 if single else place, "i64")
            return draw(self.writer, self.moment, (int(site.value), number), own(place))

        return row

    def truth(self, node: Expression) -> Row:
        """Write a node as a condition."""
        if isinstance(node, Operation) and node.function in COMPARISONS:
            left, right = (self.row(argument) for argument in node.arguments)
            return lambda place: self.writer.compare(COMPARISONS[node.function], left(place), right(place))
        if isinstance(node, Operation) and node.function == "not":
            inner = self.truth(node.arguments[0])
            yes = self.writer.all("i1 true")
            return lambda place: self.writer.logic("xor", inner(place), yes)
        if isinstance(node, Operation) and node.function in ("and", "or"):
            first, second = (self.truth(argument) for argument in node.arguments)
            return lambda place: self.writer.logic(node.function, first(place), second(place))
        value, zero = self.row(node), self.writer.number(0.0)
        return lambda place: self.writer.compare("une", value(place), zero)

    def reference(self, node: Reference) -> Row:
        """Write elements of a variable: computed here, from one stretch of memory, or gathered from several."""
        owners = self.sharing.plan.owners.owners[node.variable][node.index]
        different = np.unique(owners).tolist()
        if len(different) == 1 and different[0] in self.values:
            value = self.values[different[0]]
            return lambda place: value
        places = {(self.places[each].pointer, self.places[each].shared) for each in different if each in self.places}
        if len(places) == 1 and all(each in self.places for each in different):
            pointer, shared = places.pop()
            return self._from_memory(pointer, self._slots(node, owners), shared)
        return self._joined(node, owners)

    def _slots(self, node: Reference, owners: np.ndarray) -> np.ndarray:
        """Return the (row,) slots at which the elements of a reference lie."""
        slots = np.empty(len(owners), dtype=np.int64)
        for owner in np.unique(owners).tolist():
            own = self.sharing.model.equations[owner].rows
            chosen = owners == owner
            order = np.argsort(own)
            found = order[np.searchsorted(own, node.index[chosen], sorter=order)]
            slots[chosen] = self.places[owner].slot + (found if self.places[owner].rows > 1 else 0)
        return slots

    def _from_memory(self, pointer: str, slots: np.ndarray, shared: bool) -> Row:
        first = int(slots[0])
        steps = np.diff(slots)
        if not steps.size or (steps == steps[0]).all():
            stride = int(steps[0]) if steps.size else 0
            return lambda place: self.writer.load(pointer, self.writer.offset(place, stride, first), shared)
        table = self.writer.table(slots, "i64")
        return lambda place: self.writer.load(pointer, self.writer.entry(table, place, "i64"), shared)

    def _joined(self, node: Reference, owners: np.ndarray) -> Row:
        """Copy rows that lie apart into working memory, stretch by stretch."""
        first = self.reserve(len(owners))
        breaks = np.flatnonzero(np.diff(owners)) + 1
        for rows in np.split(np.arange(len(owners)), breaks):
            self.fill(first + int(rows[0]), len(rows), self.reference(Reference(node.variable, node.index[rows])))
        return self.kept(first)

    def fill(self, first: int, count: int, row: Row) -> None:
        """Write rows into working memory."""
        if count == 1:
            self.writer.store(row(0), "%work", first)
            return
        with self.writer.loop(count) as place:
            self.writer.store(row(place), "%work", self.writer.offset(place, 1, first))

    def kept(self, first: int) -> Row:
        """Read rows back from working memory."""
        return lambda place: self.writer.load("%work", self.writer.offset(place, 1, first))

    def reduction(self, node: Reduction) -> Row:
        """Write a reduction over the inner rows of each group."""
        argument = self.row(node.argument)
        if node.inner <= WRITTEN_OUT:
            return lambda place: reduce_at_once(self.writer, node, argument, place)
        first = self.reserve(node.size * (node.inner // 2))
        reduce_in_place(self.writer, node, argument, first)
        stride = node.inner // 2
        return lambda place: self.writer.load("%work", self.writer.offset(place, stride, first))

    def whole(self, node: Whole) -> Row:
        """Write an allocation in working memory, where its rows are read."""
        rows = [self.row(argument) for argument in node.arguments]
        first = self.reserve(slots_of(node))
        allocate_in_place(self.writer, node, rows, first)
        return self._from_memory("%work", first + node.rows, False)

    def interpolation(self, node: Interpolation) -> Row:
        """Write a lookup: one curve for all rows, or one for each."""
        argument = self.row(node.argument)
        curves = [self.sharing.model.curves[number] for number in node.curves.tolist()]
        if len(curves) == 1:
            return lambda place: read_curve(self.writer, curves[0], argument(place))
        if len({kind_of(curve) for curve in curves}) == 1:
            return read_curves(self.writer, curves, argument)
        first = self.reserve(len(curves))
        for place, curve in enumerate(curves):
            self.writer.store(read_curve(self.writer, curve, argument(place)), "%work", first + place)
        return self.kept(first)

    def schedule(self, node: Schedule) -> Row:
        """Write a schedule: its knot values are inputs."""
        size = self.sharing.model.variables[node.values].size
        values = self.row(Reference(node.values, np.arange(size)))
        return lambda place: read_schedule(self.writer, node, values, self.moment.time)
