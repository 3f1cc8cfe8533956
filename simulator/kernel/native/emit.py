"""Write a model's native program as LLVM text: for what members share, and for vectors of members.

Each of the two parts has four functions over memory: `settle` evaluates constants, `start` the first stocks, `flow` the
net flows, `observe` what is saved. What members share is evaluated by the part of width 1, which leaves in `%row` what
the other part reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

from simulator.kernel.levels import CONSTANT
from simulator.kernel.native.call import Course, Sizes
from simulator.kernel.native.elementary import elementary_functions
from simulator.kernel.native.hoist import Sharing, share
from simulator.kernel.native.layout import DELAYS, FLOW, HOLD, OBSERVE, START, WATCH, Layout, lay_out, slots
from simulator.kernel.native.march import march_text
from simulator.kernel.native.operations import C_FUNCTIONS, Moment
from simulator.kernel.native.printer import Place, Printer, Row
from simulator.kernel.native.writer import Writer
from simulator.model.expression import Constant, Expression, Reference
from simulator.model.model import Model

__all__ = ["Emitted", "emit_native"]

POINTERS = "ptr noalias %u, ptr noalias %row, ptr noalias %m, ptr noalias %s, ptr noalias %out, ptr noalias %work"
SIGNATURE = f"{POINTERS}, double %t, double %dt, double %lead"
# What draws need: for which whole step, the number of the vector's first member, the seed of the run.
COUNTING = "i64 %whole, i64 %first, i64 %seed"


@dataclass(frozen=True)
class Emitted:
    """A native program as text.

    width:       members in a vector.
    constants:   numbers in the memory of shared constants, the inputs first.
    shared, own: sizes of the part for what members share, and of that for members; there is none where they share all.
    varied:      (own input,), places among the model's inputs of those that each member has its own values of.
    """

    text: str
    width: int
    constants: int
    shared: Sizes
    own: Sizes | None
    varied: tuple[int, ...]


def emit_native(
    model: Model, saved: Sequence[tuple[int, int]], varied: Iterable[int] | None, width: int, course: Course
) -> Emitted:
    """Write the program of a model.

    saved:   (variable, element) of each saved row, in order.
    varied:  numbers of the constant equations of which each member has its own values; None leaves everything to each
             member, as if all were varied and nothing could be shared.
    width:   members in a vector.
    """
    sharing = share(model, varied)
    plan = sharing.plan
    owners = {int(plan.owners.owners[variable][element]) for variable, element in saved}
    layout = lay_out(sharing, owners, course.sided)
    alone = not any(sharing.varied)
    tables: dict[tuple[str, bytes], tuple[str, str]] = {}
    part = _Part(layout, saved, tables, 1, False, alone)
    functions = part.functions()
    n_inputs, own_inputs = _inputs(sharing)
    n_rows = slots(layout.rows)
    # a value without a delay is one step under way, as is one whose delay is short
    held = plan.n_held, plan.n_held if any(model.equations[each].delay for each in plan.held) else 0
    n_saved = len(saved) if alone else 0
    shared = Sizes(0, slots(layout.all_stocks), part.work, n_saved, 0, n_rows, *(held if alone else (0, 0)))
    marches, own, widths = [march_text(1, shared, course)], None, {1}
    if not alone:
        members = _Part(layout, saved, tables, width, True, True)
        functions += members.functions()
        sizes = slots(layout.own), slots(layout.own_stocks), members.work, len(saved), len(own_inputs), n_rows
        own = Sizes(*sizes, *held)
        marches.append(march_text(width, own, course))
        widths.add(width)
    parts = [*(text for _, text in tables.values()), *_declared(), *_elementary(widths), *functions, *marches]
    return Emitted("\n".join(parts), width, max(slots(layout.constants), n_inputs), shared, own, own_inputs)


def _inputs(sharing: Sharing) -> tuple[int, tuple[int, ...]]:
    """Count the inputs; list the places of those that members have of their own."""
    place = 0
    own: list[int] = []
    for number, equation in enumerate(sharing.model.equations):
        if equation.kind == "constant":
            if sharing.varied[number]:
                own += range(place, place + len(equation.rows))
            place += len(equation.rows)
    return place, tuple(own)


def _declared() -> list[str]:
    return [f"declare double @{name}(double)" for name in sorted(set(C_FUNCTIONS.values()))]


def _elementary(widths: Iterable[int]) -> list[str]:
    return [elementary_functions(width) for width in sorted(widths)]


@dataclass
class _Part:
    """The functions for what members share, or for vectors of members.

    saves: whether its observe writes what is saved. work: slots of working memory that its functions need.
    """

    layout: Layout
    saved: Sequence[tuple[int, int]]
    tables: dict[tuple[str, bytes], tuple[str, str]]
    width: int
    for_members: bool
    saves: bool
    work: int = 0

    def functions(self) -> list[str]:
        """Write all functions."""
        more = ((HOLD, DELAYS) if self.layout.plan.held else ()) + ((WATCH,) if WATCH in self.layout.wanted else ())
        return [self.settle(), *(self.function(each) for each in (START, FLOW, OBSERVE, *more))]

    def printer(self, function: str, places: dict[int, Place]) -> Printer:
        """Begin a function."""
        writer = Writer(self.width, self.tables)
        count = ("%whole", "%first", "%seed") if function in (START, HOLD) else ()
        moment = Moment(*(writer.spread(each) for each in ("%t", "%dt", "%lead")), *count)
        return Printer(writer, self.layout.sharing, moment, function == START, places)

    def ended(self, function: str, printer: Printer) -> str:
        """End a function."""
        self.work = max(self.work, printer.scratch.most)
        linkage = "internal " if self.for_members else ""
        signature = f"{SIGNATURE}, {COUNTING}" if function in (START, HOLD) else SIGNATURE
        head = f"define {linkage}void @{function}.v{self.width}({signature}) noinline nounwind {{"
        return "\n".join([head, "entry:", *printer.writer.lines, "  ret void", "}"])

    def settle(self) -> str:
        """Write what evaluates constants: into %u those that members share, into %m those of a member.

        A member's own inputs are read from %s, one after the other.
        """
        layout, sharing = self.layout, self.layout.sharing
        own = layout.own if self.for_members else layout.constants
        needed = set().union(*layout.wanted.values())
        printer = self.printer("settle", {**layout.constants, **layout.own})
        place = 0
        for number, equation in enumerate(sharing.model.equations):
            if equation.kind == "constant" and sharing.varied[number]:
                if self.for_members:
                    first, slot = place, own[number].slot
                    self._copied(printer, ("%s", first), ("%m", slot), len(equation.rows))
                place += len(equation.rows)
        for number in layout.plan.running:
            is_constant = layout.plan.levels[number] == CONSTANT and sharing.model.equations[number].kind != "constant"
            if is_constant and sharing.varied[number] == self.for_members and number in needed:
                self.evaluate(printer, number, own[number])
        return self.ended("settle", printer)

    def _copied(self, printer: Printer, source: tuple[str, int], target: tuple[str, int], count: int) -> None:
        writer = printer.writer
        with writer.loop(count) as place:
            value = writer.load(source[0], writer.offset(place, 1, source[1]))
            writer.store(value, target[0], writer.offset(place, 1, target[1]))

    def function(self, function: str) -> str:
        """Write start, flow or observe."""
        layout = self.layout
        places = layout.places(function, self.for_members)
        printer = self.printer(function, places)
        exported = {} if self.for_members else {each: layout.rows[each] for each in layout.exported[function]}
        ordered, results = layout.ordered(function, self.for_members), self._results(function)
        last = self._last_readers(function, ordered, [part for _, part in results if part is not None])
        if function != START:
            self._export_stocks(printer, exported)
        for number in ordered:
            self.evaluate(printer, number, exported.get(number))
            self._give_back(printer, last.get(number, ()))
        if function == START:
            self._export_stocks(printer, exported)
        first = 0
        for rows, result in results:
            if result is not None:
                self._written(printer, printer.row(result), first, rows)
                printer.release()
            first += rows
        return self.ended(function, printer)

    def _results(self, function: str) -> list[tuple[int, Expression | None]]:
        """List what a function writes into %out, one after the other: how many rows, and what they are; None skips."""
        if function == WATCH:
            return [*self._results(FLOW), (self.layout.plan.n_held, None), *self._results(OBSERVE)]
        if function == OBSERVE and self.saves:
            runs = groupby(self.saved, key=itemgetter(0))
            wholes = [Reference(variable, np.array([element for _, element in run])) for variable, run in runs]
            return [(whole.size, whole) for whole in wholes]
        if function not in (FLOW, HOLD, DELAYS):
            return []
        kind = "stock" if function == FLOW else "held"
        places = self.layout.own_stocks if self.for_members else self.layout.all_stocks
        equations = [self.layout.sharing.model.equations[each] for each in places]
        chosen = [each for each in equations if each.kind == kind]
        parts = [(each.delay or Constant(0.0)) if function == DELAYS else each.expression for each in chosen]
        return [(len(each.rows), part) for each, part in zip(chosen, parts, strict=True)]

    def _last_readers(
        self, function: str, ordered: Sequence[int], results: Sequence[Expression]
    ) -> dict[int, list[int]]:
        """Find after which equation which others are read no more; what results read is kept."""
        plan, equations = self.layout.plan, self.layout.sharing.model.equations
        kept = set(plan.owners.read_by(results, function == START))
        last: dict[int, int] = {}
        for number in ordered:
            for read in plan.owners.read_by(equations[number].parts(function == START), function == START):
                last[read] = number
        found: dict[int, list[int]] = {}
        for read, number in last.items():
            if read not in kept:
                found.setdefault(number, []).append(read)
        return found

    def _give_back(self, printer: Printer, numbers: Iterable[int]) -> None:
        """Give back the working memory of equations that are read no more."""
        for number in numbers:
            place = printer.places.get(number)
            if place is not None and place.pointer == "%work":
                printer.scratch.give(place.slot, place.rows)

    def _export_stocks(self, printer: Printer, exported: dict[int, Place]) -> None:
        for number, place in exported.items():
            if number in self.layout.all_stocks:
                at = self.layout.all_stocks[number]
                self._copied(printer, ("%s", at.slot), ("%row", place.slot), at.rows)

    def evaluate(self, printer: Printer, number: int, place: Place | None) -> None:
        """Write one equation. place: where its values go; None where only this function reads them."""
        equation = self.layout.sharing.model.equations[number]
        writer, expression = printer.writer, equation.expression
        rows = 1 if self.layout.plan.shared[number] else len(equation.rows)
        if equation.is_state:
            assert equation.initial is not None
            expression = equation.initial
            place = printer.places[number]
        writer.do(f"; {self.layout.sharing.model.variables[equation.variable].name!a}")
        if rows == 1:
            value = printer.value(expression)
            printer.release()
            printer.values[number] = value
            if place is not None:
                writer.store(value, place.pointer, place.slot)
            return
        if place is None:
            place = Place("%work", printer.scratch.take(rows), False, rows)
        row = printer.row(expression)
        with writer.loop(rows) as turn:
            writer.store(row(turn), place.pointer, writer.offset(turn, 1, place.slot))
        printer.release()
        printer.places[number] = place

    def _written(self, printer: Printer, row: Row, first: int, count: int) -> None:
        writer = printer.writer
        if count == 1:
            writer.store(row(0), "%out", first)
            return
        with writer.loop(count) as turn:
            writer.store(row(turn), "%out", writer.offset(turn, 1, first))
