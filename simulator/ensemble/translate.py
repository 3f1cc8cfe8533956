"""A scenario's words to the kernel's: values to inputs, schedules to paths, impositions to paths in model units."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from simulator.kernel.change import Path
from simulator.model.labels import Label
from simulator.scenario.scenario import Imposition
from simulator.scenario.schedule import Schedule
from simulator.units import conversion

__all__ = ["imposed_path", "imposed_scale", "schedule_path"]


def schedule_path(schedule: Schedule, end: float) -> Path:
    """Turn a schedule into a path of values.

    end:     last time of the run; a growth holds up to there.
    Returns: Path in the unit of the schedule.
    """
    if schedule.kind == "linear":
        return Path("linear", schedule.knots)
    first = schedule.knots[0][0]
    if schedule.kind == "step":
        return Path("step", ((first - 1.0, schedule.start), *schedule.knots))
    times = [*schedule.years, max(end, schedule.years[-1] + 1.0)]
    values = [schedule.start]
    for (year, rate), later in zip(schedule.knots, times[1:], strict=True):
        values.append(values[-1] * (1.0 + rate) ** (later - year))
    return Path("growth", tuple(zip(times, values, strict=True)), schedule.offset)


def imposed_scale(label: Label | None, imposition: Imposition, units: Mapping[str, str]) -> tuple[float, float]:
    """Return how a shown yearly value becomes the model's value in time: factor, and the years to move it by.

    A yearly total or mean is reached on average at mid-year; a value at the year's end needs no move.
    """
    unit = units[imposition.name]
    over_year = label is not None and label.yearly in ("total", "mean")
    if label is not None and label.yearly == "total":
        unit = f"({unit})*Year"
    return conversion(imposition.unit, unit), -0.5 if over_year else 0.0


def imposed_path(imposition: Imposition, scale: tuple[float, float], level: float | None, end: float) -> Path:
    """Turn an imposition into a path in model units.

    level: the variable's own value at the start of an imposed growth, model unit; None for a path.
    end:   last time of the run.
    """
    factor, move = scale
    if imposition.path is not None:
        return Path("linear", tuple((year + move, value * factor) for year, value in imposition.path))
    assert level is not None and imposition.start is not None and imposition.growth is not None
    knots = ((imposition.start, level), (end, level * (1.0 + imposition.growth) ** (end - imposition.start)))
    assert all(early[0] < late[0] for early, late in pairwise(knots))
    return Path("growth", knots)
