"""What a run or a batch will need of memory, told before it runs."""

from __future__ import annotations

import psutil

from simulator.errors import RunError
from simulator.kernel.batch import BatchProgram
from simulator.kernel.clock import Clock
from simulator.kernel.compiled import CompiledModel

__all__ = ["bytes_of", "refuse_long_run", "refuse_too_large", "size_text"]

BYTES = 8
# The part of what is free that a batch may take: the rest is for what is made of it.
SHARE = 0.8
UNITS = ("B", "kB", "MB", "GB", "TB", "PB", "EB")


def bytes_of(program: BatchProgram, n_members: int, clock: Clock, threads: int = 1) -> tuple[int, int]:
    """Return the bytes that all members' results take, and those that all members share or threads work in."""
    n_times = clock.n_steps // clock.save_every + 1
    results = n_times * len(program.compiled.saved_names) * n_members * BYTES
    inputs = len(program.places) * n_members * BYTES
    shared = 0
    if program.native is not None:
        shared = (program.native.shared_numbers(clock) + threads * program.native.tile_numbers(clock)) * BYTES
    return results + inputs, shared


def refuse_too_large(
    program: BatchProgram, n_members: int, clock: Clock, threads: int = 1, available: int | None = None
) -> None:
    """Refuse a batch that memory cannot hold.

    available: bytes; None asks the system.
    Raises:    RunError with the size, what is free, and the way out.
    """
    free = psutil.virtual_memory().available if available is None else available
    results, shared = bytes_of(program, n_members, clock, threads)
    if results + shared <= SHARE * free:
        return
    room = SHARE * free - shared
    fitting = int(room * n_members / results) if room > 0 and results else 0
    out = (
        f"Run at most {fitting:,} members at once, or save fewer variables or times."
        if fitting
        else "Take a longer time step."
    )
    raise RunError(
        f"{program.compiled.model.name}: {n_members:,} members need {size_text(results + shared)} of memory, "
        f"{size_text(free)} are free. Expected at most {SHARE:.0%} of that. {out}"
    )


def refuse_long_run(compiled: CompiledModel, n_runs: int, clock: Clock, available: int | None = None) -> None:
    """Refuse runs of one member whose results memory cannot hold together. Raises: RunError, as refuse_too_large."""
    free = psutil.virtual_memory().available if available is None else available
    n_times, n_saved = clock.n_steps // clock.save_every + 1, len(compiled.saved_names)
    size = n_runs * n_times * n_saved * BYTES
    if size > SHARE * free:
        what = f"{n_times:,} times of {n_saved:,} variables, for {n_runs} runs,"
        raise RunError(
            f"{compiled.model.name}: {what} need {size_text(size)} of memory, {size_text(free)} are free. "
            f"Expected at most {SHARE:.0%} of that. Save at fewer times."
        )


def size_text(count: float) -> str:
    """Write a number of bytes to three digits."""
    place = 0
    while count >= 1000 and place < len(UNITS) - 1:
        count, place = count / 1000, place + 1
    return f"{count:.3g} {UNITS[place]}"
