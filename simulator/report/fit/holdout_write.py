"""Writing what a hold-out gives: sheets, a figure a cut, and the manifest."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from simulator.report.fit.folder import write_rows
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
from simulator.report.frame import save
from simulator.report.manifest import execution_now, heading, versions, write_manifest
from simulator.report.store import replacing, result_folder
from simulator.report.words import Language, in_both
from simulator.report.write import Written

__all__ = ["write_held_out"]


def write_held_out(done: Tested, root: Path, language: Language) -> Written:
    """Write a hold-out.

    root:   the folder in which the folder of results is made; an old one of that name is replaced, whole.
    Raises: OutputError when that cannot be done; the old results are still there then.
    """
    folder = result_folder(root, (done.name,))
    pictures: list[Path] = []
    with replacing(folder) as draft:
        write_rows(draft / "holdout.csv", HOLDOUT_COLUMNS, holdout_rows(done))
        write_rows(draft / "points.csv", POINT_COLUMNS, point_rows(done))
        write_rows(draft / "summary.csv", SUMMARY_COLUMNS, summary_rows(done))
        (draft / "figures").mkdir()
        for test in done.tests:
            if test.series:
                files = save(holdout_figure(done, test, language), draft / "figures", f"holdout-{test.cut}")
                pictures += [folder / each.relative_to(draft) for each in files if each.suffix == ".png"]
        write_manifest(draft, _manifest(done))
    return Written(folder, tuple(pictures))


def _manifest(done: Tested) -> dict[str, object]:
    return {
        **heading(done.case.model, done.case.model_hash),
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
        "versions": versions(),
        "execution": asdict(execution_now()),
    }
