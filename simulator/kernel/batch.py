"""Batches: one program for many members that differ in some inputs, on LLVM, or on NumPy where LLVM cannot serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.errors import Faults, RunError, unknown_name
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import CompiledModel, compile_model, draws_of, saved_elements
from simulator.kernel.draws import Lot, lot_of
from simulator.kernel.integrate import PRINTERS, Printing, Solver, integrate
from simulator.kernel.method import METHODS
from simulator.kernel.native.call import Course
from simulator.kernel.native.machine import NoMachine, machine
from simulator.kernel.native.program import Marching, NativeProgram, build_native
from simulator.kernel.native.support import lacking
from simulator.kernel.sides import sides_of
from simulator.kernel.trajectories import Trajectories
from simulator.model.model import Model
from simulator.model.syntax import key_of

__all__ = ["BatchProgram", "Begun", "Engine", "compile_alone", "compile_batch"]

# Members that NumPy marches at once: its arrays of one equation stay in cache.
NUMPY_AT_ONCE = 256


@dataclass(frozen=True)
class Engine:
    """How members are computed.

    method:     euler, rk2 or rk4.
    printer:    llvm, numpy, or auto: LLVM where it can serve.
    specialize: whether what members share is computed once; the same bits either way.
    sided:      whether switches of time are seen from inside each step, see Bound.
    seed:       of the run, for what the model draws.
    """

    method: str = "rk4"
    printer: Printing = "auto"
    specialize: bool = True
    sided: bool = True
    seed: int = 0


@dataclass(frozen=True, eq=False)
class BatchProgram:
    """A model, compiled for members that differ in some inputs.

    compiled: the model on NumPy. native: on LLVM, or None.
    places:   (varied,), where the varied inputs stand among all inputs.
    notice:   why LLVM does not serve though it was wanted; empty where it does, or was not wanted.
    """

    compiled: CompiledModel
    engine: Engine
    places: np.ndarray
    native: NativeProgram | None
    notice: str

    @property
    def printer(self) -> str:
        """Which printer serves."""
        return "numpy" if self.native is None else "llvm"

    @property
    def text(self) -> str:
        """The program as text, for reading."""
        return self.compiled.text if self.native is None else self.native.emitted.text

    def run(self, inputs: np.ndarray, values: np.ndarray, clock: Clock, threads: int = 1) -> Trajectories:
        """March members.

        inputs:  (input,) of all members. values: (varied, member), which replace theirs; each in its model unit.
        threads: how many march at the same time: the same bits.
        Returns: Trajectories. Overflow raises nothing, non-finite values stay.
        """
        values = np.asarray(values, dtype=float)
        parts = [part for _, part in self.chunks(inputs, [values], clock, threads)]
        return Trajectories(clock.saved_times, self.compiled.saved_names, self.compiled.saved_units, parts[0])

    def chunks(
        self, inputs: np.ndarray, chunks: Sequence[np.ndarray] | Iterator[np.ndarray], clock: Clock, threads: int = 1
    ) -> Iterator[tuple[int, np.ndarray]]:
        """March chunks of members one after the other; what they share is computed once.

        chunks: (varied, member) each.
        Yields: the number of the chunk's first member, and its (time, saved, member).
        """
        begun, first = self.begin(inputs, clock), 0
        for values in chunks:
            found = begun.members(values, first, threads)
            yield first, found
            first += found.shape[2]

    def begin(self, inputs: np.ndarray, clock: Clock) -> Begun:
        """Compute what all members share. inputs: (input,) of all members."""
        inputs = np.asarray(inputs, dtype=float)
        self.checked("inputs", inputs, (len(self.compiled.input_names),))
        marching = None
        if self.native is not None:
            sides = sides_of(self.compiled.model.settings, clock.time_step, self.engine.sided)
            marching = self.native.shared(inputs, clock, sides, draws_of(lot_of(1, self.engine.seed)))
        return Begun(self, inputs, clock, marching)

    def checked(self, what: str, given: np.ndarray, shape: tuple[int, ...]) -> None:
        """Refuse arrays of another shape: native code would read beside them. Raises: RunError."""
        if given.shape != shape:
            sizes, expected = (" by ".join(map(str, each)) for each in (given.shape, shape))
            raise RunError(
                f"{self.compiled.model.name}: {what} of {sizes}. Expected {expected}. "
                "Give a number an input to all members, and to each a row of its own an input that is varied."
            )


@dataclass(frozen=True, eq=False)
class Begun:
    """A program with its clock and what all members share, computed: members in any order, from any thread."""

    program: BatchProgram
    inputs: np.ndarray
    clock: Clock
    marching: Marching | None

    def members(self, values: np.ndarray, first: int = 0, threads: int = 1) -> np.ndarray:
        """March members.

        values:  (varied, member). first: the number of the first of them.
        Returns: (time, saved, member).
        """
        program, values = self.program, np.asarray(values, dtype=float)
        if not isinstance(threads, int) or threads < 1:
            raise RunError(f"{threads} threads. Expected 1 or more. Choose as many as there are processors.")
        program.checked("values", values, (len(program.places), *values.shape[-1:]))
        if self.marching is None:
            return self._by_numpy(values, first)
        return self.marching.members(self._own(values), threads, first)

    def _own(self, values: np.ndarray) -> np.ndarray:
        """Return the (own input, member) that the native program reads: whole blocks of which some rows are varied."""
        assert self.program.native is not None
        order = {place: row for row, place in enumerate(self.program.places.tolist())}
        rows = [order.get(place) for place in self.program.native.emitted.varied]
        if rows == list(range(len(values))):
            return values
        own = np.empty((len(rows), values.shape[1]))
        for row, (place, given) in enumerate(zip(self.program.native.emitted.varied, rows, strict=True)):
            own[row] = self.inputs[place] if given is None else values[given]
        return own

    def _by_numpy(self, values: np.ndarray, first: int) -> np.ndarray:
        program, parts = self.program, []
        solver = Solver(program.engine.method, sided=program.engine.sided)
        for begin in range(0, max(values.shape[1], 1), NUMPY_AT_ONCE):
            own = values[:, begin : begin + NUMPY_AT_ONCE]
            every = np.repeat(self.inputs[:, None], own.shape[1], axis=1)
            every[program.places] = own
            numbers = np.arange(first + begin, first + begin + own.shape[1], dtype=np.uint64)
            lot = Lot(program.engine.seed, numbers)
            parts.append(integrate(program.compiled, solver, self.clock, every, lot).values)
        return np.concatenate(parts, axis=2)


def compile_batch(
    model: Model, save: Sequence[str] | None, varied: Sequence[str], engine: Engine | None = None
) -> BatchProgram:
    """Compile a model for a batch.

    save:    names of variables or elements to save; None saves every variable that the model file shows.
    varied:  names of the constants, or elements of one, of which each member has its own values; in their order.
    Returns: BatchProgram.
    Raises:  RunError with every unknown name; where LLVM is asked for and cannot serve.
    """
    engine = engine or Engine()
    _check_words(model, save, varied, engine)
    compiled = compile_model(model, save)
    places = _places(compiled, varied)
    # members of a model that draws differ even where no input of theirs does
    holds = any(equation.kind == "held" for equation in model.equations)
    varied_equations = equations_of(model, places) if engine.specialize and not holds else None
    native, notice = _native(model, save, varied_equations, engine)
    return BatchProgram(compiled, engine, places, native, notice)


def compile_alone(model: Model, save: Sequence[str] | None, solver: Solver) -> tuple[CompiledModel, str]:
    """Compile a model for one member at a time.

    solver:  by which it is run, and its printer.
    Returns: CompiledModel, with its native program where LLVM serves; and why LLVM does not serve though wanted.
    Raises:  RunError as compile_batch.
    """
    method, sided = (solver.name, solver.sided) if solver.name in METHODS else ("rk4", True)
    engine = Engine(method, solver.printer, sided=sided)
    native, notice = _native(model, save, [], engine)
    return replace(compile_model(model, save), native=native), notice


def _check_words(model: Model, save: Sequence[str] | None, varied: Sequence[str], engine: Engine) -> None:
    """Refuse what is none of the words or kinds that are expected. Raises: RunError with every fault."""
    faults = Faults()
    if engine.method not in METHODS:
        faults.add(unknown_name(str(model.path), "method", str(engine.method), METHODS))
    if engine.printer not in PRINTERS:
        faults.add(unknown_name(str(model.path), "printer", str(engine.printer), PRINTERS))
    seed: object = engine.seed
    if not isinstance(seed, int):
        faults.add(f"{model.path}: the seed is {engine.seed!r}. Expected a whole number. Write one.")
    for what, names in (("save", save), ("varied", varied)):
        if isinstance(names, str):
            faults.add(f"{model.path}: {what} is the text {names!r}. Expected a list of names. Write [{names!r}].")
    faults.raise_as(RunError)


def _places(compiled: CompiledModel, varied: Sequence[str]) -> np.ndarray:
    """Find the varied inputs among all."""
    faults, found = Faults(), []
    by_name = {key_of(name): place for place, name in enumerate(compiled.input_names)}
    whole: dict[str, list[int]] = {}
    for place, name in enumerate(compiled.input_names):
        whole.setdefault(key_of(name.partition("[")[0]), []).append(place)
    for name in varied:
        key = key_of(name)
        if key in by_name:
            found.append(by_name[key])
        elif key in whole:
            found += whole[key]
        else:
            faults.add(unknown_name(str(compiled.model.path), "constant", name, compiled.input_names))
    for place in sorted(place for place, count in Counter(found).items() if count > 1):
        faults.add(f"{compiled.input_names[place]!r} is varied twice. Expected each input once. Leave one out.")
    faults.raise_as(RunError)
    return np.array(found, dtype=np.int64)


def _native(
    model: Model, save: Sequence[str] | None, varied: list[int] | None, engine: Engine
) -> tuple[NativeProgram | None, str]:
    """Compile on LLVM; or say in a line why not, where it is wanted. Raises: RunError where nothing else will do.

    varied: numbers of the constant equations of which each member has its own values; None: all is a member's own.
    """
    if engine.printer == "numpy":
        return None, ""
    missing = lacking(model)
    if not missing:
        course = Course(engine.method, engine.sided)
        try:
            return build_native(machine(), model, saved_elements(model, save), varied, course), ""
        except NoMachine as fault:
            missing = [str(fault)]
    reason = f"LLVM cannot run {model.name}: {'; '.join(missing)}"
    if engine.printer == "llvm":
        raise RunError(f"{model.path}: {reason}. Expected what LLVM can run. Choose the engine numpy or auto.")
    return None, f"{reason}. NumPy serves."


def equations_of(model: Model, places: np.ndarray) -> list[int]:
    """Return the constant equations to which inputs belong."""
    ends: list[int] = []
    numbers: list[int] = []
    for number, equation in enumerate(model.equations):
        if equation.kind == "constant":
            numbers.append(number)
            ends.append((ends[-1] if ends else 0) + len(equation.rows))
    return sorted({numbers[each] for each in np.searchsorted(ends, places, side="right").tolist()})
