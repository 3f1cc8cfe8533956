"""Stata: .dta files (version 118, Stata 14 and newer) with labelled variables, and verdicts as value labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from simulator.errors import OutputError
from simulator.report.export.identifiers import identifiers
from simulator.report.export.parts import Field, Parts
from simulator.report.export.result import Paths, Result
from simulator.report.export.sheet import Column, Sheet
from simulator.report.export.tables import column_sheet, labelled_bands, labelled_targets
from simulator.report.export.wording import verdict_word
from simulator.report.labelling import Named
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, choose

__all__ = ["write_stata"]

MOST_LETTERS = 32
MOST_LABEL = 80
MOST_VARIABLES = 32_767
MOST_TEXT = 2_045
LARGEST = 8.988e307  # what is larger, Stata has no place for
# Measured on 200,000 rows of 57 columns: pieces and whole columns, then pandas' table, as Stata wants it, as bytes.
_COPIES = 5
_SHARE = 0.8
_ENDINGS = ("_value", "_margin", "_verdict")
_VERDICTS = ("", "met", "missed", "too_close", "undecided", "not_modelled")


@dataclass(frozen=True)
class _Variable:
    """One column of a file. label: what Stata shows beside the name. values: (row,), numbers or text.

    words: of a column of codes: what each stands for; empty otherwise.
    """

    name: str
    label: str
    values: np.ndarray
    words: Mapping[int, str]


def write_stata(result: Result, folder: Path, language: Language) -> tuple[str, ...]:
    """Write values.dta and verdicts.dta of a run; members.dta, trajectories.dta, summary.dta, bands.dta of a batch.

    language: of variable labels, for Stata has one a variable; names are the model's.
    Returns:  how many infinities were written as missing, a line a file.
    Raises:   OutputError when pandas is not installed, or the members do not fit in memory.
    """
    pandas = _pandas()
    for parts in (result.members, result.trajectories):
        if parts is not None:
            _refuse_too_large(result, parts)
    files: dict[str, Iterable[_Variable]] = {}
    if result.paths is not None:
        files["values"] = _path_variables(result.paths, language)
    if result.verdicts is not None:
        files["verdicts"] = _sheet_variables(labelled_targets(result, result.verdicts), language)
    if result.summary is not None:
        files["summary"] = _sheet_variables(labelled_targets(result, result.summary), language)
    if result.bands is not None:
        files["bands"] = _sheet_variables(labelled_bands(result, result.bands), language)
    for name, parts in (("members", result.members), ("trajectories", result.trajectories)):
        if parts is not None:
            files[name] = _part_variables(result, parts, language)
    notices = []
    for name, variables in files.items():
        n_lost = _write(pandas, result, folder / f"{name}.dta", list(variables))
        if n_lost:
            notices.append(f"{name}.dta: {n_lost} values that are not finite are missing (.) in Stata")
    return tuple(notices)


def _path_variables(paths: Paths, language: Language) -> list[_Variable]:
    """One row a scenario and time, one column a variable."""
    shape = (len(paths.scenarios), len(paths.times))
    scenario = np.repeat(np.array(paths.scenarios, dtype=object), shape[1])
    times = np.tile(paths.times, shape[0])
    made = [_plain("scenario", scenario), _plain(paths.axis, times.astype(np.int32) if paths.axis == "year" else times)]
    for place, variable in enumerate(paths.variables):
        values = paths.values[:, :, place].ravel()
        made.append(_Variable(variable.name, _label(variable, language), values, {}))
    return made


def _part_variables(result: Result, parts: Parts, language: Language) -> list[_Variable]:
    """One row a row of the parts."""
    rows = {row[0]: Named(row[1], row[0], row[2], row[3], row[4]) for row in column_sheet(result).rows}
    gathered: dict[str, list[np.ndarray]] = {field.name: [] for field in parts.fields}
    scenarios: list[str] = []
    for piece in parts.pieces():
        for field in parts.fields:
            column = piece.columns[field.name]
            if field.name == "scenario":
                scenarios += [each for each in dict.fromkeys(column.tolist()) if each not in scenarios]
                column = _coded(column, scenarios)
            elif field.kind == "verdict":
                column = _coded(column, _VERDICTS)
            gathered[field.name].append(column)
    made = []
    for field in parts.fields:
        values = np.concatenate(gathered.pop(field.name))
        made.append(_part_variable(field, values, scenarios, (rows.get(field.name), language)))
    return made


def _part_variable(
    field: Field, values: np.ndarray, scenarios: Sequence[str], told: tuple[Named | None, Language]
) -> _Variable:
    named, language = told
    if field.name == "scenario":
        return _Variable("scenario", "scenario", values, dict(enumerate(scenarios)))
    label = field.name if named is None else _label(named, language)
    if field.kind == "verdict":
        words = {code: verdict_word(word, language) for code, word in enumerate(_VERDICTS) if word}
        return _Variable(field.name, label, values, words)
    if values.dtype.kind in "iu":
        fits = np.abs(values).max(initial=0) <= 2_147_483_620  # Stata's long
        values = values.astype(np.int32 if fits else np.float64)
    return _Variable(field.name, label, values, {})


def _sheet_variables(sheet: Sheet, language: Language) -> list[_Variable]:
    """One row a row of a sheet; a verdict gets value labels."""
    made = []
    for column in sheet.columns:
        if column.name == "verdict":
            words = {code: verdict_word(word, language) for code, word in enumerate(_VERDICTS) if word}
            codes = _coded(np.array(column.text, dtype=object), _VERDICTS)
            made.append(_Variable("verdict", "verdict", codes, words))
        else:
            made.append(_plain(column.name, _cells(column)))
    return made


def _cells(column: Column) -> np.ndarray:
    if column.kind == "text":
        return np.array(column.text, dtype=object)
    return column.numbers.astype(np.int32) if column.kind == "whole" else column.numbers


def _plain(name: str, values: np.ndarray) -> _Variable:
    return _Variable(name, name, values, {})


def _coded(words: np.ndarray, known: Sequence[str]) -> np.ndarray:
    """Write words as their places among those known."""
    codes = np.zeros(len(words), dtype=np.int16 if len(known) > 100 else np.int8)
    for code, word in enumerate(known):
        codes[words == word] = code
    return codes


def _label(named: Named, language: Language) -> str:
    """Label a variable: the model's name, the label where it says more, the unit."""
    label = choose(named.en, named.zh, language)
    unit = "" if named.kind == "target verdict" else unit_text(named.unit, language)
    part = {"target margin": " (margin)", "target verdict": " (verdict)"}.get(named.kind, "")
    shown = f"{named.name}: {label}" if label not in ("", named.name) else named.name
    end = part + (f", {unit}" if unit else "")
    return shown[: max(MOST_LABEL - len(end), 0)] + end


