"""Writes LLVM text one instruction at a time: names, types by width, loops over rows."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

__all__ = ["BYTES", "Writer", "literal"]

BYTES = 8


def literal(value: float) -> str:
    """Write a number as LLVM reads it back bit for bit."""
    return f"0x{struct.unpack('<Q', struct.pack('<d', value))[0]:016X}"


@dataclass
class Writer:
    """The text of one function under way.

    width:  members in a vector; 1 writes plain numbers.
    tables: constant arrays that the functions of a module share: contents -> name, with its text.
    block:  the label of the basic block that is being written.
    """

    width: int
    tables: dict[tuple[str, bytes], tuple[str, str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    block: str = "entry"
    count: int = 0

    @property
    def kind(self) -> str:
        """The type of a value: one number a member."""
        return "double" if self.width == 1 else f"<{self.width} x double>"

    @property
    def truth(self) -> str:
        """The type of a comparison."""
        return self.of("i1")

    def of(self, kind: str) -> str:
        """Return the type that holds one of some kind for each member."""
        return kind if self.width == 1 else f"<{self.width} x {kind}>"

    @property
    def suffix(self) -> str:
        """What LLVM's own functions of numbers carry after their name."""
        return "f64" if self.width == 1 else f"v{self.width}f64"

    def fresh(self) -> str:
        """Return a name that nothing has yet."""
        self.count += 1
        return f"%v{self.count}"

    def let(self, text: str) -> str:
        """Write an instruction and return the name of its result."""
        name = self.fresh()
        self.lines.append(f"  {name} = {text}")
        return name

    def do(self, text: str) -> None:
        """Write an instruction without a result."""
        self.lines.append(f"  {text}")

    def number(self, value: float) -> str:
        """Write a number as an operand, the same for every member."""
        return self.all(f"double {literal(value)}")

    def whole(self, value: int) -> str:
        """Write a whole number as an operand, the same for every member."""
        return self.all(f"i64 {value}")

    def all(self, typed: str) -> str:
        """Write a constant for every member. typed: type and value."""
        return typed.split(" ", 1)[1] if self.width == 1 else f"splat ({typed})"

    def arithmetic(self, operation: str, *operands: str) -> str:
        """Write an operation of numbers: fadd, fsub, fmul, fdiv or fneg."""
        return self.let(f"{operation} {self.kind} {', '.join(operands)}")

    def compare(self, how: str, left: str, right: str) -> str:
        """Write a comparison of numbers: oeq, olt, ... are false, une, ult, ... true where one is not a number."""
        return self.let(f"fcmp {how} {self.kind} {left}, {right}")

    def logic(self, operation: str, left: str, right: str) -> str:
        """Combine two comparisons: and, or, xor."""
        return self.let(f"{operation} {self.truth} {left}, {right}")

    def select(self, condition: str, chosen: str, otherwise: str) -> str:
        """Choose for every member."""
        return self.let(f"select {self.truth} {condition}, {self.kind} {chosen}, {self.kind} {otherwise}")

    def call(self, name: str, *operands: str) -> str:
        """Call a function of numbers."""
        return self.let(f"call {self.kind} @{name}({', '.join(f'{self.kind} {each}' for each in operands)})")

    def intrinsic(self, name: str, *operands: str) -> str:
        """Call one of LLVM's own functions of numbers: sqrt, fabs, floor, trunc, fma."""
        return self.call(f"llvm.{name}.{self.suffix}", *operands)

    def by_lane(self, name: str, *operands: str) -> str:
        """Call a function of the C library for one member after the other."""
        if self.width == 1:
            return self.call(name, *operands)
        result = "poison"
        for lane in range(self.width):
            parts = [self.let(f"extractelement {self.kind} {each}, i64 {lane}") for each in operands]
            one = self.let(f"call double @{name}({', '.join(f'double {part}' for part in parts)})")
            result = self.let(f"insertelement {self.kind} {result}, double {one}, i64 {lane}")
        return result

    def spread(self, scalar: str) -> str:
        """Give every member one number."""
        if self.width == 1:
            return scalar
        first = self.let(f"insertelement {self.kind} poison, double {scalar}, i64 0")
        order = f"<{self.width} x i32> zeroinitializer"
        return self.let(f"shufflevector {self.kind} {first}, {self.kind} poison, {order}")

    def spread_whole(self, scalar: str | int) -> str:
        """Give every member one whole number."""
        if self.width == 1:
            return str(scalar)
        kind = self.of("i64")
        first = self.let(f"insertelement {kind} poison, i64 {scalar}, i64 0")
        return self.let(f"shufflevector {kind} {first}, {kind} poison, <{self.width} x i32> zeroinitializer")

    def lanes(self, start: str | int) -> str:
        """Number the members of a vector, from a whole number on."""
        if self.width == 1:
            return str(start)
        order = ", ".join(f"i64 {lane}" for lane in range(self.width))
        return self.let(f"add {self.of('i64')} {self.spread_whole(start)}, <{order}>")

    def address(self, pointer: str, place: str | int, lanes: int) -> str:
        """Return the address of a slot. place: its number; lanes: how many numbers a slot holds."""
        if isinstance(place, int):
            return pointer if not place else self.let(f"getelementptr i8, ptr {pointer}, i64 {place * lanes * BYTES}")
        return self.let(f"getelementptr [{lanes} x double], ptr {pointer}, i64 {place}")

    def offset(self, place: str | int, stride: int, first: int = 0) -> str | int:
        """Return first + place * stride."""
        if isinstance(place, int):
            return first + place * stride
        if stride < 0:  # a mapping that turns elements round
            return self.let(f"add nsw i64 {self.let(f'mul nsw i64 {place}, {stride}')}, {first}")
        scaled = self.let(f"mul nuw nsw i64 {place}, {stride}") if stride != 1 else place
        return self.let(f"add nuw nsw i64 {scaled}, {first}") if first else scaled

    def plus(self, place: str | int, more: str | int) -> str | int:
        """Return the sum of two whole numbers, of which none need be known before the program runs."""
        if isinstance(place, int) and isinstance(more, int):
            return place + more
        known, other = (place, more) if isinstance(place, int) else (more, place)
        return other if known == 0 else self.let(f"add nsw i64 {other}, {known}")

    def load(self, pointer: str, place: str | int, shared: bool = False) -> str:
        """Read a slot; a shared one holds one number for all members."""
        if shared:
            return self.spread(self.let(f"load double, ptr {self.address(pointer, place, 1)}, align 8"))
        return self.let(f"load {self.kind}, ptr {self.address(pointer, place, self.width)}, align {self.width * BYTES}")

    def store(self, value: str, pointer: str, place: str | int) -> None:
        """Write a slot of the program's own width."""
        at = self.address(pointer, place, self.width)
        self.do(f"store {self.kind} {value}, ptr {at}, align {self.width * BYTES}")

    def table(self, numbers: Sequence[float] | np.ndarray, kind: str = "double") -> str:
        """Keep constant numbers in the module; return the name of the array."""
        values = np.asarray(numbers, dtype=np.float64 if kind == "double" else np.int64)
        key = (kind, values.tobytes())
        if key not in self.tables:
            name = f"@table{len(self.tables)}"
            written = [literal(each) if kind == "double" else str(each) for each in values.tolist()]
            held = ", ".join(f"{kind} {each}" for each in written)
            text = f"{name} = internal constant [{len(values)} x {kind}] [{held}], align 64"
            self.tables[key] = (name, text)
        return self.tables[key][0]

    def entry(self, table: str, place: str | int, kind: str = "double") -> str:
        """Read one entry of a table, the same for every member."""
        at = self.let(f"getelementptr {kind}, ptr {table}, i64 {place}")
        return self.let(f"load {kind}, ptr {at}, align 8")

    def gather(self, table: str, places: str) -> str:
        """Read an entry of a table of numbers for every member. places: whole numbers, one a member."""
        if self.width == 1:
            return self.entry(table, places)
        pointers = self.let(f"getelementptr double, ptr {table}, {self.of('i64')} {places}")
        mask = f"{self.truth} splat (i1 true)"
        kinds = f"{self.kind} @llvm.masked.gather.{self.suffix}.v{self.width}p0"
        return self.let(f"call {kinds}({self.of('ptr')} align 8 {pointers}, {mask}, {self.kind} poison)")

    @contextmanager
    def loop(self, times: int | str) -> Iterator[str]:
        """Write what is inside for every whole number below `times`, which is at least 1; gives its name."""
        self.count += 1
        label, before, turn = f"loop{self.count}", self.block, f"%i{self.count}"
        self.do(f"br label %{label}")
        self.lines.append(f"{label}:")
        place = len(self.lines)
        self.block = label
        yield turn
        following = self.let(f"add nuw nsw i64 {turn}, 1")
        # the block that jumps back is the last one written, not always the first of the loop
        self.lines.insert(place, f"  {turn} = phi i64 [ 0, %{before} ], [ {following}, %{self.block} ]")
        more = self.let(f"icmp ult i64 {following}, {times}")
        self.do(f"br i1 {more}, label %{label}, label %{label}.end")
        self.lines.append(f"{label}.end:")
        self.block = f"{label}.end"

    @contextmanager
    def where(self, condition: str) -> Iterator[None]:
        """Write what is inside for where a condition, the same for all members, holds."""
        self.count += 1
        label = f"where{self.count}"
        self.do(f"br i1 {condition}, label %{label}, label %{label}.end")
        self.lines.append(f"{label}:")
        self.block = label
        yield
        self.do(f"br label %{label}.end")
        self.lines.append(f"{label}.end:")
        self.block = f"{label}.end"
