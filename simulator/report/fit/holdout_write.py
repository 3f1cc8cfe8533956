"""Writing what a hold-out gives: sheets, a figure a cut, and the manifest."""

from __future__ import annotations

from pathlib import Path

from simulator.report.fit.folder import FitFolder, write_folder
from simulator.report.fit.holdout_figure import holdout_figure
from simulator.report.fit.holdout_rows import (
    HOLDOUT_COLUMNS,
    POINT_COLUMNS,
    SUMMARY_COLUMNS,
    holdout_rows,
    point_rows,
    summary_rows,
)
from simulator.report.fit.holdout_screen import warnings_content
from simulator.report.fit.outcome import Tested
from simulator.report.fit.write import calibration_content
from simulator.report.words import Language, in_both
from simulator.report.write import Written

__all__ = ["write_held_out"]


def write_held_out(done: Tested, root: Path, language: Language) -> Written:
    """Write a hold-out into a folder of results in `root`. Raises: OutputError, as `write_folder`."""
    sheets = (
        ("holdout.csv", HOLDOUT_COLUMNS, holdout_rows(done)),
        ("points.csv", POINT_COLUMNS, point_rows(done)),
        ("summary.csv", SUMMARY_COLUMNS, summary_rows(done)),
    )
    figures = ((f"holdout-{test.cut}", holdout_figure(done, test, language)) for test in done.tests if test.series)
    return write_folder(FitFolder(done.name, done.case, sheets, figures, _content(done)), root)


def _content(done: Tested) -> dict[str, object]:
    return {
        "share": done.share,
        "cuts": {
            str(test.cut): {
                "calibration": calibration_content(test.calibrated),
                "members": test.members,
                "band": in_both(("holdout.posterior", {})),
                "drawn_besides": list(test.levers),
                "beyond_their_range": dict(test.beyond),
                "sampling": test.sampling,
                "notes": warnings_content(test),
            }
            for test in done.tests
        },
        "summary": list(summary_rows(done)),
    }
