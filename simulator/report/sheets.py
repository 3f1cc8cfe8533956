"""Sheets: trajectories.csv and verdicts.csv, UTF-8 with BOM, every number so that it reads back to the same bits."""

import csv
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.report.cell_guard import guarded
from simulator.report.outcome import BareRun, Results
from simulator.report.rows import VERDICT_COLUMNS

__all__ = ["cell_text", "number_text", "write_bare_trajectories", "write_sheet", "write_trajectories", "write_verdicts"]


def write_trajectories(path: Path, results: Results) -> None:
    """Write yearly values in shown units: scenario, year, one column a labelled variable; a blank is an empty cell."""
    names = results.outcomes[0].yearly.names
    rows = (
        [outcome.scenario.name, str(int(year)), *(number_text(each, blank_nan=True) for each in values)]
        for outcome in results.outcomes
        for year, values in zip(outcome.yearly.years, outcome.yearly.values[:, :, 0].tolist(), strict=True)
    )
    write_sheet(path, ("scenario", "year", *names), rows)


def write_verdicts(path: Path, results: Results) -> None:
    """Write one row a scenario and target, in the order of the register."""
    rows = (
        [cell_text(getattr(verdict, name)) for name in VERDICT_COLUMNS]
        for outcome in results.outcomes
        for verdict in outcome.verdicts
    )
    write_sheet(path, VERDICT_COLUMNS, rows)


def write_bare_trajectories(path: Path, run: BareRun) -> None:
    """Write every variable of a model file at its saves, model units: scenario, time, one column a variable."""
    saved = run.trajectories
    rows = (
        [run.name, number_text(time), *map(number_text, values)]
        for time, values in zip(saved.time.tolist(), saved.values[:, :, 0].tolist(), strict=True)
    )
    write_sheet(path, ("scenario", "time", *saved.names), rows)


def number_text(value: float, blank_nan: bool = False) -> str:
    """Write a number so that it reads back to the same bits; nan and inf are written so, nan is blank on demand."""
    return "" if blank_nan and math.isnan(value) else repr(float(value))


def cell_text(value: str | int | float | None) -> str:
    """Write one cell; what is not there is empty."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(value) if isinstance(value, int) else number_text(value)


def write_sheet(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a sheet in which no cell runs as a formula. newline: the line feed alone, the same on every system."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(guarded, header))
        writer.writerows(map(guarded, row) for row in rows)
