"""The folder of a calibration."""

import csv
import json

from simulator.report.fit.write import write_calibrated
from tests.fits import calibrated


def test_every_file_is_written(tmp_path):
    written = write_calibrated(calibrated(), tmp_path, "en")
    assert written.folder == tmp_path / "calibrate-small"
    names = {path.relative_to(written.folder).as_posix() for path in written.folder.rglob("*") if path.is_file()}
    assert names == {
        *("parameters.csv", "fit.csv", "statistics.csv", "identifiability.csv", "calibrated.yaml", "manifest.json"),
        *("figures/fit.png", "figures/fit.svg"),
    }
    with (written.folder / "parameters.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [float(row["value"]) for row in rows] == calibrated().found.values.tolist()
    manifest = json.loads((written.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["search"]["converged"] is True
    assert manifest["search"]["seed"] == 0
    (told,) = manifest["notes"]
    assert told["en"] == "1 of 200 starts are no finite number and count as infinitely far."
    assert told["zh"] == "200 个起点中有 1 个的结果不是有限数，视为无穷远。"
