import csv
import json

from simulator.report.check.battery_report import BatteryReport
from simulator.report.check.write import write_check
from tests.unit.report.check.synthetic import results


def test_a_folder_with_sheet_rows_and_manifest(tmp_path):
    report = BatteryReport("town", "abc", "checks.yaml", results())
    folder = write_check(report, tmp_path)
    assert folder == tmp_path / "check-town"
    with (folder / "checks.csv").open(encoding="utf-8-sig") as file:
        assert len(list(csv.DictReader(file))) == 18
    assert json.loads((folder / "checks.json").read_text(encoding="utf-8"))["model"] == "town"
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["checks"] == "checks.yaml"
    write_check(report, tmp_path)  # replaced, whole
