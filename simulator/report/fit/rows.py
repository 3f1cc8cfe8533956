"""Rows of a calibration, for sheets and JSON: parameters, values of series, statistics, what cannot be told apart."""

from __future__ import annotations

import math
from collections.abc import Iterator

from simulator.fit.identify import COLLINEAR, CORRELATED, OPEN
from simulator.report.fit.outcome import Calibrated
from simulator.target import Statistics

__all__ = [
    "FIT_COLUMNS",
    "IDENTIFIABILITY_COLUMNS",
    "PARAMETER_COLUMNS",
    "STATISTICS_COLUMNS",
    "fit_rows",
    "identifiability_rows",
    "parameter_rows",
    "statistics_cells",
    "statistics_rows",
]

Row = dict[str, str | float | int | None]

PARAMETER_COLUMNS = (
    "parameter",
    "value",
    "unit",
    "low",
    "high",
    "start",
    "at_bound",
    "standard_error",
    "told",
    "source",
)
FIT_COLUMNS = ("series", "variable", "year", "observed", "model", "level", "error", "residual", "unit")
STATISTICS_COLUMNS = (
    *("series", "variable", "unit", "n", "enough", "mape", "rmspe", "mean_error", "rmse", "largest_error"),
    *("theil_u", "bias", "variance", "covariance"),
)
IDENTIFIABILITY_COLUMNS = ("kind", "parameters", "value", "threshold")


def parameter_rows(done: Calibrated) -> Iterator[Row]:
    """Give a row a parameter. at_bound: low, high or empty; told: whether history decides it."""
    given = zip(
        done.asked.calibration.parameters,
        done.found.values.tolist(),
        done.found.ends,
        done.identified.deviations.tolist(),
        strict=True,
    )
    for parameter, value, end, deviation in given:
        error = deviation * (parameter.high - parameter.low)
        cells = (parameter.name, value, parameter.unit, parameter.low, parameter.high, parameter.start, end)
        told = "" if end else "no" if math.isinf(deviation) or deviation > OPEN else "yes"
        yield dict(zip(PARAMETER_COLUMNS, (*cells, _finite(error), told, parameter.source), strict=True))


def fit_rows(done: Calibrated) -> Iterator[Row]:
    """Give a row an observed value. residual: in errors of observation, the free level added to the model."""
    for series in done.series:
        each = series.observation
        given = zip(each.points, series.model.tolist(), series.levels.tolist(), each.errors, strict=True)
        for point, model, level, error in given:
            residual = (model + level - point.value) / error
            cells = (each.name, each.variable, point.year, point.value, model, level, error, residual, each.unit)
            yield dict(zip(FIT_COLUMNS, cells, strict=True))


def statistics_rows(done: Calibrated) -> Iterator[Row]:
    """Give a row a series. enough: yes, or too few where shares and Theil's coefficient are left out."""
    for series in done.series:
        each = series.observation
        cells = (each.name, each.variable, each.unit, *statistics_cells(series.statistics))
        yield dict(zip(STATISTICS_COLUMNS, cells, strict=True))


def statistics_cells(told: Statistics) -> tuple[str | float | int | None, ...]:
    """Give the cells of statistics, from n on."""
    errors = (told.mape, told.rmspe, told.mean, told.rmse, told.largest)
    shares = (told.theil, told.bias, told.variance, told.covariance)
    return told.n, "yes" if told.is_enough else "too few", *map(_finite, (*errors, *shares))


def identifiability_rows(done: Calibrated) -> Iterator[Row]:
    """Give a row a correlated pair, an open direction, a collinear set, and the index of all parameters together."""
    names, told = [each.name for each in done.asked.calibration.parameters], done.identified
    for first, second, correlation in told.correlations:
        yield _row("correlation", (names[first], names[second]), correlation, CORRELATED)
    for direction in told.directions:
        parts = tuple(f"{names[place]} ({part:+.2f})" for place, part in direction.parts)
        yield _row("direction", parts, direction.deviation, OPEN)
    for each in told.collinear:
        yield _row("collinearity", tuple(names[place] for place in each.places), each.index, COLLINEAR)
    yield _row("whole", tuple(names[place] for place in told.inner), told.whole, COLLINEAR)


def _row(kind: str, names: tuple[str, ...], value: float, threshold: float) -> Row:
    return dict(zip(IDENTIFIABILITY_COLUMNS, (kind, "; ".join(names), value, threshold), strict=True))


def _finite(value: float) -> float | None:
    """Keep what is a number."""
    return value if math.isfinite(value) else None
