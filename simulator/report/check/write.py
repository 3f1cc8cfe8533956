"""The battery's results as files: a sheet for spreadsheets, the rows as JSON, a manifest."""

import json
from dataclasses import asdict
from pathlib import Path

from simulator.report.check.battery_report import BatteryReport
from simulator.report.check.rows import CHECK_COLUMNS, check_rows, check_table
from simulator.report.manifest import execution_now, heading, versions, write_manifest
from simulator.report.sheets import write_sheet
from simulator.report.store import replacing, result_folder

__all__ = ["write_check"]


def write_check(report: BatteryReport, root: Path) -> Path:
    """Write a folder check-MODEL with checks.csv, checks.json and a manifest.

    root:   the folder in which it is made; an old one is replaced, whole.
    Raises: OutputError when that cannot be done.
    """
    folder = result_folder(root, (f"check-{report.name}",))
    with replacing(folder) as draft:
        rows = check_table(report.name, report.results)
        write_sheet(draft / "checks.csv", CHECK_COLUMNS, ([row[name] for name in CHECK_COLUMNS] for row in rows))
        text = json.dumps(check_rows(report.name, report.results), ensure_ascii=False, indent=1, allow_nan=False)
        (draft / "checks.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        manifest = {**heading(report.name, report.digest), "checks": report.checks, "versions": versions()}
        write_manifest(draft, {**manifest, "execution": asdict(execution_now())})
    return folder
