"""A scenario whose members differ: one program, and how the numbers of a design become the program's inputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.ensemble.level import Levelling, compounded, level_of, levelling
from simulator.ensemble.prepare import in_time, saved_names
from simulator.ensemble.translate import imposed_path, imposed_scale, schedule_path
from simulator.kernel.batch import BatchProgram, Begun, Engine, compile_alone, compile_batch
from simulator.kernel.change import Changes, Path, change_model, inputs_with, integral_of, path_of, shift_of
from simulator.kernel.compiled import CompiledModel
from simulator.kernel.integrate import Solver
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.batch import Input
from simulator.scenario.scenario import Imposition, Scenario
from simulator.scenario.schedule import Schedule

__all__ = ["Programs", "Varied", "vary"]


@dataclass(frozen=True, eq=False)
class Block:
    """Inputs of the program that a number of the design moves together: a constant, or the knots of a path.

    name: of the program's input. own: (input,), what the scenario gives them. row: of the design. act: see Input.
    """

    name: str
    own: np.ndarray
    row: int
    act: str

    def values(self, design: np.ndarray) -> np.ndarray:
        """Return the (input, member) values. design: (input, member)."""
        values = np.repeat(design[self.row][None], len(self.own), axis=0)
        if self.act == "multiply":
            values *= self.own[:, None]
        elif self.act == "add":
            values += self.own[:, None]
        return values


@dataclass(frozen=True, eq=False)
class Grown:
    """An imposed growth, whose level is each member's own.

    begun: the program that finds the level; it reads the inputs before this one's. row: of the design that gives the
    rate, or None where all members have the same. span: years from its begin to the end of the run.
    """

    begun: Begun
    run: Levelling
    row: int | None
    rate: float
    span: float

    def values(self, design: np.ndarray, before: np.ndarray, first: int) -> np.ndarray:
        """Return the (knot, member) values of the path. before: (input, member) of the inputs before."""
        n_members = design.shape[1]
        rate = np.full(n_members, self.rate) if self.row is None else design[self.row]
        level = level_of(self.run, self.begun.members(before, first), rate)
        return np.stack([level, level * compounded(rate, self.span)])

    def refined(self, times: int) -> Grown:
        """Return it with so many steps for one."""
        return replace(self, begun=self.begun.program.begin(self.begun.inputs, self.begun.clock.refined(times)))


@dataclass(frozen=True, eq=False)
class Varied:
    """A scenario whose members differ.

    inputs: (input,) of the program, the scenario's own.
    """

    program: BatchProgram
    inputs: np.ndarray
    blocks: tuple[Block, ...]
    grown: tuple[Grown, ...]

    def values(self, design: np.ndarray, first: int = 0) -> np.ndarray:
        """Return the (varied, member) values that the program reads.

        design: (input, member), a row an input of the batch. first: the number of the first member.
        """
        parts = [block.values(design) for block in self.blocks]
        values = np.concatenate(parts) if parts else np.empty((0, design.shape[1]))
        for each in self.grown:
            values = np.concatenate([values, each.values(design, values, first)])
        return values

    def refined(self, times: int) -> Varied:
        """Return it with levels of imposed growths that are found by so many steps for one."""
        return replace(self, grown=tuple(each.refined(times) for each in self.grown))

    def every(self, values: np.ndarray) -> np.ndarray:
        """Return all inputs of members, (input, member). values: (varied, member)."""
        every = np.repeat(self.inputs[:, None], values.shape[1], axis=1)
        every[self.program.places] = values
        return every


class Programs:
    """Compiles, each program once: scenarios that change a model alike share one."""

    def __init__(self, model: Model, engine: Engine) -> None:
        """Begin with none."""
        self.model, self.engine = model, engine
        self._batches: dict[tuple[Changes, tuple[str, ...], tuple[str, ...]], BatchProgram] = {}
        self._alone: dict[int, CompiledModel] = {}

    def program(self, changes: Changes, save: Sequence[str], varied: Sequence[str]) -> BatchProgram:
        """Compile a batch, see compile_batch. Raises: RunError."""
        key = (changes, tuple(save), tuple(varied))
        if key not in self._batches:
            self._batches[key] = compile_batch(change_model(self.model, changes), save, varied, self.engine)
        return self._batches[key]

    def alone(self, program: BatchProgram, solver: Solver) -> CompiledModel:
        """Compile a program's model for one member at a time. solver: always the same."""
        if id(program) not in self._alone:
            self._alone[id(program)] = compile_alone(program.compiled.model, program.compiled.saved_names, solver)[0]
        return self._alone[id(program)]


