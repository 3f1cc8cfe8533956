"""Values held over whole steps, as LLVM text: mirrors kernel/memory.py for one vector of members.

Behind a vector's stocks lie the values to come; where some are longer under way, for how many whole steps, the first
values, and all that was taken so far, a row for each whole step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from simulator.kernel.native.writer import Writer, literal

__all__ = ["Memory"]


class Counted(Protocol):
    """The sizes that matter here; see Sizes of the march."""

    @property
    def stocks(self) -> int:
        """Slots of the state."""

    @property
    def held(self) -> int:
        """The last of them, held over steps."""

    @property
    def delayed(self) -> int:
        """All held ones, where some are longer under way than one step; otherwise none."""


class Memory:
    """What one vector remembers. field: what the march was called with. stocks: where the vector's state lies."""

    def __init__(self, writer: Writer, sizes: Counted, field: Mapping[str, str], stocks: str) -> None:
        self.writer, self.sizes, self.field, self.stocks = writer, sizes, field, stocks
        self.first = sizes.stocks - sizes.held
        self.coming = writer.address(stocks, sizes.stocks, writer.width)
        self.lengths = writer.address(self.coming, sizes.held, writer.width)
        self.firsts = writer.address(self.lengths, sizes.delayed, writer.width)
        self.taken = writer.address(self.firsts, sizes.delayed, writer.width)

    def begin(self) -> None:
        """Write how long values are under way, from delays in `saved`, and keep the first values."""
        writer = self.writer
        every = writer.let(f"sitofp i64 {self.field['hold_every']} to double")
        whole_step = writer.spread(writer.let(f"fmul double {self.field['time_step']}, {every}"))
        most = writer.spread(writer.let(f"sitofp i64 {self.field['taken']} to double"))
        with writer.loop(self.sizes.held) as place:
            value = self._load(self.stocks, writer.let(f"add i64 {place}, {self.first}"))
            writer.store(value, self.coming, place)
        if not self.sizes.delayed:
            return
        with writer.loop(self.sizes.delayed) as place:
            delay = self._load(self.field["saved"], place)
            lost = writer.compare("uno", delay, delay)
            steps = writer.arithmetic("fdiv", delay, whole_step)
            steps = writer.intrinsic("floor", writer.arithmetic("fadd", steps, writer.number(0.5)))
            steps = writer.select(writer.compare("olt", steps, writer.number(1.0)), writer.number(1.0), steps)
            steps = writer.select(writer.compare("ogt", steps, most), most, steps)
            writer.store(writer.select(lost, delay, steps), self.lengths, place)
            writer.store(self._load(self.coming, place), self.firsts, place)

    @contextmanager
    def at_whole(self, step: str) -> Iterator[str]:
        """Write what is inside for steps at which a whole step begins; gives its number."""
        writer = self.writer
        rest = writer.let(f"srem i64 {step}, {self.field['hold_every']}")
        whole = writer.let(f"sdiv i64 {step}, {self.field['hold_every']}")
        begins = writer.let(f"icmp eq i64 {rest}, 0")
        with writer.where(begins):
            yield whole

    def take(self, whole: str) -> None:
        """Write how the values in `saved`, taken at a whole step, get under way."""
        writer, sizes = self.writer, self.sizes
        with writer.loop(sizes.held) as place:
            writer.store(self._load(self.field["saved"], place), self.coming, place)
        if not sizes.delayed:
            return
        row = writer.let(f"mul i64 {whole}, {sizes.delayed}")
        now = writer.let(f"sitofp i64 {whole} to double")
        following = writer.spread(writer.let(f"fadd double {now}, {literal(1.0)}"))
        with writer.loop(sizes.delayed) as place:
            at = writer.let(f"add i64 {row}, {place}")
            writer.store(self._load(self.coming, place), self.taken, at)
            length = self._load(self.lengths, place)
            since = writer.arithmetic("fsub", following, length)
            early = writer.compare("olt", since, writer.number(0.0))
            lost = writer.compare("uno", length, length)
            unread = writer.logic("or", early, lost)
            safe = writer.select(unread, writer.number(0.0), since)
            value = writer.select(unread, self._load(self.firsts, place), self._at(safe, place))
            writer.store(writer.select(lost, length, value), self.coming, place)

    def put(self, step: str) -> None:
        """Write how the values to come take their place in the state, where a whole step begins."""
        with self.at_whole(step), self.writer.loop(self.sizes.held) as place:
            target = self.writer.let(f"add i64 {place}, {self.first}")
            self.writer.store(self._load(self.coming, place), self.stocks, target)

    def _at(self, whole: str, place: str) -> str:
        """Write what was taken at a whole step, each member's own. whole: a number."""
        writer = self.writer
        kind = writer.of("i64")
        step = writer.let(f"fptosi {writer.kind} {whole} to {kind}")
        row = writer.let(f"mul {kind} {step}, {writer.whole(self.sizes.delayed * writer.width)}")
        start = writer.let(f"mul i64 {place}, {writer.width}")
        at = writer.let(f"add {kind} {row}, {writer.lanes(start)}")
        return writer.gather(self.taken, at)

    def _load(self, pointer: str, place: str) -> str:
        return self.writer.load(pointer, place)
