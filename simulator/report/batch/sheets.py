"""Sheets of a batch: summary.csv and bands.csv, UTF-8 with BOM, every number so that it reads back to the same bits."""

from __future__ import annotations

from pathlib import Path

from simulator.report.batch.outcome import PROBABILITIES, BatchResults, TargetShare
from simulator.report.sheets import cell_text, number_text, write_sheet
from simulator.target.register import Target

__all__ = ["BAND_COLUMNS", "SUMMARY_COLUMNS", "summary_cells", "write_bands", "write_summary"]

Cell = str | int | float | None

QUANTILE_COLUMNS = tuple(f"q{100 * each:02.0f}" for each in PROBABILITIES)
SUMMARY_COLUMNS = (
    *("scenario", "target", "document", "binding", "variable", "year", "reading", "target_value", "unit"),
    *("basis", "verdict", "n", "p_met", "p_low", "p_high", "share_too_close", "share_undecided"),
    *QUANTILE_COLUMNS,
    *("quantile_error", "numerical_error", "reason"),
)
BAND_COLUMNS = ("scenario", "variable", "unit", "year", *QUANTILE_COLUMNS, "error")


def write_summary(path: Path, results: BatchResults) -> None:
    """Write one row a scenario and target, in the order of the register; what is not there is an empty cell."""
    rows = (
        [cell_text(each) for each in summary_cells(outcome.scenario.name, results.case.targets[share.target], share)]
        for outcome in results.outcomes
        for share in outcome.shares
    )
    write_sheet(path, SUMMARY_COLUMNS, rows)


def write_bands(path: Path, results: BatchResults) -> None:
    """Write quantiles by year in shown units, one row a scenario, variable and year; a blank is an empty cell."""
    rows = (
        [
            *(outcome.scenario.name, name, unit, str(year)),
            *(number_text(each, blank_nan=True) for each in outcome.bands.values[:, place, number].tolist()),
            number_text(float(outcome.bands.error[place, number]), blank_nan=True),
        ]
        for outcome in results.outcomes
        for number, (name, unit) in enumerate(zip(outcome.bands.names, outcome.bands.units, strict=True))
        for place, year in enumerate(outcome.bands.years.tolist())
    )
    write_sheet(path, BAND_COLUMNS, rows)


def summary_cells(scenario: str, target: Target, share: TargetShare) -> tuple[Cell, ...]:
    """Give the values of one row, under SUMMARY_COLUMNS; a quantile that is no number is None."""
    counted, spread = share.counted, share.spread
    quantiles: tuple[Cell, ...] = (None,) * len(PROBABILITIES)
    if spread is not None:
        quantiles = tuple(None if each != each else each for each in spread.quantiles)
    shares: tuple[Cell, ...] = (None, None)
    if counted is not None and counted.n:
        shares = (counted.too_close / counted.n, counted.undecided / counted.n)
    return (
        *(scenario, target.id, target.document, target.binding, target.variable, target.year, target.reading),
        *(target.target_value, target.unit, share.basis, share.verdict),
        *(None if counted is None else counted.n, share.p_met, share.p_low, share.p_high),
        *shares,
        *quantiles,
        *(None if spread is None else spread.error, share.numerical_error, share.reason),
    )
