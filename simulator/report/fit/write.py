"""Writing what a calibration gives: sheets, a scenario that gives the fit again, figures, and the manifest."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path, PurePath

from simulator.report.fit.figure import fit_figures
from simulator.report.fit.folder import FitFolder, write_folder
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
from simulator.report.headline import page_name
from simulator.report.manifest import scenario_content
from simulator.report.words import Language, in_both
from simulator.report.write import Written

__all__ = ["calibration_content", "write_calibrated"]


def write_calibrated(done: Calibrated, root: Path, language: Language) -> Written:
    """Write a calibration into a folder of results in `root`. Raises: OutputError, as `write_folder`."""
    figures = ((page_name("fit", number), each) for number, each in enumerate(fit_figures(done, language), start=1))
    sheets = (
        ("parameters.csv", PARAMETER_COLUMNS, parameter_rows(done)),
        ("fit.csv", FIT_COLUMNS, fit_rows(done)),
        ("statistics.csv", STATISTICS_COLUMNS, statistics_rows(done)),
        ("identifiability.csv", IDENTIFIABILITY_COLUMNS, identifiability_rows(done)),
    )
    asked, inputs = done.asked, partial(write_fragment, done=done)
    return write_folder(FitFolder(asked.name, asked.case, sheets, figures, calibration_content(done), inputs), root)


def calibration_content(done: Calibrated) -> dict[str, object]:
    """Describe a calibration for a manifest: what was fitted, how it was searched, how that ended."""
    asked, found = done.asked, done.found
    return {
        "calibration": PurePath(asked.calibration.shown).name,
        "until": asked.until,
        "fitted": scenario_content(asked.scenario, ()),
        "parameters": {
            each.name: {"value": value, "range": [each.low, each.high], "at_bound": end}
            for each, value, end in zip(asked.calibration.parameters, found.values.tolist(), found.ends, strict=True)
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
