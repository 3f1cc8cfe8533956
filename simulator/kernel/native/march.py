"""The loop over tiles, steps, vectors of members and stages as LLVM text; arithmetic as in kernel/method.py."""

from __future__ import annotations

import ctypes

from simulator.kernel.method import METHODS
from simulator.kernel.native.call import Call, Course, Sizes
from simulator.kernel.native.memory import Memory
from simulator.kernel.native.writer import BYTES, Writer, literal

__all__ = ["march_text"]

ARGUMENTS = "ptr {u}, ptr {row}, ptr {m}, ptr {s}, ptr {out}, ptr {work}, double {t}, double {dt}, double {lead}"


def march_text(width: int, sizes: Sizes, course: Course) -> str:
    """Write `march.vW(call)`: every vector of members from the first to the last step, tile by tile.

    width: members in a vector; 1 for what members share.
    """
    march = _March(Writer(width), sizes, course)
    march.begin()
    march.tiles()
    head = f"define void @march.v{width}(ptr noalias %call) nounwind {{"
    return "\n".join([head, "entry:", *march.writer.lines, "  ret void", "}"])


class _March:
    """Writes the march: each method writes one of its loops."""

    def __init__(self, writer: Writer, sizes: Sizes, course: Course) -> None:
        self.writer, self.sizes, self.method = writer, sizes, METHODS[course.method]
        self.watches = not course.sided
        self.field: dict[str, str] = {}

    def begin(self) -> None:
        """Read the call, and divide the memory of a tile."""
        for place, (name, kind) in enumerate(Call._fields_):
            typed = {ctypes.c_void_p: "ptr", ctypes.c_int64: "i64", ctypes.c_double: "double"}[kind]
            at = self.writer.address("%call", place, 1)
            self.field[name] = self.writer.let(f"load {typed}, ptr {at}, align 8")
        slots = 0
        once = {"work": self.sizes.work, "saved": max(self.sizes.saved, self.sizes.inputs, self.sizes.held)}
        once |= dict.fromkeys(("at", "change"), self.sizes.stocks)
        once["flow"] = self.sizes.stocks + self.sizes.saved  # what is saved lies behind flows where both are found
        for name, count in once.items():
            self.field[name] = self.writer.address(self.field["memory"], slots, self.writer.width)
            slots += count
        self.field["kept"] = self.writer.address(self.field["memory"], slots, self.writer.width)
        fixed = self.sizes.own + self.sizes.stocks + self.sizes.held + 2 * self.sizes.delayed
        pipes = self.writer.let(f"mul i64 {self.field['taken']}, {self.sizes.delayed}")
        self.field["each"] = self.writer.let(f"add i64 {pipes}, {fixed}")

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
            self._do("start", (field["start_row"], own, stocks, "null"), shifted, ("0", self.members(number)))
            if self.sizes.held:
                self._do("delays", ("null", own, stocks, field["saved"]), shifted)
                Memory(writer, self.sizes, field, stocks).begin()
            self._observe(shifted, number, "0", (own, stocks))

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
                if self.sizes.held:
                    self._take(step, time, (own, stocks), writer.let(f"add i64 {first}, {vector}"))
                number = writer.let(f"add i64 {first}, {vector}")
                self._stages((step, row), time, (own, stocks), number)
                if self.sizes.held:
                    Memory(writer, self.sizes, field, stocks).put(following)
                if not self.watches:
                    with self.writer.where(saves):
                        self._observe(end, writer.let(f"add i64 {first}, {vector}"), order, (own, stocks))
        if self.watches:
            self._last(first, vectors)
        writer.do("br label %stepped")
        writer.lines.append("stepped:")
        writer.block = "stepped"

    def _last(self, first: str, vectors: str) -> None:
        """Write what is saved at the end, after which no flow is found."""
        writer, field = self.writer, self.field
        rest = writer.let(f"srem i64 {field['n_steps']}, {field['save_every']}")
        order = writer.let(f"sdiv i64 {field['n_steps']}, {field['save_every']}")
        with self.writer.where(writer.let(f"icmp eq i64 {rest}, 0")):
            end = self._time(field["n_steps"])
            with writer.loop(vectors) as vector:
                self._observe(end, writer.let(f"add i64 {first}, {vector}"), order, self._kept(vector))

    def _stages(self, turn: tuple[str, str], begin: str, pointers: tuple[str, str], number: str) -> None:
        """Write the stages of one step of one vector; each but the first reads the flow of the one before.

        turn: the step, and the number of its first row. pointers: m and s. number: of the vector.
        """
        writer, field, method = self.writer, self.field, self.method
        own, stocks = pointers
        for stage, node in enumerate(method.nodes):
            time = begin
            if node:
                ahead = writer.let(f"fmul double {literal(node)}, {field['time_step']}")
                time = writer.let(f"fadd double {begin}, {ahead}")
            if node in (0.0, 1.0):
                time = writer.let(f"{'fadd' if node == 0.0 else 'fsub'} double {time}, {field['shift']}")
            rows = self._row("rows", writer.let(f"add i64 {turn[1]}, {stage}"))
            at = stocks if stage == 0 else field["at"]
            if stage == 0 and self.watches:
                self._watch(turn[0], time, (rows, own, stocks, field["flow"]), number)
            else:
                self._do("flow", (rows, own, at, field["flow"]), time)
            if self.sizes.stocks:
                self._gather(stage, stocks)

    def _watch(self, step: str, time: str, pointers: tuple[str, ...], number: str) -> None:
        """Write the first flow of a step, and with it what is saved, where it is."""
        writer = self.writer
        rest = writer.let(f"srem i64 {step}, {self.field['save_every']}")
        saves = writer.let(f"icmp eq i64 {rest}, 0")
        with self.writer.where(saves):
            self._do("watch", pointers, time)
            seen = writer.address(self.field["flow"], self.sizes.stocks, writer.width)
            self._write_saved(number, writer.let(f"sdiv i64 {step}, {self.field['save_every']}"), seen)
        with self.writer.where(writer.let(f"xor i1 {saves}, true")):
            self._do("flow", pointers, time)

    def _observe(self, time: str, number: str, order: str, pointers: tuple[str, str]) -> None:
        """Write what a vector saves at a time. order: which of the saved times it is. pointers: m and s."""
        rows = self._row("saved_rows", order)
        self._do("observe", (rows, *pointers, self.field["saved"]), time)
        self._write_saved(number, order, self.field["saved"])

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

    def _do(self, function: str, pointers: tuple[str, ...], time: str, counting: tuple[str, ...] = ()) -> None:
        """Call one of the program's functions. pointers: row, m, s and out. counting: whole step, first member."""
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
        if counting:
            arguments += ", " + ", ".join(f"i64 {each}" for each in (*counting, field["seed"]))
        self.writer.do(f"call void @{function}.v{self.writer.width}({arguments})")

    def members(self, number: str) -> str:
        """Write the number of the first member of a vector."""
        before = self.writer.let(f"mul i64 {number}, {self.writer.width}")
        return self.writer.let(f"add i64 {before}, {self.field['member']}")

    def _take(self, step: str, time: str, pointers: tuple[str, str], number: str) -> None:
        """Write how values are taken to be held, where a whole step begins. pointers: m and s."""
        writer, field = self.writer, self.field
        memory = Memory(writer, self.sizes, field, pointers[1])
        with memory.at_whole(step) as whole:
            following = writer.let(f"add i64 {whole}, 1")
            shifted = writer.let(f"fadd double {time}, {field['shift']}")
            self._do("hold", ("null", *pointers, field["saved"]), shifted, (following, self.members(number)))
            memory.take(whole)

    def _load(self, pointer: str, place: str) -> str:
        return self.writer.load(pointer, place)

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
        first = writer.let(f"mul i64 {vector}, {self.field['each']}")
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

    def _write_saved(self, number: str, order: str, seen: str) -> None:
        """Copy what one vector saves, from where it lies, to where results go."""
        if not self.sizes.saved:
            return
        writer, field = self.writer, self.field
        member = writer.let(f"mul i64 {number}, {writer.width}")
        first = self._beside(field["out"], member, writer.let(f"mul i64 {order}, {field['next_time']}"))
        with writer.loop(self.sizes.saved) as place:
            value = self._load(seen, place)
            at = self._beside(first, "0", writer.let(f"mul i64 {place}, {field['next_saved']}"))
            writer.do(f"store {writer.kind} {value}, ptr {at}, align {BYTES}")

    def _beside(self, pointer: str, place: str, more: str) -> str:
        both = self.writer.let(f"add i64 {place}, {more}")
        return self.writer.let(f"getelementptr double, ptr {pointer}, i64 {both}")
