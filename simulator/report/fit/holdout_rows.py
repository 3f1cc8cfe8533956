"""Rows of a hold-out, for sheets and JSON: a row a forecast of a series, and a row a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.fit import Rival, SeriesTest
from simulator.report.fit.outcome import Tested, Testing
from simulator.report.fit.rows import STATISTICS_COLUMNS, statistics_cells

__all__ = ["HOLDOUT_COLUMNS", "POINT_COLUMNS", "SUMMARY_COLUMNS", "Row", "holdout_rows", "point_rows", "summary_rows"]

Row = dict[str, str | float | int | None]

HOLDOUT_COLUMNS = ("cut", "series", "variable", "unit", "forecast", "nearest", *STATISTICS_COLUMNS[3:])
POINT_COLUMNS = (
    *("cut", "series", "variable", "unit", "year", "observed", "model", "low", "high", "inside"),
    *("best_naive", "best_naive_value"),
)
_COUNTS = ("series", "contested", "wins", "points", "inside", "covered", "covered_by_series")
SUMMARY_COLUMNS = (
    "cut",
    *_COUNTS,
    "informed",
    *(f"all_{each}" for each in _COUNTS),
    "best_fit_wins",
    "unmoved_wins",
    "settled",
)


def holdout_rows(done: Tested) -> Iterator[Row]:
    """Give a row a forecast: the model first, then what is naive. nearest: whether its error is the least.

    The best fit alone and the median of the members, both not moved, come last and do not compete.
    """
    for test in done.tests:
        for series in test.series:
            forecasts = (series.model, *series.rivals)
            nearest = min(forecasts, key=lambda each: each.statistics.rmse)
            for each in forecasts:
                yield _row(test, series, each, "yes" if each is nearest and len(forecasts) > 1 else "")
            for each in (series.best_fit, series.unmoved):
                yield _row(test, series, each, "")


def point_rows(done: Tested) -> Iterator[Row]:
    """Give a row a point after a cut."""
    for test in done.tests:
        for series in test.series:
            best = series.best
            for place, point in enumerate(series.observation.points):
                inside = "yes" if series.inside[place] else "no"
                naive = (best.kind, float(best.values[place])) if best else ("", None)
                model = (float(series.model.values[place]), float(series.low[place]), float(series.high[place]))
                named = (test.cut, series.observation.name, series.observation.variable, series.observation.unit)
                cells = (*named, point.year, point.value, *model, inside, *naive)
                yield dict(zip(POINT_COLUMNS, cells, strict=True))


def summary_rows(done: Tested) -> Iterator[Row]:
    """Give a row a cut. contested: series that have a naive forecast. covered: %, of points inside the band.

    covered_by_series: the mean over series of that share. Series of which the model knows what followed are named under
    informed, and counted under all_ only. best_fit_wins, unmoved_wins: of the contested ones that are counted, those
    that the best fit alone wins, and the median that is not moved. settled: whether chains forgot where they began.
    """
    for test in done.tests:
        held = [each for each in test.series if not each.informed]
        informed = ", ".join(each.observation.name for each in test.series if each.informed)
        others = [sum(bool(each.beats(getattr(each, kind))) for each in held) for kind in ("best_fit", "unmoved")]
        settled = "yes" if test.sampling["settled"] else "no"
        cells = (test.cut, *_counts(held), informed, *_counts(test.series), *others, settled)
        yield dict(zip(SUMMARY_COLUMNS, cells, strict=True))


def _counts(series: Sequence[SeriesTest]) -> tuple[int | float | None, ...]:
    """Count series, contested ones, those won, points, those inside the band; their share in %, and by series."""
    contested = [each for each in series if each.wins is not None]
    points = sum(len(each.observation.points) for each in series)
    inside = sum(int(each.inside.sum()) for each in series)
    wins = sum(bool(each.wins) for each in contested)
    if not points:
        return len(series), len(contested), wins, 0, 0, None, None
    by_series = 100.0 * sum(float(each.inside.mean()) for each in series) / len(series)
    return len(series), len(contested), wins, points, inside, 100.0 * inside / points, by_series


def _row(test: Testing, series: SeriesTest, each: Rival, nearest: str) -> Row:
    named = (test.cut, series.observation.name, series.observation.variable, series.observation.unit)
    cells = (*named, each.kind, nearest, *statistics_cells(each.statistics))
    return dict(zip(HOLDOUT_COLUMNS, cells, strict=True))
