"""A native program, ready to be called: batches of members through its march, or one state at a time for scipy."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from simulator.kernel.clock import Clock
from simulator.kernel.method import METHODS
from simulator.kernel.native.call import Call, Course, Sizes, tile_slots
from simulator.kernel.native.emit import Emitted, emit_native
from simulator.kernel.native.machine import Code, Machine
from simulator.kernel.sides import Sides
from simulator.model.model import Model

__all__ = ["Draws", "Marching", "NativeProgram", "StateFunctions", "build_native"]

# Members in a tile: what they save stays in cache until it is written out. A thread takes at most so many tiles at
# once, and so few that each thread has several shares: they end at about the same time.
TILE = 64
TILES_AT_ONCE = 8
SHARES = 8
# Memory begins where the widest vectors do: 16 numbers of 8 bytes.
ALIGNED = 128
# The functions that count for draws.
COUNTING = ("start", "hold")


@dataclass(frozen=True)
class Draws:
    """What draws count by: the seed of the run, and the number of the first member; as signed whole numbers."""

    seed: int
    first: int


NO_DRAWS = Draws(0, 0)


@dataclass(frozen=True, eq=False)
class NativeProgram:
    """A compiled program. course: how it marches. n_saved: how many rows it saves."""

    emitted: Emitted
    code: Code
    course: Course
    n_saved: int

    def shared(self, inputs: np.ndarray, clock: Clock, sides: Sides, draws: Draws = NO_DRAWS) -> Marching:
        """Evaluate what all members share, at every step; return what marches members.

        inputs: (input,), of which members may have others. sides: those of the program's course.
        """
        assert self.course.sided or sides.shift == 0.0, "what is saved is found with flows, at one time"
        marching = Marching(self, inputs, clock, sides, draws)
        marching.share()
        return marching

    def shared_numbers(self, clock: Clock) -> int:
        """Return how many numbers a run keeps of what all members share."""
        emitted = self.emitted
        n_rows = max(emitted.shared.rows, 1)
        at_steps = max(clock.n_steps, 1) * len(METHODS[self.course.method].nodes) * n_rows
        return emitted.constants + at_steps + (clock.n_steps // clock.save_every + 2) * n_rows

    def tile_numbers(self, clock: Clock) -> int:
        """Return how many numbers each thread works in: those of a tile of members."""
        sizes, width = (self.emitted.shared, 1) if self.emitted.own is None else (self.emitted.own, self.emitted.width)
        each, once = tile_slots(sizes, taken_in(clock))
        return (once + each * TILE // width) * width

    def functions(self, inputs: np.ndarray, time_step: float, sides: Sides, draws: Draws) -> StateFunctions:
        """Return the functions of one state, of a program in which nothing is varied."""
        return StateFunctions(self, inputs, time_step, sides, draws)


class Marching:
    """A program with its clock and what all members share. Members are marched in any order, alone or together."""

    def __init__(self, program: NativeProgram, inputs: np.ndarray, clock: Clock, sides: Sides, draws: Draws) -> None:
        self.draws = draws
        emitted, n_stages = program.emitted, len(METHODS[program.course.method].nodes)
        self.program, self.clock, self.sides = program, clock, sides
        self.inputs = inputs
        self.constants = aligned(emitted.constants)
        self.constants[: len(inputs)] = inputs
        n_rows = max(emitted.shared.rows, 1)
        self.n_times = clock.n_steps // clock.save_every + 1
        self.start_row = np.empty(n_rows)
        self.rows = np.empty(max(clock.n_steps, 1) * n_stages * n_rows)
        self.saved_rows = np.empty(self.n_times * n_rows)
        self.saved_for_all = np.empty((self.n_times, emitted.shared.saved))

    def share(self) -> None:
        """March what all members share."""
        call = self._call(self.program.emitted.shared, 1, 1)
        call.out, call.next_saved, call.next_time = address(self.saved_for_all), 1, self.saved_for_all.shape[1]
        call.first, call.last = 0, 1
        self._march(1)(ctypes.byref(call))

    def members(self, values: np.ndarray, threads: int = 1, first: int = 0) -> np.ndarray:
        """March members.

        first:   the number of the first, beyond that of the draws.
        values:  (varied input, member), those of the program's `varied`.
        threads: how many march at the same time; each works on tiles of its own, the results have the same bits.
        Returns: (time, saved, member).
        """
        n_members = values.shape[1]
        out = np.empty((self.n_times, self.program.n_saved, n_members))
        if self.program.emitted.own is None:
            out[:] = self.saved_for_all[:, :, None]
            return out
        values = np.ascontiguousarray(values, dtype=float)
        width = self.program.emitted.width
        whole = n_members // width
        self._spread(values, out, threads, first)
        if whole * width < n_members:
            # the last vector is filled up with copies of the last member
            rest = np.arange(whole * width, (whole + 1) * width).clip(max=n_members - 1)
            last = np.empty((*out.shape[:2], width))
            self._spread(np.ascontiguousarray(values[:, rest]), last, 1, first + whole * width)
            out[:, :, whole * width :] = last[:, :, : n_members - whole * width]
        return out

    def _spread(self, values: np.ndarray, out: np.ndarray, threads: int, number: int) -> None:
        """March whole vectors of members, on several threads. number: of the first."""
        own, width = self.program.emitted.own, self.program.emitted.width
        assert own is not None
        vectors = values.shape[1] // width
        tiles = -(-vectors * width // TILE)
        threads = max(1, min(threads, tiles))
        at_once = max(1, min(TILES_AT_ONCE, tiles // (threads * SHARES))) * (TILE // width)
        firsts = iter(range(0, vectors, at_once))
        march = self._march(width)

        stopped = threading.Event()

        def work() -> None:
            call = self._call(own, width, TILE // width)
            call.values, call.stride, call.member = address(values), values.shape[1], self.draws.first + number
            call.out, call.next_saved, call.next_time = address(out), out.shape[2], out.shape[1] * out.shape[2]
            for first in firsts:
                if stopped.is_set():
                    return
                call.first, call.last = first, min(first + at_once, vectors)
                march(ctypes.byref(call))

        if threads == 1 or vectors <= at_once:
            work()
            return
        with ThreadPoolExecutor(threads - 1) as pool:
            others = [pool.submit(work) for _ in range(threads - 1)]
            try:
                work()
                for other in others:
                    other.result()
            finally:
                stopped.set()  # where one is interrupted the others end with the tiles that they are at

    def _march(self, width: int) -> ctypes._CFunctionType:
        return ctypes.CFUNCTYPE(None, ctypes.c_void_p)(self.program.code.addresses[f"march.v{width}"])

    def _call(self, sizes: Sizes, width: int, tile: int) -> Call:
        """Prepare a call with its own working memory."""
        taken = taken_in(self.clock)
        each, once = tile_slots(sizes, taken)
        memory = aligned((once + each * tile) * width)
        clock = self.clock
        call = Call(
            constants=address(self.constants),
            start_row=address(self.start_row),
            rows=address(self.rows),
            saved_rows=address(self.saved_rows),
            memory=address(memory),
            tile=tile,
            n_steps=clock.n_steps,
            save_every=clock.save_every,
            initial_time=clock.initial_time,
            time_step=clock.time_step,
            lead=self.sides.lead,
            shift=self.sides.shift,
            hold_every=clock.hold_every,
            taken=taken,
            member=self.draws.first,
            seed=self.draws.seed,
        )
        call.kept = memory
        return call


class StateFunctions:
    """The functions of a program in which nothing is varied; what scipy calls. All arrays are (row, 1)."""

    def __init__(
        self, program: NativeProgram, inputs: np.ndarray, time_step: float, sides: Sides, draws: Draws
    ) -> None:
        sizes = program.emitted.shared
        # its code lives as long as it does
        self.program = program
        self.constants = aligned(program.emitted.constants)
        self.constants[: len(inputs)] = inputs
        self.row, self.work = aligned(sizes.rows), aligned(sizes.work)
        self.stocks, self.flows, self.saved = aligned(sizes.stocks), aligned(sizes.stocks), aligned(sizes.saved)
        self.held = aligned(sizes.held)
        self.step, self.sides, self.draws = time_step, sides, draws
        pointers = (ctypes.c_void_p,) * 6
        plain = (None, *pointers, ctypes.c_double, ctypes.c_double, ctypes.c_double)
        counting = (*plain, ctypes.c_int64, ctypes.c_int64, ctypes.c_int64)
        kinds = {False: ctypes.CFUNCTYPE(*plain), True: ctypes.CFUNCTYPE(*counting)}
        names = function_names(sizes)
        self.called = {name: kinds[name in COUNTING](program.code.addresses[f"{name}.v1"]) for name in names}
        self.fixed = tuple(address(each) for each in (self.constants, self.row))
        self.places = tuple(address(each) for each in (self.stocks, self.flows, self.saved, self.work, self.held))
        self._do("settle", 0.0, self.places[1])

    def initial(self, t: float | np.ndarray) -> np.ndarray:
        """Return the (stock, 1) at the start."""
        self._do("start", t, self.places[1], 0)
        return self.stocks[:, None].copy()

    def net_flow(self, t: float, stocks: np.ndarray) -> np.ndarray:
        """Return the (stock, 1) net flow."""
        self.stocks[:] = stocks[:, 0]
        self._do("flow", t, self.places[1])
        return self.flows[:, None].copy()

    def observe(self, t: float, stocks: np.ndarray) -> np.ndarray:
        """Return the (saved, 1)."""
        self.stocks[:] = stocks[:, 0]
        self._do("observe", t, self.places[2])
        return self.saved[:, None].copy()

    def hold(self, t: float, stocks: np.ndarray, step: int) -> np.ndarray:
        """Return the (held, 1) values taken. step: the number of the whole step they are for."""
        self.stocks[:] = stocks[:, 0]
        self._do("hold", t, self.places[4], step)
        return self.held[:, None].copy()

    def delays(self, t: float, stocks: np.ndarray) -> np.ndarray:
        """Return the (held, 1) times that values are under way."""
        self.stocks[:] = stocks[:, 0]
        self._do("delays", t, self.places[4])
        return self.held[:, None].copy()

    def _do(self, name: str, t: float | np.ndarray, out: int, *whole: int) -> None:
        counted = (*whole, self.draws.first, self.draws.seed) if whole else ()
        pointers = (*self.fixed, None, self.places[0], out, self.places[3])
        self.called[name](*pointers, t, self.step, self.sides.lead, *counted)


def build_native(
    machine: Machine, model: Model, saved: Sequence[tuple[int, int]], varied: Iterable[int] | None, course: Course
) -> NativeProgram:
    """Compile a model for the processor at hand; see emit_native."""
    emitted = emit_native(model, saved, varied, machine.width, course)
    names = ["march.v1", *(f"{each}.v1" for each in function_names(emitted.shared))]
    names += [f"march.v{machine.width}"] if emitted.own else []
    return NativeProgram(emitted, machine.code(emitted.text, tuple(names)), course, len(saved))


def taken_in(clock: Clock) -> int:
    """Return how many times values are taken to be held, at most."""
    return clock.n_steps // clock.hold_every + 1


def function_names(sizes: Sizes) -> tuple[str, ...]:
    """Name the functions of a part."""
    return ("settle", "start", "flow", "observe", *(("hold", "delays") if sizes.held else ()))


def aligned(count: int) -> np.ndarray:
    """Return memory for so many numbers, which begins where the widest vectors do."""
    whole = np.zeros(count + ALIGNED // 8)
    first = (-whole.ctypes.data % ALIGNED) // 8
    return whole[first : first + count]


def address(array: np.ndarray) -> int:
    """Return where an array begins."""
    return int(array.ctypes.data)