def _write(pandas: Any, result: Result, path: Path, variables: list[_Variable]) -> int:
    """Write one file. Returns: how many infinities became missing."""
    if len(variables) > MOST_VARIABLES:
        told = f"{len(variables):,} variables. Expected at most {MOST_VARIABLES:,}, as Stata holds"
        raise OutputError(f"{path.name}: {told}. Export as csv.")
    names = identifiers([each.name for each in variables], MOST_LETTERS, _ENDINGS)
    columns, n_lost = {}, 0
    for name, each in zip(names, variables, strict=True):
        values = each.values
        if values.dtype.kind == "f":
            lost = np.isinf(values) | (np.abs(values) >= LARGEST)
            n_lost += int(lost.sum())
            values = np.where(lost, np.nan, values) if lost.any() else values
        columns[name] = values
    texts = [name for name, values in columns.items() if values.dtype.kind == "O"]
    long = [name for name in texts if max((len(each.encode()) for each in columns[name]), default=0) > MOST_TEXT]
    with path.open("wb") as file:
        pandas.DataFrame(columns).to_stata(
            file,
            write_index=False,
            version=118,
            time_stamp=datetime.fromisoformat(result.written).astimezone(UTC).replace(tzinfo=None),
            data_label=result.name[:MOST_LABEL],
            variable_labels={name: each.label[:MOST_LABEL] for name, each in zip(names, variables, strict=True)},
            value_labels={name: dict(each.words) for name, each in zip(names, variables, strict=True) if each.words},
            convert_strl=long,
        )
    return n_lost


def _refuse_too_large(result: Result, parts: Parts, available: int | None = None) -> None:
    """Refuse parts that memory cannot hold, for pandas writes from memory. available: bytes; None asks the system."""
    free = psutil.virtual_memory().available if available is None else available
    size = parts.n_rows * len(parts.fields) * 8 * _COPIES
    if size > _SHARE * free:
        raise OutputError(
            f"{parts.folder}: {parts.n_rows:,} rows of {len(parts.fields):,} columns need {size / 1e9:.1f} GB of "
            f"memory as Stata files, {free / 1e9:.1f} GB are free. Expected at most {_SHARE:.0%} of that. "
            "Export as csv, which is streamed, or keep fewer columns or members."
        )


def _pandas() -> Any:
    """Import the writer of Stata files, which no other command waits for."""
    try:
        import pandas  # noqa: PLC0415
    except ImportError:
        raise OutputError(
            "stata: pandas is not installed. Expected it beside the program. "
            "Install it: pip install dezhou-simulator[export]"
        ) from None
    return pandas
