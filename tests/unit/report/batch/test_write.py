"""The report of a batch, written beside its parts."""

import json

from simulator.report.batch.write import write_batch
from tests.unit.report.batch.synthetic import drawn


def test_every_file_of_a_report(tmp_path):
    made = drawn(2, 30, tmp_path / "members")
    pictures = write_batch(made, tmp_path, "en")
    assert all(not picture.is_absolute() and (tmp_path / picture).is_file() for picture in pictures)
    assert [picture.name for picture in pictures] == ["bars.png", "fans.png", "histograms.png", "scatter.png"]
    assert all((tmp_path / name).is_file() for name in ("summary.csv", "bands.csv", "labels.csv"))
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["batch"]["name"] == made.batch.name and list(manifest)[-1] == "execution"
