"""Allocation by price, the steps of kernel/allocation.py: one group after the other, in working memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from math import inf, nan

from simulator.kernel.allocation import (
    DENSITY_AT_MEAN,
    EXPONENTIAL,
    FIXED,
    HALVINGS,
    NORMAL,
    REACH,
    RECTANGLE,
    TRIANGLE,
)
from simulator.kernel.native.operations import greater, lesser
from simulator.kernel.native.reduce import reduce_at_once, reduce_in_place
from simulator.kernel.native.writer import Writer
from simulator.model.expression import Constant, Reduction, Whole

__all__ = ["allocate_in_place", "slots_of"]

Row = Callable[[str | int], str]
# What is kept of each requester of a group: the parts of the request, the profile, whether anything is wrong with it.
FIRM, FLEXIBLE, KIND, PRIORITY, WIDTH, FAULT = range(6)
KEPT = 6
# A sum of at most so many rows is written out.
WRITTEN_OUT = 4


def slots_of(node: Whole) -> int:
    """Return how many slots of working memory an allocation needs; its results lie in the first groups * inner."""
    return (node.groups + KEPT) * node.inner + max(node.inner // 2, 1) + 2


def allocate_in_place(writer: Writer, node: Whole, rows: Sequence[Row], first: int) -> None:
    """Allocate in every group. rows: write one row of each argument. first: the first slot of working memory."""
    asked_at = first + node.groups * node.inner
    kind = node.arguments[1]
    known = [int(kind.value)] if isinstance(kind, Constant) else list(_FALLEN)
    work = _Group(writer, node.inner, asked_at, tuple(each for each in known if each in _FALLEN))
    with writer.loop(node.groups) if node.groups > 1 else nullcontext(0) as group:
        with writer.loop(node.inner) as place:
            at = writer.plus(writer.offset(group, node.inner), place)
            work.keep(place, [row(at) for row in rows[:-1]])
        available = greater(writer, rows[-1](writer.offset(group, node.inner)), writer.number(0.0))
        given = _given(work, available)
        with writer.loop(node.inner) as place:
            at = writer.plus(writer.plus(writer.offset(group, node.inner), place), first)
            writer.store(given(place), "%work", at)


@dataclass(frozen=True)
class _Group:
    """One group in working memory: KEPT stretches of `inner` slots from `first` on, then room for sums, two prices.

    kinds: the shapes that may occur.
    """

    writer: Writer
    inner: int
    first: int
    kinds: tuple[int, ...]

    @property
    def sums(self) -> int:
        """The first slot in which sums are taken."""
        return self.first + KEPT * self.inner

    @property
    def prices(self) -> int:
        """The slot of the price at which too much is asked for; that of the other follows."""
        return self.sums + max(self.inner // 2, 1)

    def load(self, what: int, place: str | int) -> str:
        """Read what is kept of a requester."""
        at = self.writer.plus(place, self.first + what * self.inner)
        return self.writer.load("%work", at)

    def keep(self, place: str | int, arguments: Sequence[str]) -> None:
        """Keep the parts of one request and its profile."""
        writer, (request, kind, priority, width) = self.writer, arguments
        zero = writer.number(0.0)
        asked = greater(writer, request, zero)
        is_fixed = _equals(writer, kind, FIXED)
        known = is_fixed
        for each in self.kinds:
            shaped = writer.logic("and", _equals(writer, kind, each), writer.compare("ogt", width, zero))
            known = writer.logic("or", known, shaped)
        kept = {
            FIRM: writer.select(is_fixed, asked, zero),
            FLEXIBLE: writer.select(is_fixed, zero, asked),
            KIND: kind,
            PRIORITY: priority,
            WIDTH: width,
            FAULT: writer.select(known, zero, writer.number(nan)),
        }
        for what, value in kept.items():
            writer.store(value, "%work", writer.plus(place, self.first + what * self.inner))

    def total(self, row: Row, function: str = "sum") -> str:
        """Reduce what a row writes over the group, in the order of `total`."""
        tree = Reduction(function, Constant(0.0), self.inner, 1)
        if self.inner <= WRITTEN_OUT:
            return reduce_at_once(self.writer, tree, row, 0)
        reduce_in_place(self.writer, tree, row, self.sums)
        return self.writer.load("%work", self.sums)

    def asked(self, price: str) -> Row:
        """Return what writes how much of a flexible request is asked for at a price."""
        return lambda place: self.writer.arithmetic("fmul", self.load(FLEXIBLE, place), self.part(place, price))

    def part(self, place: str | int, price: str) -> str:
        """Write the part of a request that is asked for at a price."""
        writer, kind = self.writer, self.load(KIND, place)
        gap = writer.arithmetic("fsub", price, self.load(PRIORITY, place))
        dearness = writer.arithmetic("fdiv", gap, self.load(WIDTH, place))
        part = writer.number(nan)
        for each in self.kinds:
            part = writer.select(_equals(writer, kind, each), _FALLEN[each](writer, dearness), part)
        return writer.select(_equals(writer, kind, FIXED), writer.number(0.0), part)

    def end(self, sign: str) -> Row:
        """Return what writes the price at which all of a request is asked for (fsub), or nothing of it (fadd)."""
        writer, beyond = self.writer, inf if sign == "fsub" else -inf

        def row(place: str | int) -> str:
            kind, width, reach = self.load(KIND, place), self.load(WIDTH, place), writer.number(nan)
            for each in self.kinds:
                reached = writer.arithmetic("fmul", writer.number(REACH[each]), width)
                reach = writer.select(_equals(writer, kind, each), reached, reach)
            price = writer.arithmetic(sign, self.load(PRIORITY, place), reach)
            return writer.select(_equals(writer, kind, FIXED), writer.number(beyond), price)

        return row


def _given(work: _Group, available: str) -> Row:
    """Find the price; return what writes how much each requester is given."""
    writer, zero = work.writer, work.writer.number(0.0)
    firm = work.total(lambda place: work.load(FIRM, place))
    both = writer.arithmetic("fadd", firm, work.total(lambda place: work.load(FLEXIBLE, place)))
    fault = work.total(lambda place: work.load(FAULT, place))
    unknown = writer.arithmetic("fadd", writer.arithmetic("fadd", both, available), fault)
    left = greater(writer, writer.arithmetic("fsub", available, firm), zero)
    bought = _at_clearing_price(work, left)
    scale = writer.select(
        writer.compare("ogt", firm, available), writer.arithmetic("fdiv", available, firm), writer.number(1.0)
    )
    enough, some = writer.compare("ole", both, available), writer.compare("ogt", left, zero)

    def row(place: str | int) -> str:
        fixed, flexible = work.load(FIRM, place), work.load(FLEXIBLE, place)
        dear = writer.select(some, bought(place), zero)
        is_fixed = _equals(writer, work.load(KIND, place), FIXED)
        short = writer.select(is_fixed, writer.arithmetic("fmul", fixed, scale), dear)
        value = writer.select(enough, writer.arithmetic("fadd", fixed, flexible), short)
        return writer.select(writer.compare("uno", unknown, unknown), writer.number(nan), value)

    return row


def _at_clearing_price(work: _Group, left: str) -> Row:
    """Halve the interval of prices; return what writes what each is given of a flexible request."""
    writer = work.writer
    for slot, end in enumerate((("vmin", "fsub"), ("vmax", "fadd"))):
        writer.store(work.total(work.end(end[1]), end[0]), "%work", work.prices + slot)
    with writer.loop(HALVINGS):
        low, high = (writer.load("%work", work.prices + slot) for slot in (0, 1))
        half = writer.arithmetic("fdiv", writer.arithmetic("fsub", high, low), writer.number(2.0))
        price = writer.arithmetic("fadd", low, half)
        over = writer.compare("ogt", work.total(work.asked(price)), left)
        writer.store(writer.select(over, price, low), "%work", work.prices)
        writer.store(writer.select(over, high, price), "%work", work.prices + 1)
    cheap, dear = (work.asked(writer.load("%work", work.prices + slot)) for slot in (0, 1))
    dear_sum = work.total(dear)
    step = writer.arithmetic("fsub", work.total(cheap), dear_sum)
    ratio = writer.arithmetic("fdiv", writer.arithmetic("fsub", left, dear_sum), step)
    zero = writer.number(0.0)
    share = writer.select(writer.compare("ogt", step, zero), _clip(writer, ratio, 0.0, 1.0), zero)

    def row(place: str | int) -> str:
        least = dear(place)
        more = writer.arithmetic("fsub", cheap(place), least)
        return writer.arithmetic("fadd", least, writer.arithmetic("fmul", share, more))

    return row


def _rectangle(writer: Writer, dearness: str) -> str:
    return _clip(writer, writer.arithmetic("fsub", writer.number(0.5), dearness), 0.0, 1.0)


def _triangle(writer: Writer, dearness: str) -> str:
    place = _clip(writer, dearness, -0.5, 0.5)
    near = writer.arithmetic("fadd", place, writer.number(0.5))
    far = writer.arithmetic("fsub", writer.number(0.5), place)
    squares = (
        writer.arithmetic("fmul", writer.arithmetic("fmul", writer.number(2.0), each), each) for each in (near, far)
    )
    risen, fallen = squares
    above = writer.arithmetic("fsub", writer.number(1.0), risen)
    return writer.select(writer.compare("olt", place, writer.number(0.0)), above, fallen)


def _normal(writer: Writer, dearness: str) -> str:
    number, let = writer.number, writer.arithmetic
    place = writer.intrinsic("fabs", dearness)
    t = let("fdiv", number(1.0), let("fadd", number(1.0), let("fmul", number(0.33267), place)))
    squared = let("fmul", let("fmul", number(-0.5), place), place)
    density = let("fmul", writer.call(f"exp.v{writer.width}", squared), number(DENSITY_AT_MEAN))
    inner = let("fadd", number(-0.1201676), let("fmul", t, number(0.9372980)))
    outer = let("fadd", number(0.4361836), let("fmul", t, inner))
    return _mirrored(writer, dearness, let("fmul", density, let("fmul", t, outer)))


def _exponential(writer: Writer, dearness: str) -> str:
    size = writer.arithmetic("fneg", writer.intrinsic("fabs", dearness))
    tail = writer.arithmetic("fmul", writer.number(0.5), writer.call(f"exp.v{writer.width}", size))
    return _mirrored(writer, dearness, tail)


def _mirrored(writer: Writer, dearness: str, tail: str) -> str:
    """Write one less the tail below the priority, and the tail above."""
    below = writer.compare("olt", dearness, writer.number(0.0))
    return writer.select(below, writer.arithmetic("fsub", writer.number(1.0), tail), tail)


_FALLEN: dict[int, Callable[[Writer, str], str]] = {
    RECTANGLE: _rectangle,
    TRIANGLE: _triangle,
    NORMAL: _normal,
    EXPONENTIAL: _exponential,
}


def _clip(writer: Writer, value: str, low: float, high: float) -> str:
    return lesser(writer, greater(writer, value, writer.number(low)), writer.number(high))


def _equals(writer: Writer, value: str, number: int) -> str:
    return writer.compare("oeq", value, writer.number(float(number)))
