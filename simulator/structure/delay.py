"""How long stocks take to answer, and so how long a change takes round a loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, eye_array
from scipy.sparse.linalg import splu

from simulator.structure.course import Course

__all__ = ["LoopDelay", "delay_of", "time_constants"]

# A stock that answers slower than this many lengths of the run only gathers. Source: ours.
NEVER = 2.0


@dataclass(frozen=True)
class LoopDelay:
    """The delay of a loop. known: model time, of the stocks that drain. gathering: the stocks that only gather."""

    known: float
    gathering: tuple[int, ...]


def time_constants(course: Course) -> dict[int, float | None]:
    """Find how long each stock takes to answer, in the middle of the run.

    It is the time in which a rise of the stock would fade to 1/e, all other stocks held: minus one over the derivative
    of its net flow by itself, what lies between followed. For a smooth or a stage of a delay it is its own time.

    Returns: variable -> model time; None for a stock that only gathers, whose rise does not fade.
    """
    model, instant, middle = course.model, course.instant, len(course.times) // 2
    states = [number for number, variable in enumerate(model.variables) if variable.kind in ("stock", "held")]
    is_state = np.zeros(instant.n_slots, dtype=bool)
    for number in states:
        is_state[instant.slots(number)] = True
    slopes = np.nan_to_num(course.slopes[middle], posinf=0.0, neginf=0.0)
    shape = (instant.n_slots, instant.n_slots)
    whole = csc_array((slopes, (course.rows, course.columns)), shape=shape)
    inner = csc_array(whole[:, :] * (~is_state)[:, None])  # what is computed from what, states left out
    solver = splu(csc_array(eye_array(instant.n_slots, format="csc") - inner * (~is_state)[None, :]))
    longest = NEVER * (model.settings.final_time - model.settings.initial_time)
    found: dict[int, float | None] = {}
    for number in states:
        own = instant.slots(number)
        raised = np.zeros(instant.n_slots)
        raised[own] = np.maximum(np.abs(course.values[middle, own]), 1e-12)
        followed = raised + solver.solve(inner @ raised)
        answer = (whole @ followed)[own].sum()
        fades = -answer * longest > raised[own].sum() and model.variables[number].kind == "stock"
        found[number] = float(-raised[own].sum() / answer) if fades else None
    return found


def delay_of(loop: Sequence[int], constants: Mapping[int, float | None]) -> LoopDelay:
    """Add the times of the stocks of a loop."""
    stocks = [constants[each] for each in loop if each in constants]
    gathering = tuple(each for each in loop if each in constants and constants[each] is None)
    return LoopDelay(sum(each for each in stocks if each is not None), gathering)
