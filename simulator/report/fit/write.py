"""Writing what a fit gives: every file into a draft, which takes its final name when it is complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePath

from simulator.report.fit.figure import fit_figures
from simulator.report.fit.fragment import write_fragment
from simulator.report.fit.outcome import Calibrated
from simulator.report.fit.rows import (
    FIT_COLUMNS,
    IDENTIFIABILITY_COLUMNS,
    PARAMETER_COLUMNS,
    STATISTICS_COLUMNS,
    fit_rows,
    identifiability_rows,
    parameter_rows,
    statistics_rows,
)
from simulator.report.frame import save
from simulator.report.headline import page_name
from simulator.report.manifest import execution_now, heading, scenario_content, versions, write_manifest
from simulator.report.sheets import cell_text, write_sheet
from simulator.report.store import replacing, result_folder
from simulator.report.words import Language, in_both
from simulator.report.write import Written

__all__ = ["calibration_content", "write_calibrated", "write_rows"]

_SHEETS = (
    ("parameters.csv", PARAMETER_COLUMNS, parameter_rows),
    ("fit.csv", FIT_COLUMNS, fit_rows),
    ("statistics.csv", STATISTICS_COLUMNS, statistics_rows),
    ("identifiability.csv", IDENTIFIABILITY_COLUMNS, identifiability_rows),
)


def write_calibrated(done: Calibrated, root: Path, language: Language) -> Written:
    """Write sheets, a scenario that gives the fit again, figures and the manifest.

    root:   the folder in which the folder of results is made; an old one of that name is replaced, whole.
    Raises: OutputError when that cannot be done; the old results are still there then.
    """
    folder = result_folder(root, (done.name,))
    pictures: list[Path] = []
    with replacing(folder) as draft:
        for name, columns, rows in _SHEETS:
            write_rows(draft / name, columns, rows(done))
        write_fragment(draft, done)
        (draft / "figures").mkdir()
        for number, figure in enumerate(fit_figures(done, language), start=1):
            files = save(figure, draft / "figures", page_name("fit", number))
            pictures += [folder / each.relative_to(draft) for each in files if each.suffix == ".png"]
        write_manifest(draft, _manifest(done))
    return Written(folder, tuple(pictures))


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str | float | int | None]]) -> None:
    """Write rows as a sheet."""
    write_sheet(path, columns, ([cell_text(row[column]) for column in columns] for row in rows))


def calibration_content(done: Calibrated) -> dict[str, object]:
    """Describe a calibration for a manifest: what was fitted, how it was searched, how that ended."""
    found = done.found
    return {
        "calibration": PurePath(done.calibration.shown).name,
        "until": done.until,
        "fitted": scenario_content(done.scenario, ()),
        "parameters": {
            each.name: {"value": value, "range": [each.low, each.high], "at_bound": end}
            for each, value, end in zip(done.calibration.parameters, found.values.tolist(), found.ends, strict=True)
        },
        "observations": {each.observation.name: len(each.observation.points) for each in done.series},
        "search": {
            **{name: value for name, value in asdict(done.effort).items() if name != "threads"},
            "screened": found.screened,
            "not_finite": found.broken,
            "losses": list(found.losses),
            "agreeing": found.agreeing,
            "converged": found.converged,
            "ended": in_both((f"calibration.ended.{found.status}", {})),
            "loss": found.loss,
        },
        "engine": done.engine,
        "notes": [in_both(each) for each in done.notes],
    }


def _manifest(done: Calibrated) -> dict[str, object]:
    return {
        **heading(done.case.model, done.case.model_hash),
        **calibration_content(done),
        "units": {label.variable: label.unit for label in done.case.labels},
        "versions": versions(),
        "execution": asdict(execution_now()),
    }
