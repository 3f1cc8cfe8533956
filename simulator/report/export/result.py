"""A folder of results read back: of run, compare, a model file and a batch; members stay on disk and are streamed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from simulator.encoding import Unreadable, read_text
from simulator.errors import OutputError, unknown_name
from simulator.report.export.parts import Parts, read_parts
from simulator.report.export.sheet import Sheet, number_of, read_sheet
from simulator.report.labelling import LABELS, Named, read_names
from simulator.report.rows import VERDICT_COLUMNS
from simulator.report.store import FORMAT, MANIFEST

__all__ = ["Paths", "Result", "find_result", "read_result"]

PARTIAL = ".partial"
_BANDS = ("scenario", "variable", "unit", "year")
_SUMMARY = ("scenario", "target")


@dataclass(frozen=True)
class Paths:
    """Values over time of a few scenarios.

    axis:      year, or time for a model file. times: (time,).
    variables: with their units. values: (scenario, time, variable), nan where there is none.
    """

    axis: str
    scenarios: tuple[str, ...]
    times: np.ndarray
    variables: tuple[Named, ...]
    values: np.ndarray


@dataclass(frozen=True)
class Result:
    """Everything that a folder of results holds.

    name:     of the folder. manifest: as it stands there. names: of labels.csv; none for a model file.
    paths:    of run, compare and a model file; None for a batch. verdicts: of run and compare.
    summary, bands, members, trajectories: of a batch; members and trajectories where it keeps them.
    """

    folder: Path
    manifest: dict[str, Any]
    names: tuple[Named, ...]
    paths: Paths | None = None
    verdicts: Sheet | None = None
    summary: Sheet | None = None
    bands: Sheet | None = None
    members: Parts | None = None
    trajectories: Parts | None = None

    @property
    def name(self) -> str:
        """What the result is called."""
        return self.folder.name

    @property
    def model(self) -> str:
        """Name of the model."""
        return str(self.manifest["model"]["name"])

    @property
    def is_batch(self) -> bool:
        """Tell whether these are the results of a batch."""
        return "batch" in self.manifest

    @property
    def written(self) -> str:
        """When the results were written, as ISO 8601; what an export of them is dated by."""
        return str(self.manifest.get("execution", {}).get("written", "2000-01-01T00:00:00+00:00"))

    @cached_property
    def labels(self) -> dict[tuple[str, str], Named]:
        """(kind, name) -> what it is called."""
        return {(each.kind, each.name): each for each in self.names}

    def named(self, kind: str, name: str) -> Named:
        """Say what a name is called; a name that has no label is its own."""
        return self.labels.get((kind, name)) or Named(kind, name, name, name, "")


def find_result(reference: str) -> Path:
    """Find a folder of results by its path, or by its name under outputs/.

    Raises: OutputError with the nearest names; of an unfinished batch with how to finish it.
    """
    outputs = Path("outputs")
    for folder in (Path(reference), outputs / reference):
        if folder.is_dir():
            if folder.resolve().name.endswith(PARTIAL):
                raise _unfinished(folder)
            return folder
        partial = folder.with_name(folder.name + PARTIAL)
        if folder.name and partial.is_dir():
            raise _unfinished(partial)
    if Path(reference).is_file():
        raise OutputError(f"{reference}: it is a file. Expected a folder of results, such as outputs/baseline.")
    known = sorted(each.name for each in outputs.iterdir() if (each / MANIFEST).is_file()) if outputs.is_dir() else ()
    raise OutputError(unknown_name("outputs", "folder of results", reference, known))


def read_result(folder: Path) -> Result:
    """Read a folder of results. Raises: OutputError when it is none, or is not complete."""
    manifest = _manifest(folder)
    if "batch" in manifest:
        save = manifest["batch"].get("save", {})
        return Result(
            folder=folder.resolve(),
            manifest=manifest,
            names=read_names(folder / LABELS),
            summary=read_sheet(folder / "summary.csv", _SUMMARY),
            bands=read_sheet(folder / "bands.csv", _BANDS),
            members=_parts(folder / "members", bool(save.get("members"))),
            trajectories=_parts(folder / "trajectories", bool(save.get("variables"))),
        )
    is_bare = "scenarios" not in manifest
    names = () if is_bare else read_names(folder / LABELS)
    paths = _paths(folder / "trajectories.csv", manifest, names)
    verdicts = None if is_bare else read_sheet(folder / "verdicts.csv", VERDICT_COLUMNS)
    return Result(folder.resolve(), manifest, names, paths, verdicts)


def _parts(folder: Path, expected: bool) -> Parts | None:
    """Look at the parts that a batch was told to save. Raises: OutputError where they are not there."""
    parts = read_parts(folder)
    if parts is None and expected:
        raise OutputError(f"{folder}: no such folder. Expected it, for the batch saves it. Make the results again.")
    return parts


def _unfinished(folder: Path) -> OutputError:
    told = "Expected a finished one. Finish it with: simulator batch FILE --resume"
    return OutputError(f"{folder}: an unfinished batch. {told}.")


def _manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest, which is what makes a folder one of ours."""
    path = folder / MANIFEST
    expected = "Expected a folder that run, compare or batch wrote. Name one of those"
    if not path.is_file():
        raise OutputError(f"{folder}: no {MANIFEST}, so these are no results of this program. {expected}.")
    text = read_text(path, "a manifest")
    if isinstance(text, Unreadable):
        raise OutputError(text.at(path))
    try:
        manifest = json.loads(text)
    except ValueError as problem:
        raise OutputError(f"{path}: no JSON: {problem}. {expected}.") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise OutputError(f"{path}: its format is not {FORMAT!r}. {expected}.")
    if manifest.get("format_version") != 1 or not isinstance(manifest.get("model"), dict):
        found = manifest.get("format_version")
        raise OutputError(f"{path}: version {found!r} of the format. Expected 1. Make the results again.")
    return manifest


def _paths(path: Path, manifest: dict[str, Any], names: tuple[Named, ...]) -> Paths:
    """Read trajectories.csv: every scenario at the same times."""
    sheet = read_sheet(path, ("scenario",))
    axis = sheet.header[1] if len(sheet.header) > 1 else ""
    if sheet.header[0] != "scenario" or axis not in ("year", "time") or not sheet.rows:
        told = f"it begins with {', '.join(sheet.header[:2])}. Expected scenario, then year or time, and rows"
        raise OutputError(f"{path}:1: {told}. Make the results again.")
    scenarios = tuple(dict.fromkeys(row[0] for row in sheet.rows))
    try:
        numbers = np.array([[number_of(cell) for cell in row[1:]] for row in sheet.rows])
    except ValueError as problem:
        raise OutputError(f"{path}: {problem}. Expected numbers. Make the results again.") from None
    n_times = len(sheet.rows) // len(scenarios)
    times = numbers[:n_times, 0]
    asked = [scenario for scenario in scenarios for _ in range(n_times)]
    if [row[0] for row in sheet.rows] != asked or not np.array_equal(numbers[:, 0], np.tile(times, len(scenarios))):
        raise OutputError(f"{path}: scenarios are not all given at the same times. Make the results again.")
    labels = {each.name: each for each in names if each.kind == "variable"}
    units = manifest.get("units", {})
    variables = tuple(
        labels.get(name) or Named("variable", name, name, name, str(units.get(name, ""))) for name in sheet.header[2:]
    )
    return Paths(axis, scenarios, times, variables, numbers[:, 1:].reshape(len(scenarios), n_times, -1))