def vary(
    programs: Programs, scenario: Scenario, inputs: Sequence[Input], labels: tuple[Sequence[Label], ...]
) -> Varied:
    """Compile a scenario whose members differ.

    inputs: of the batch; members give them values.
    labels: all of the model; and those whose yearly table will be made of what is saved.
    Raises: RunError.
    """
    known, told = labels
    builder = _Builder(programs, scenario, tuple(inputs))
    changes = builder.paths(told)
    grown: list[Grown] = []
    by_variable = {label.variable: label for label in known}
    for imposition in in_time(scenario.impositions):
        changes = builder.impose(imposition, by_variable.get(imposition.name), (changes, grown))
    program = programs.program(changes, saved_names(told), builder.names)
    return Varied(program, builder.inputs_of(program), tuple(builder.blocks), tuple(grown))


class _Builder:
    """Gathers what differs, in the order in which the program reads it."""

    def __init__(self, programs: Programs, scenario: Scenario, inputs: tuple[Input, ...]) -> None:
        self.programs, self.scenario, self.inputs = programs, scenario, inputs
        self.model = programs.model
        self.end = self.model.settings.final_time
        self.blocks: list[Block] = []
        self.names: list[str] = []

    def paths(self, told: Sequence[Label]) -> Changes:
        """Return the paths that constants follow, and what is integrated; note which inputs members move."""
        set_values = {each.name: each.value for each in self.scenario.settings}
        paths: dict[str, Path] = {
            name: schedule_path(value, self.end) for name, value in set_values.items() if isinstance(value, Schedule)
        }
        for row, each in enumerate(self.inputs):
            if each.act == "growth":
                continue
            if each.of not in paths:
                own = set_values.get(each.of, self.model.constants[each.of])
                assert isinstance(own, float | int)
                self._move(Block(each.of, np.array([float(own)]), row, each.act))
                continue
            assert each.act != "value", "a path has no one value to be replaced"
            path = paths[each.of]
            has_shift = path.kind == "growth" and (path.offset != 0.0 or each.act == "add")
            if has_shift:
                path = paths[each.of] = replace(path, is_shifted=True)
                self._move(Block(shift_of(each.of), np.array([path.offset]), row, each.act))
            if not (has_shift and each.act == "add"):
                knots = np.array([value for _, value in path.knots])
                self._move(Block(path_of(each.of), knots, row, each.act))
        integrals = tuple(label.variable for label in told if label.yearly in ("total", "mean"))
        return Changes(tuple(paths.items()), (), integrals)

    def impose(self, imposition: Imposition, label: Label | None, so_far: tuple[Changes, list[Grown]]) -> Changes:
        """Add one imposition; one of growth is kept among `grown`, with the program that finds its level."""
        changes, grown = so_far
        scale, level = imposed_scale(label, imposition, self.model.units), None
        if imposition.growth is not None:
            assert imposition.start is not None
            level = 1.0
            run = levelling(self.model, imposition, label)
            is_kept = imposition.name in changes.integrals or integral_of(imposition.name) not in run.names
            needed = changes if is_kept else replace(changes, integrals=(*changes.integrals, imposition.name))
            program = self.programs.program(needed, run.names, self.names)
            rates = {each.of: row for row, each in enumerate(self.inputs) if each.act == "growth"}
            begun = program.begin(self.inputs_of(program), run.clock)
            grown.append(Grown(begun, run, rates.get(imposition.name), imposition.growth, self.end - imposition.start))
            self.names.append(path_of(imposition.name))
        path = imposed_path(imposition, scale, level, self.end)
        return replace(changes, imposed=(*changes.imposed, (imposition.name, path)))

    def inputs_of(self, program: BatchProgram) -> np.ndarray:
        """Return the (input,) of all members: the scenario's constants."""
        constants = [(each.name, each.value) for each in self.scenario.settings if not isinstance(each.value, Schedule)]
        return inputs_with(program.compiled, constants)[:, 0]

    def _move(self, block: Block) -> None:
        self.blocks.append(block)
        self.names.append(block.name)
