"""NetCDF: labelled arrays with units and both languages' names; members are written piece by piece."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from errno import ENOSPC
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from simulator.errors import OutputError
from simulator.report.export.parts import Field, Parts, Piece
from simulator.report.export.result import Paths, Result
from simulator.report.export.sheet import Sheet
from simulator.report.export.tables import column_sheet, labelled_targets, sample_note
from simulator.report.export.variables import about, codes, flags, free_names, put, put_scenarios, put_text, put_years
from simulator.report.labelling import Named

__all__ = ["write_netcdf"]

_MEMBERS_AT_ONCE = 65_536
_TEXT_KEYS = ("scenario", "target")


def write_netcdf(result: Result, path: Path) -> None:
    """Write one NetCDF-4 file.

    Of a run: variables (scenario, year), or (scenario, time) of a model file; group targets.
    Of a batch: inputs, and values, margins and verdicts of targets (scenario, member); groups trajectories
    (scenario, member, year), bands (scenario, quantile, year) and targets.
    Raises: OutputError when h5netcdf is not installed, or parts are damaged; OSError when the disk has no room.
    """
    h5netcdf = _h5netcdf()
    _refuse_full_disk(result, path)
    with h5netcdf.File(path, "w") as file:
        file.attrs["Conventions"] = "CF-1.11"
        file.attrs["title"] = result.name
        file.attrs["manifest"] = json.dumps(result.manifest, ensure_ascii=False)
        if result.is_batch:
            file.attrs["comment"] = sample_note(result, "en")
            file.attrs["comment_zh"] = sample_note(result, "zh")
        if result.paths is not None:
            _write_paths(file, result.paths)
        if result.members is not None:
            _write_members(file, result, result.members, None)
        if result.trajectories is not None:
            _write_members(file.create_group("trajectories"), result, result.trajectories, _years(result.trajectories))
        if result.bands is not None and result.bands.rows:
            _write_bands(file.create_group("bands"), result, result.bands)
        targets = result.verdicts or result.summary
        if targets is not None and targets.rows:
            _write_targets(file.create_group("targets"), labelled_targets(result, targets))


def _write_paths(file: Any, paths: Paths) -> None:
    """Write values over time."""
    axis = paths.axis
    file.dimensions = {"scenario": len(paths.scenarios), axis: len(paths.times)}
    put_scenarios(file, paths.scenarios)
    if axis == "year":
        put_years(file, paths.times)
    else:
        put(file, "time", ("time",), paths.times, {"long_name": "time", "long_name_zh": "时间"})
    names = free_names([each.name for each in paths.variables], ("scenario", axis))
    for place, variable in enumerate(paths.variables):
        values = np.ascontiguousarray(paths.values[:, :, place])
        put(file, names[variable.name], ("scenario", axis), values, about(variable))


def _write_members(group: Any, result: Result, parts: Parts, years: np.ndarray | None) -> None:
    """Write one variable a column of parts: (scenario, member), and by year where there are years."""
    scenarios = _scenarios(result)
    n_years = 1 if years is None else len(years)
    n_members = parts.n_rows // (len(scenarios) * n_years)
    if n_members * len(scenarios) * n_years != parts.n_rows:
        told = f"{parts.n_rows:,} rows for {len(scenarios)} scenarios and {n_years} years"
        raise OutputError(f"{parts.folder}: {told}. Expected all members of each. Make the results again.")
    group.dimensions = {"scenario": len(scenarios), "member": n_members, **({} if years is None else {"year": n_years})}
    put_scenarios(group, scenarios)
    numbered = {"long_name": "number of the member, the same in every scenario", "long_name_zh": "成员编号"}
    put(group, "member", ("member",), np.arange(n_members, dtype=np.int64), numbered)
    if years is not None:
        put_years(group, years)
    columns = [field for field in parts.fields if field.kind != "key"]
    dimensions = ("scenario", "member") if years is None else ("scenario", "member", "year")
    chunks = (1, min(n_members, _MEMBERS_AT_ONCE // n_years or 1), n_years)[: len(dimensions)]
    made = _create(group, result, columns, (dimensions, chunks))
    for piece in _whole_members(parts, n_years):
        for place, rows in _runs(piece, scenarios, n_years, (n_members, parts.folder)):
            members = piece.columns["member"][rows][::n_years]
            for field in columns:
                values = _values(field, piece.columns[field.name][rows])
                block = values if years is None else values.reshape(-1, n_years)
                made[field.name][place, int(members[0]) : int(members[-1]) + 1] = block


def _create(
    group: Any, result: Result, columns: Sequence[Field], shape: tuple[tuple[str, ...], tuple[int, ...]]
) -> dict[str, Any]:
    """Create the variables of members, to be filled piece by piece. Returns: name of the column -> variable."""
    dimensions, chunks = shape
    sheet = column_sheet(result)
    named = {row[0]: Named(row[1], row[0], row[2], row[3], row[4]) for row in sheet.rows}
    names = free_names([field.name for field in columns], dimensions)
    made = {}
    for field in columns:
        is_number = field.kind != "verdict"
        made[field.name] = group.create_variable(
            names[field.name],
            dimensions,
            "f8" if is_number else "i1",
            chunks=chunks,
            fillvalue=np.nan if is_number else None,
        )
        told = about(named[field.name]) | ({} if is_number else flags())
        made[field.name].attrs.update(told | {"role": named[field.name].kind})
    return made


def _whole_members(parts: Parts, n_years: int) -> Iterator[Piece]:
    """Give pieces in which every member has all its years: a part has whole members, a piece of it need not."""
    left: dict[str, np.ndarray] = {}
    for piece in parts.pieces():
        columns = {
            name: np.concatenate([left[name], values]) if left else values for name, values in piece.columns.items()
        }
        n_rows = len(columns["member"]) // n_years * n_years
        left = {name: values[n_rows:] for name, values in columns.items()} if n_rows < len(columns["member"]) else {}
        if n_rows:
            yield Piece({name: values[:n_rows] for name, values in columns.items()}, n_rows)


def _runs(piece: Piece, scenarios: Sequence[str], n_years: int, whole: tuple[int, Path]) -> Iterator[tuple[int, slice]]:
    """Split a piece where the scenario changes or members do not follow one another.

    whole:   how many members there are, and where, for messages.
    Returns: (place of the scenario, rows). Raises: OutputError for a member or scenario that cannot be.
    """
    n_members, folder = whole
    places = {scenario: place for place, scenario in enumerate(scenarios)}
    codes = np.array([places.get(each, -1) for each in piece.columns["scenario"].tolist()])
    members = piece.columns["member"]
    if (codes < 0).any() or members.min() < 0 or members.max() >= n_members:
        told = f"a row is of none of {len(scenarios)} scenarios or {n_members:,} members"
        raise OutputError(f"{folder}: {told}. Expected those of summary.csv. Make the results again.")
    firsts, steps = codes[::n_years], np.diff(members[::n_years])
    breaks = np.flatnonzero((np.diff(firsts) != 0) | (steps != 1)) + 1
    edges = [0, *breaks.tolist(), len(firsts)]
    for first, last in pairwise(edges):
        yield int(firsts[first]), slice(first * n_years, last * n_years)


def _write_bands(group: Any, result: Result, bands: Sheet) -> None:
    """Write quantiles by year: (scenario, quantile, year), and what they may be off by: (scenario, year)."""
    scenarios = _scenarios(result)
    quantiles = [name for name in bands.header if name[:1] == "q" and name[1:].isdigit()]
    years = np.unique(bands.column("year").numbers)
    variables = tuple(dict.fromkeys(bands.column("variable").text))
    group.dimensions = {"scenario": len(scenarios), "quantile": len(quantiles), "year": len(years)}
    put_scenarios(group, scenarios)
    shares = np.array([int(name[1:]) / 100 for name in quantiles])
    put(group, "quantile", ("quantile",), shares, {"long_name": "share of members below", "long_name_zh": "分位"})
    put_years(group, years)
    keys = [bands.column(name).text for name in ("scenario", "variable")]
    places = [scenarios.index(each) for each in keys[0]], np.searchsorted(years, bands.column("year").numbers)
    names = free_names([*variables, *(f"{each} error" for each in variables)], ("scenario", "quantile", "year"))
    for variable in variables:
        rows = np.flatnonzero([each == variable for each in keys[1]])
        where, when = np.array(places[0])[rows], np.array(places[1])[rows]
        block = np.full((len(scenarios), len(quantiles), len(years)), np.nan)
        for number, name in enumerate(quantiles):
            block[where, number, when] = bands.column(name).numbers[rows]
        told = about(result.named("variable", variable))
        put(group, names[variable], ("scenario", "quantile", "year"), block, told)
        if "error" in bands.header:
            error = np.full((len(scenarios), len(years)), np.nan)
            error[where, when] = bands.column("error").numbers[rows]
            told |= {"long_name": f"what the quantiles may be off by: {told['long_name']}"}
            put(group, names[f"{variable} error"], ("scenario", "year"), error, told)


def _write_targets(group: Any, sheet: Sheet) -> None:
    """Write verdicts of a run, or shares of a batch: every column (scenario, target)."""
    scenarios, targets = (tuple(dict.fromkeys(sheet.column(name).text)) for name in ("scenario", "target"))
    group.dimensions = {"scenario": len(scenarios), "target": len(targets)}
    put_scenarios(group, scenarios)
    put_text(group, "target", ("target",), targets, {"long_name": "target", "long_name_zh": "目标"})
    shape, dimensions = (len(scenarios), len(targets)), ("scenario", "target")
    for column in sheet.columns:
        if column.name in _TEXT_KEYS:
            continue
        if column.name == "verdict":
            told = codes(np.array(column.text, dtype=object)).reshape(shape)
            put(group, "verdict", dimensions, told, flags() | {"long_name": "verdict", "long_name_zh": "判定"})
        elif column.kind == "text":
            put_text(group, column.name, dimensions, np.array(column.text, dtype=object).reshape(shape), {})
        else:
            put(group, column.name, dimensions, column.numbers.reshape(shape), {})


def _values(field: Field, column: np.ndarray) -> np.ndarray:
    """Bring a column of a piece to what is written of it."""
    return codes(column) if field.kind == "verdict" else column


def _scenarios(result: Result) -> tuple[str, ...]:
    """Name the scenarios of a batch, in their order."""
    assert result.summary is not None
    return tuple(dict.fromkeys(result.summary.column("scenario").text))


def _years(parts: Parts) -> np.ndarray:
    """Find the years of trajectories; every member has the same."""
    found: set[int] = set()
    for piece in parts.pieces(("year",)):
        found.update(np.unique(piece.columns["year"]).tolist())
    return np.array(sorted(found), dtype=np.int32)


def _refuse_full_disk(result: Result, path: Path) -> None:
    """Refuse to begin where the arrays cannot fit: HDF5 itself would notice at the end only. Raises: OSError."""
    size = 0 if result.paths is None else result.paths.values.nbytes
    for parts in (result.members, result.trajectories):
        if parts is not None:
            kinds = [field.kind for field in parts.fields]
            size += parts.n_rows * (8 * (kinds.count("number") + kinds.count("whole")) + kinds.count("verdict"))
    if size > shutil.disk_usage(path.parent).free:
        raise OSError(ENOSPC, os.strerror(ENOSPC))


def _h5netcdf() -> Any:
    """Import the writer of NetCDF, which no other command waits for."""
    try:
        import h5netcdf  # noqa: PLC0415
    except ImportError:
        raise OutputError(
            "netcdf: h5netcdf is not installed. Expected it beside the program. "
            "Install it: pip install dezhou-simulator[export]"
        ) from None
    return h5netcdf
