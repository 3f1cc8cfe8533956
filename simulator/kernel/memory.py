"""Values that are held over whole steps: what a march takes at a step's start and puts in at its end."""

from __future__ import annotations

import numpy as np

from simulator.kernel.clock import Clock
from simulator.kernel.compiled import Bound

__all__ = ["Memory"]


class Memory:
    """What one march remembers. A whole step is hold_every steps of the clock.

    A value is under way for a number of whole steps, each member for its own: at least one, at most all of the run.
    What is under way lies in a pipe, (longest, member): the value taken at whole step k at place k modulo the number.
    """

    def __init__(self, bound: Bound, clock: Clock, state: np.ndarray) -> None:
        """Begin. state: (stock and held value, member) at the start."""
        self._bound = bound
        self._clock = clock
        self._n_held = bound.n_held
        self._coming = state[len(state) - self._n_held :]
        if self._n_held:
            self._pipes, self._lost = self._begin(state)

    def _begin(self, state: np.ndarray) -> tuple[dict[int, tuple[np.ndarray, np.ndarray]], np.ndarray]:
        """Find how long each value is under way, and fill the pipes with the first values."""
        whole_step = self._clock.time_step * self._clock.hold_every
        delays = self._bound.delays(self._clock.initial_time, state)
        most = self._clock.n_steps // self._clock.hold_every + 1
        steps = np.clip(np.floor(np.nan_to_num(delays) / whole_step + 0.5), 1, most).astype(np.int64)
        pipes = {}
        for row in np.flatnonzero((steps > 1).any(axis=1)).tolist():
            pipes[row] = steps[row], np.repeat(self._coming[[row]], steps[row].max(), axis=0)
        return pipes, np.isnan(delays)

    def take(self, step: int, state: np.ndarray) -> None:
        """Take the values of a whole step's start. step: of the clock. state: then."""
        if not self._n_held or step % self._clock.hold_every:
            return
        whole = step // self._clock.hold_every
        coming = self._bound.hold(self._clock.time(step), state, whole + 1)
        for row, (lengths, pipe) in self._pipes.items():
            members = np.arange(pipe.shape[1])
            pipe[whole % lengths, members] = coming[row]
            coming[row] = pipe[(whole + 1) % lengths, members]
        self._coming = np.where(self._lost, np.nan, coming)

    def put(self, step: int, state: np.ndarray) -> None:
        """Put the values in that hold from a step on, if a whole step begins there. state: is changed."""
        if self._n_held and step % self._clock.hold_every == 0:
            state[len(state) - self._n_held :] = self._coming
