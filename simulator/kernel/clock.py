"""Time as whole steps; values of time are computed from the step, never accumulated."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from simulator.errors import RunError
from simulator.model.model import TimeSettings

__all__ = ["Clock", "clock_of"]

# How far a span may be from a whole number of steps. Source: ours; far below any step, far above rounding.
ROUNDING = 1e-6
# More steps than any model of years is run with; beyond, a step is mistyped.
MOST_STEPS = 1_000_000


@dataclass(frozen=True)
class Clock:
    """n_steps steps of time_step from initial_time; every save_every-th is kept. Times in the model's unit.

    hold_every: how many steps a held value is held. One, but in a run of finer steps, which shall mean the same.
    """

    initial_time: float
    time_step: float
    n_steps: int
    save_every: int
    hold_every: int = 1

    def time(self, step: int) -> float:
        """Return the time of a step."""
        return self.initial_time + step * self.time_step

    @property
    def saved_times(self) -> np.ndarray:
        """Return the (time,) that are kept."""
        return np.array([self.time(step) for step in range(0, self.n_steps + 1, self.save_every)])

    def coarsened(self) -> Clock:
        """Return the same span in steps as long as what is kept is apart; unchanged where they do not fill it."""
        if self.n_steps % self.save_every:
            return self
        every = self.save_every
        return replace(self, time_step=self.time_step * every, n_steps=self.n_steps // every, save_every=1)

    def refined(self, times: int) -> Clock:
        """Return the same span in steps that many times smaller, kept at the same times."""
        counts = (self.n_steps * times, self.save_every * times, self.hold_every * times)
        return Clock(self.initial_time, self.time_step / times, *counts)


def clock_of(settings: TimeSettings, time_step: float | None = None, save_step: float | None = None) -> Clock:
    """Make a clock from a model's settings.

    time_step, save_step: replace the model's own, in its time unit.
    Raises: RunError when the save step is not a whole number of steps, or there are more than MOST_STEPS.
    """
    step = settings.time_step if time_step is None else time_step
    save = settings.save_step if save_step is None else save_step
    every = round(save / step)
    if every < 1 or abs(every * step - save) > ROUNDING * save:
        raise RunError(
            f"time step {step:g}: not a whole part of the save step {save:g}. "
            f"Expected {save:g} divided by a whole number. Choose one."
        )
    n_steps = int(np.floor((settings.final_time - settings.initial_time) / step + ROUNDING))
    if n_steps > MOST_STEPS:
        raise RunError(
            f"time step {step:g}: {n_steps:g} steps. Expected at most {MOST_STEPS:g}, which take minutes to hours. "
            "Choose a longer step."
        )
    return Clock(settings.initial_time, step, n_steps, every)
