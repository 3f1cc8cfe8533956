"""Running batches from Python: the same jobs, and the same files, as those of the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict, Unpack

from simulator.api.batch_result import BatchResult, read_batch_result
from simulator.api.given import given_batch
from simulator.api.kept import Kept
from simulator.api.loading import LoadedScenario
from simulator.api.running import Wanted, loaded_together
from simulator.api.written import Given, overrides_of
from simulator.ensemble.executor import stopping
from simulator.errors import Faults, RunError, unknown_name
from simulator.kernel.integrate import PRINTERS, Printing
from simulator.kernel.method import METHODS
from simulator.report.batch.write import write_batch, write_batch_tables
from simulator.scenario.batch import Save
from simulator.study.batch import run_batch
from simulator.study.batch_plan import BatchRequest, Planned, plan_batch, plan_of

__all__ = ["BatchOptions", "batch"]


class BatchOptions(TypedDict, total=False):
    """How to run a batch; every word may be left out.

    members:   draws, instead of the sample's size. workers: chunks at a time; None: the processors there are.
    output:    the folder in which the folder of results is made, as -o of the command. None: a folder that is
               removed with the result.
    progress:  told how many members are done, of how many; called in this thread after each chunk.
    resume:    go on with what an interrupted run into `output` has left. restart: discard it.
    scheduler: local, or the address of a Dask scheduler; None: threads.
    solver:    rk4, rk2 or euler. time_step: replaces the model's own. engine: auto, llvm or numpy.
    set:       constants of all base scenarios, as load_scenario takes them. save: what is kept, where inputs are given.
    """

    members: int | None
    workers: int | None
    output: str | Path | None
    progress: Callable[[int, int], None] | None
    resume: bool
    restart: bool
    scheduler: str | None
    solver: str
    time_step: float | None
    engine: Printing
    set: Mapping[str, Given]
    save: Save


def batch(reference: Wanted | Sequence[Wanted], inputs: Any = None, **options: Unpack[BatchOptions]) -> BatchResult:
    """Run a batch: many members of one or several scenarios, each judged by every target.

    reference: a batch file, or the name of one. With inputs: a scenario or several of them, as run takes them.
    inputs:    the members, where they are chosen here: a dict of arrays or a table of pandas, a column an input, a
               row a member, in the constants' model units.
    options:   see BatchOptions.
    Raises:    SimulatorError with every fault, before any chunk is run where it can be known; KeyboardInterrupt after
               the chunks in flight: what is done is kept in `output`, and resume=True goes on.
    """
    _judge(options, inputs is not None)
    output = options.get("output")
    kept = Kept(None if output is None else Path(output))
    request = BatchRequest(
        output=kept.folder,
        members=options.get("members"),
        workers=options.get("workers"),
        scheduler=options.get("scheduler"),
        method=options.get("solver", "rk4"),
        time_step=options.get("time_step"),
        overrides=overrides_of(options.get("set")),
        printer=options.get("engine", "auto"),
        resume=options.get("resume", False),
        restart=options.get("restart", False),
    )
    drawn = Kept(None)  # holds the file of members until they are run
    planned = _planned(reference, inputs, request, (options.get("save", Save()), drawn.folder))
    watch = options.get("progress")
    with (
        stopping() as stop,
        run_batch(planned, request, _unwatched if watch is None else watch, stop) as finished,
    ):
        if finished.results is not None and kept.is_temporary:
            write_batch_tables(finished.results, finished.folder)
        elif finished.results is not None:
            write_batch(finished.results, finished.folder, "en")
    return read_batch_result(planned.final, kept)


def _planned(
    reference: Wanted | Sequence[Wanted], inputs: Any, request: BatchRequest, how: tuple[Save, Path]
) -> Planned:
    """Read and plan. how: what is kept, and where members may be written."""
    if inputs is None:
        if isinstance(reference, LoadedScenario) or not isinstance(reference, str | Path):
            told = "a scenario without inputs: its members would all be the same. Expected a batch file, or inputs="
            raise RunError(f"batch: {told}. Name a file, or give the members.")
        return plan_batch(str(reference), request, _untold)
    wanted = [reference] if isinstance(reference, str | Path | LoadedScenario) else list(reference)
    scenarios = loaded_together(wanted)
    return plan_of(scenarios[0].city, given_batch(scenarios, inputs, *how), request, _untold)


def _judge(options: BatchOptions, is_given: bool) -> None:
    """Refuse options that are not there or mean nothing. Raises: TypeError, RunError with all faults at once."""
    for name in options:
        if name not in BatchOptions.__annotations__:
            raise TypeError(unknown_name("batch", "option", name, BatchOptions.__annotations__))
    faults = Faults()
    for number, name in ((options.get("members"), "members"), (options.get("workers"), "workers")):
        if number is not None and (not isinstance(number, int) or number < 1):
            faults.add(f"batch: {name} is {number!r}. Expected a whole number from 1 on. Correct it.")
    time_step = options.get("time_step")
    if time_step is not None and not 0 < time_step < float("inf"):
        faults.add(f"batch: time_step is {time_step}. Expected a number above 0. Correct it.")
    if options.get("solver", "rk4") not in METHODS:
        faults.add(unknown_name("batch", "solver", options["solver"], METHODS))
    if options.get("engine", "auto") not in PRINTERS:
        faults.add(unknown_name("batch", "engine", options["engine"], PRINTERS))
    if options.get("resume") and options.get("restart"):
        faults.add("batch: resume goes on with what is there, restart discards it. Expected one. Leave one out.")
    if options.get("resume") and options.get("output") is None:
        faults.add("batch: resume without output: there is nothing to go on with. Expected a folder. Name it.")
    if is_given and options.get("members") is not None:
        faults.add("batch: members with inputs, which are the members. Expected one of the two. Leave one out.")
    if is_given and options.get("scheduler") not in (None, "local"):
        told = "batch: inputs with a scheduler elsewhere, whose workers do not see them. Expected local, or none"
        faults.add(f"{told}. Write the members to a file that all machines see, and name it under sample.")
    if is_given and "set" in options:
        faults.add("batch: set with inputs. Expected it in the scenarios. Load them with load_scenario(..., set=...).")
    if not is_given and "save" in options:
        faults.add("batch: save with a batch file, which says itself what it keeps. Expected one. Write it there.")
    faults.raise_as(RunError)


def _unwatched(done: int, n_all: int) -> None:
    """Leave out progress that nobody asked for."""


def _untold(line: str) -> None:
    """Leave out what the command says on the way."""
