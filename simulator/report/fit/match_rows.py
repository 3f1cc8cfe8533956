"""Rows of history matching, for sheets and JSON: what is believed before and after, bands by year, fit to history."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from simulator.report.fit.matched import QUANTILES, HistoryMatch

__all__ = ["BAND_COLUMNS", "HISTORY_COLUMNS", "SUMMARY_COLUMNS", "band_rows", "history_rows", "summary_rows"]

Row = dict[str, str | float | int | None]

_TOLD = tuple(f"q{round(100 * each):02d}" for each in QUANTILES)
_BOTH = (*(f"prior_{each}" for each in _TOLD), *(f"posterior_{each}" for each in _TOLD))
SUMMARY_COLUMNS = ("kind", "name", "year", "unit", "seen", *_BOTH, "narrowed", "effective", "source")
BAND_COLUMNS = ("variable", "year", "unit", *_BOTH)
HISTORY_COLUMNS = (
    *("series", "variable", "year", "unit", "observed", "error"),
    *("q05", "q50", "q95", "level", "distance", "inside_90"),
)


def summary_rows(done: HistoryMatch) -> Iterator[Row]:
    """Give a row an input and a headline. narrowed: by which part the spread is less than before history was seen."""
    prepared = done.posterior.prepared
    free = {each.name for each in done.asked.calibration.parameters}
    counted = iter(done.posterior.effective.tolist())
    for row, each in enumerate(prepared.inputs):
        seen = bool(prepared.seen[row])
        before, after = done.drawn[row], done.posterior.values[row]
        kind = "parameter" if each.name in free else "uncertainty"
        cells = (kind, each.name, None, each.unit, "yes" if seen else "no")
        told = (_narrowed(before, after), next(counted) if seen else done.n_members, each.source)
        yield dict(zip(SUMMARY_COLUMNS, (*cells, *_quantiles(before), *_quantiles(after), *told), strict=True))
    for label, year in done.headlines:
        before, after = done.before.at(label.variable, year), done.after.at(label.variable, year)
        headline = ("headline", label.variable, year, label.unit, "")
        numbers = (*_quantiles(before), *_quantiles(after), _narrowed(before, after))
        yield dict(zip(SUMMARY_COLUMNS, (*headline, *numbers, None, ""), strict=True))


def band_rows(done: HistoryMatch) -> Iterator[Row]:
    """Give a row a variable and year: quantiles before and after history is seen."""
    for name, unit in zip(done.after.names, done.after.units, strict=True):
        for year in done.after.years.tolist():
            both = (done.before.at(name, year), done.after.at(name, year))
            cells = (name, year, unit, *(number for each in both for number in _quantiles(each)))
            yield dict(zip(BAND_COLUMNS, cells, strict=True))


def history_rows(done: HistoryMatch) -> Iterator[Row]:
    """Give a row an observed value.

    level: free levels are added to what members say; its median. distance: of the observed value from the members'
    mean, in standard deviations of members and error of observation together. inside_90: whether nine of ten members,
    errors of observation added, lie around it.
    """
    for series in done.series:
        each, levelled = series.observation, series.levelled
        for row, point in enumerate(each.points):
            said, error = levelled[row], each.errors[row]
            spread = float(np.hypot(said.std(), error))
            distance = (point.value - float(said.mean())) / spread
            low, middle, high = np.quantile(said, (0.05, 0.5, 0.95)).tolist()
            level = float(np.median(said - series.said[row]))
            inside = "yes" if abs(distance) <= _NINE_OF_TEN else "no"
            cells = (each.name, each.variable, point.year, each.unit, point.value, error, low, middle, high)
            yield dict(zip(HISTORY_COLUMNS, (*cells, level, distance, inside), strict=True))


# Nine of ten normal values are no farther from their mean, in standard deviations.
_NINE_OF_TEN = 1.6448536269514722


def _quantiles(values: np.ndarray) -> list[float | None]:
    """Return quantiles; none where no member has a value."""
    told = values[np.isfinite(values)]
    return list(np.quantile(told, QUANTILES).tolist()) if told.size else [None] * len(QUANTILES)


def _narrowed(before: np.ndarray, after: np.ndarray) -> float | None:
    """Return by which part the spread has become less; none where there was none."""
    spread = float(np.nanstd(before))
    return 1.0 - float(np.nanstd(after)) / spread if spread > 0 else None
