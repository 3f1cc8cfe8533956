"""CSV: tidy and wide tables with both languages' names, UTF-8 with BOM, numbers that read back to the same bits."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from simulator.report.cell_guard import guarded
from simulator.report.export.parts import Parts
from simulator.report.export.result import Result
from simulator.report.export.sheet import Sheet
from simulator.report.export.tables import (
    column_sheet,
    input_sheet,
    labelled_bands,
    labelled_targets,
    long_header,
    long_rows,
    wide_header,
    wide_rows,
)
from simulator.report.sheets import number_text
from simulator.report.store import MANIFEST

__all__ = ["RESULTS_MANIFEST", "write_plain", "write_rows"]

# Not manifest.json: a folder with that name is one of results, which a run may replace.
RESULTS_MANIFEST = "results-manifest.json"


def write_plain(result: Result, folder: Path) -> None:
    """Write every table of a result into an empty folder."""
    if result.paths is not None:
        write_rows(folder / "values-long.csv", long_header(result.paths), long_rows(result.paths))
        write_rows(folder / "values-wide.csv", wide_header(result.paths), wide_rows(result.paths))
    for name, sheet in _sheets(result).items():
        write_rows(folder / f"{name}.csv", sheet.header, sheet.rows)
    for name, parts in (("members", result.members), ("trajectories", result.trajectories)):
        if parts is not None:
            write_rows(folder / f"{name}.csv", [field.name for field in parts.fields], _streamed(parts))
    shutil.copyfile(result.folder / MANIFEST, folder / RESULTS_MANIFEST)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> None:
    """Write one table in which no cell runs as a formula. A nan is an empty cell, infinities are inf and -inf."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(guarded, header))
        writer.writerows([_text(cell) for cell in row] for row in rows)


def _sheets(result: Result) -> dict[str, Sheet]:
    """Give the small tables by the names of their files."""
    sheets = {}
    if result.verdicts is not None:
        sheets["verdicts"] = labelled_targets(result, result.verdicts)
    if result.summary is not None:
        sheets["summary"] = labelled_targets(result, result.summary)
        sheets["columns"] = column_sheet(result)
    if result.bands is not None:
        sheets["bands"] = labelled_bands(result, result.bands)
    if "scenarios" in result.manifest or result.is_batch:
        sheets["inputs"] = input_sheet(result)
    return sheets


def _streamed(parts: Parts) -> Iterator[tuple[str, ...]]:
    """Give the rows of parts as text, holding one piece at a time."""
    for piece in parts.pieces():
        yield from zip(*(_texts(piece.columns[field.name]) for field in parts.fields), strict=True)


def _texts(column: np.ndarray) -> list[str]:
    """Write a column of a piece; a nan is blank."""
    if column.dtype.kind == "f":
        return [repr(each) if each == each else "" for each in column.tolist()]
    return list(map(str, column.tolist()))


def _text(cell: str | float) -> str:
    if isinstance(cell, str):
        return guarded(cell)
    return str(cell) if isinstance(cell, int) else number_text(cell, blank_nan=True)
