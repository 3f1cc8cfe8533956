"""The loop over tiles, steps, vectors of members and stages as LLVM text; arithmetic as in kernel/method.py."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from simulator.kernel.method import METHODS, Method
from simulator.kernel.native.writer import BYTES, Writer

__all__ = ["Call", "Sizes", "march_text", "tile_slots"]

ARGUMENTS = "ptr {u}, ptr {row}, ptr {m}, ptr {s}, ptr {out}, ptr {work}, double {t}, double {dt}, double {lead}"
# Numbers in the widest vector register; each piece of memory begins at a whole one.
ALIGNED = 8


class Call(ctypes.Structure):
    """What a march is called with; all sizes are in numbers of 8 bytes.

    constants, start_row, rows, saved_rows: of what members share. memory: working memory of one tile.
    values, stride:  (own input, member), and from one input to the next.
    out, next_saved, next_time: (time, saved, member), from one saved row to the next, and from one time to the next.
    first, last:     vectors of members to march, from first up to but not with last. tile: vectors in a tile.
    """

    _fields_ = (
        ("constants", ctypes.c_void_p),
        ("start_row", ctypes.c_void_p),
        ("rows", ctypes.c_void_p),
        ("saved_rows", ctypes.c_void_p),
        ("memory", ctypes.c_void_p),
        ("values", ctypes.c_void_p),
        ("stride", ctypes.c_int64),
        ("out", ctypes.c_void_p),
        ("next_saved", ctypes.c_int64),
        ("next_time", ctypes.c_int64),
        ("first", ctypes.c_int64),
        ("last", ctypes.c_int64),
        ("tile", ctypes.c_int64),
        ("n_steps", ctypes.c_int64),
        ("save_every", ctypes.c_int64),
        ("initial_time", ctypes.c_double),
        ("time_step", ctypes.c_double),
        ("lead", ctypes.c_double),
        ("shift", ctypes.c_double),
    )


@dataclass(frozen=True)
class Sizes:
    """Slots that one part of a program needs.

    own, stocks, work, saved, inputs: of each vector of members. rows: numbers of what members share, at one moment.
    """

    own: int
    stocks: int
    work: int
    saved: int
    inputs: int
    rows: int


def tile_slots(sizes: Sizes) -> tuple[int, int]:
    """Return the slots that are kept for each vector of a tile, and those that a tile needs once."""
    return sizes.own + sizes.stocks, sizes.work + max(sizes.saved, sizes.inputs) + 3 * sizes.stocks


def march_text(width: int, sizes: Sizes, method: str) -> str:
    """Write `march.vW(call)`: every vector of members from the first to the last step, tile by tile.

    width: members in a vector; 1 for what members share. method: euler, rk2 or rk4.
    """
    march = _March(Writer(width), sizes, METHODS[method])
    march.begin()
    march.tiles()
    head = f"define void @march.v{width}(ptr noalias %call) nounwind {{"
    return "\n".join([head, "entry:", *march.writer.lines, "  ret void", "}"])


class _March:
    """Writes the march: each method writes one of its loops."""

    def __init__(self, writer: Writer, sizes: Sizes, method: Method) -> None:
        self.writer, self.sizes, self.method = writer, sizes, method
        self.field: dict[str, str] = {}

    def begin(self) -> None:
        """Read the call, and divide the memory of a tile."""
        for place, (name, kind) in enumerate(Call._fields_):
            typed = {ctypes.c_void_p: "ptr", ctypes.c_int64: "i64", ctypes.c_double: "double"}[kind]
            at = self.writer.address("%call", place, 1)
            self.field[name] = self.writer.let(f"load {typed}, ptr {at}, align 8")
        slots = 0
        once = {"work": self.sizes.work, "saved": max(self.sizes.saved, self.sizes.inputs)}
        once |= dict.fromkeys(("at", "flow", "change"), self.sizes.stocks)
        for name, count in once.items():
            self.field[name] = self.writer.address(self.field["memory"], slots, self.writer.width)
            slots += count
        self.field["kept"] = self.writer.address(self.field["memory"], slots, self.writer.width)

    def tiles(self) -> None:
        """Write the loop over tiles; the last one may have fewer vectors."""
        writer, field = self.writer, self.field
        count = writer.let(f"sub i64 {field['last']}, {field['first']}")
        up = writer.let(f"add i64 {count}, {field['tile']}")
        more = writer.let(f"sub i64 {up}, 1")
        tiles = writer.let(f"sdiv i64 {more}, {field['tile']}")
        with writer.loop(tiles) as tile:
            begun = writer.let(f"mul i64 {tile}, {field['tile']}")
            first = writer.let(f"add i64 {field['first']}, {begun}")
            left = writer.let(f"sub i64 {count}, {begun}")
            short = writer.let(f"icmp slt i64 {left}, {field['tile']}")
            vectors = writer.let(f"select i1 {short}, i64 {left}, i64 {field['tile']}")
            self._starts(first, vectors)
            self._steps(first, vectors)

    def _starts(self, first: str, vectors: str) -> None:
        """Write the start of every vector, and what is saved there."""
        writer, field = self.writer, self.field
        shifted = writer.let(f"fadd double {field['initial_time']}, {field['shift']}")
        with writer.loop(vectors) as vector:
            own, stocks = self._kept(vector)
            number = writer.let(f"add i64 {first}, {vector}")
            self._read_inputs(number)
            self._do("settle", ("null", own, field["saved"], "null"), shifted)
            self._do("start", (field["start_row"], own, stocks, "null"), shifted)
            self._do("observe", (field["saved_rows"], own, stocks, field["saved"]), shifted)
            self._write_saved(number, "0")

    def _steps(self, first: str, vectors: str) -> None:
        """Write the loop over steps; none are taken where there are none."""
        writer, field = self.writer, self.field
        some = writer.let(f"icmp sgt i64 {field['n_steps']}, 0")
        writer.do(f"br i1 {some}, label %steps, label %stepped")
        writer.lines.append("steps:")
        writer.block = "steps"
        with writer.loop(field["n_steps"]) as step:
            time = self._time(step)
            following = writer.let(f"add i64 {step}, 1")
            rest = writer.let(f"srem i64 {following}, {field['save_every']}")
            saves = writer.let(f"icmp eq i64 {rest}, 0")
            order = writer.let(f"sdiv i64 {following}, {field['save_every']}")
            end = writer.let(f"fsub double {self._time(following)}, {field['shift']}")
            row = writer.let(f"mul i64 {step}, {len(self.method.nodes)}")
            with writer.loop(vectors) as vector:
                own, stocks = self._kept(vector)
                self._stages(row, time, own, stocks)
                label = writer.fresh()[1:]
                writer.do(f"br i1 {saves}, label %save{label}, label %saved{label}")
                writer.lines.append(f"save{label}:")
                writer.block = f"save{label}"
                saved_row = self._row("saved_rows", order)
                self._do("observe", (saved_row, own, stocks, field["saved"]), end)
                self._write_saved(writer.let(f"add i64 {first}, {vector}"), order)
                writer.do(f"br label %saved{label}")
                writer.lines.append(f"saved{label}:")
                writer.block = f"saved{label}"
        writer.do("br label %stepped")
        writer.lines.append("stepped:")
        writer.block = "stepped"

    def _stages(self, row: str, begin: str, own: str, stocks: str) -> None:
        """Write the stages of one step of one vector; each but the first reads the flow of the one before."""
        writer, field, method = self.writer, self.field, self.method
        for stage, node in enumerate(method.nodes):
            time = begin
            if node:
                ahead = writer.let(f"fmul double {_double(node)}, {field['time_step']}")
                time = writer.let(f"fadd double {begin}, {ahead}")
            if node in (0.0, 1.0):
                time = writer.let(f"{'fadd' if node == 0.0 else 'fsub'} double {time}, {field['shift']}")
            rows = self._row("rows", writer.let(f"add i64 {row}, {stage}"))
            at = stocks if stage == 0 else field["at"]
            self._do("flow", (rows, own, at, field["flow"]), time)
            if self.sizes.stocks:
                self._gather(stage, stocks)

    def _gather(self, stage: int, stocks: str) -> None:
        """Write how a stage's flows change what the step adds up, and move the stocks for the next stage."""
        writer, field, method = self.writer, self.field, self.method
        last = stage + 1 == len(method.nodes)
        step = writer.spread(field["time_step"])
        with writer.loop(self.sizes.stocks) as place:
            flow = self._load(field["flow"], place)
            change = flow
            if method.weights[stage] != 1:
                change = writer.arithmetic("fmul", writer.number(float(method.weights[stage])), flow)
            if stage:
                change = writer.arithmetic("fadd", self._load(field["change"], place), change)
            stock = self._load(stocks, place)
            if last:
                moved = writer.arithmetic("fmul", step, change)
                moved = writer.arithmetic("fdiv", moved, writer.number(float(sum(method.weights))))
                writer.store(writer.arithmetic("fadd", stock, moved), stocks, place)
            else:
                writer.store(change, field["change"], place)
                *others, weight = method.reads[stage + 1]
                assert not any(others), "a stage reads the one before it"
                ahead = writer.arithmetic("fmul", writer.number(weight), step)
                moved = writer.arithmetic("fmul", ahead, flow)
                writer.store(writer.arithmetic("fadd", stock, moved), field["at"], place)

    def _do(self, function: str, pointers: tuple[str, ...], time: str) -> None:
        """Call one of the program's functions. pointers: row, m, s and out."""
        row, own, stocks, out = pointers
        field = self.field
        arguments = ARGUMENTS.format(
            u=field["constants"],
            row=row,
            m=own,
            s=stocks,
            out=out,
            work=field["work"],
            t=time,
            dt=field["time_step"],
            lead=field["lead"],
        )
        self.writer.do(f"call void @{function}.v{self.writer.width}({arguments})")

    def _load(self, pointer: str, place: str) -> str:
        return self.writer.load(pointer, place, self.writer.width == 1)

    def _time(self, step: str) -> str:
        """Write the time of a step."""
        number = self.writer.let(f"sitofp i64 {step} to double")
        ahead = self.writer.let(f"fmul double {number}, {self.field['time_step']}")
        return self.writer.let(f"fadd double {self.field['initial_time']}, {ahead}")

    def _row(self, name: str, number: str) -> str:
        """Write where a row of what members share begins."""
        return self.writer.let(
            f"getelementptr [{max(self.sizes.rows, 1)} x double], ptr {self.field[name]}, i64 {number}"
        )

    def _kept(self, vector: str) -> tuple[str, str]:
        """Write where a vector's own constants and its stocks lie."""
        writer = self.writer
        slots = self.sizes.own + self.sizes.stocks
        first = writer.let(f"mul i64 {vector}, {slots}")
        own = writer.address(self.field["kept"], first, writer.width)
        return own, writer.address(own, self.sizes.own, writer.width)

    def _read_inputs(self, number: str) -> None:
        """Copy the inputs of one vector's members."""
        if not self.sizes.inputs:
            return
        writer, field = self.writer, self.field
        member = writer.let(f"mul i64 {number}, {writer.width}")
        with writer.loop(self.sizes.inputs) as place:
            at = self._beside(field["values"], member, writer.let(f"mul i64 {place}, {field['stride']}"))
            value = writer.let(f"load {writer.kind}, ptr {at}, align {BYTES}")
            writer.store(value, field["saved"], place)

    def _write_saved(self, number: str, order: str) -> None:
        """Copy what one vector saves to where results go."""
        if not self.sizes.saved:
            return
        writer, field = self.writer, self.field
        member = writer.let(f"mul i64 {number}, {writer.width}")
        first = self._beside(field["out"], member, writer.let(f"mul i64 {order}, {field['next_time']}"))
        with writer.loop(self.sizes.saved) as place:
            value = self._load(field["saved"], place)
            at = self._beside(first, "0", writer.let(f"mul i64 {place}, {field['next_saved']}"))
            writer.do(f"store {writer.kind} {value}, ptr {at}, align {BYTES}")

    def _beside(self, pointer: str, place: str, more: str) -> str:
        both = self.writer.let(f"add i64 {place}, {more}")
        return self.writer.let(f"getelementptr double, ptr {pointer}, i64 {both}")


def _double(value: float) -> str:
    return repr(value)
