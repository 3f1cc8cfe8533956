"""A scenario's words to the kernel's: values to inputs, schedules to paths, impositions to paths in model units."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

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


def imposed_scale(label: Label | None, imposition: Imposition, units: Mapping[str, str]) -> tuple[float, bool]:
    """Return how a shown yearly value becomes the model's value in time.

    Returns: factor to the model unit, and whether the value stands for a whole year (a total or a mean), not its end.
    """
    unit = units[imposition.name]
    if label is not None and label.yearly == "total":
        unit = f"({unit})*Year"
    return conversion(imposition.unit, unit), label is not None and label.yearly in ("total", "mean")


def imposed_path(imposition: Imposition, scale: tuple[float, bool], level: float | None, end: float) -> Path:
    """Turn an imposition into a path in model units.

    level: the variable's own value at the start of an imposed growth, model unit; None for a path.
    end:   last time of the run.
    """
    factor, over_year = scale
    if imposition.path is not None:
        knots = tuple((year, value * factor) for year, value in imposition.path)
        whole = all(year == int(year) for year, _ in knots)
        return Path("linear", _through_years(knots, end) if over_year and whole else knots)
    assert level is not None and imposition.start is not None and imposition.growth is not None
    start = imposition.start
    return Path("growth", ((start, level), (end, level * (1.0 + imposition.growth) ** (end - start))))


def _through_years(knots: tuple[tuple[float, float], ...], end: float) -> tuple[tuple[float, float], ...]:
    """Find a continuous path whose integral over each year is that year's value, linear between the given years.

    At a year's ends the path is halfway to its neighbours; at mid-year it is what makes the integral right.
    Source: ours; where the values lie on a line, so does the path.
    """
    first, last = int(knots[0][0]), max(int(knots[-1][0]), int(np.ceil(end)))
    years = np.arange(first, last + 1)
    values = np.interp(years, *np.transpose(knots))
    slope = values[1] - values[0] if len(values) > 1 else 0.0
    ends = np.concatenate([[values[0] - slope / 2], (values[:-1] + values[1:]) / 2, values[-1:]])
    middles = 2 * values - (ends[:-1] + ends[1:]) / 2
    path = [(float(first - 1), float(ends[0]))]
    for year, middle, year_end in zip(years.tolist(), middles.tolist(), ends[1:].tolist(), strict=True):
        path += [(year - 0.5, middle), (float(year), year_end)]
    return tuple(path)
