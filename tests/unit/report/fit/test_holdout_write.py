"""The folder of a hold-out."""

import json

from simulator.report.fit.holdout_write import write_held_out
from tests.fits import held_out


def test_every_file_is_written(tmp_path):
    written = write_held_out(held_out(), tmp_path, "en")
    names = {path.relative_to(written.folder).as_posix() for path in written.folder.rglob("*") if path.is_file()}
    figures = ("figures/holdout-2020.png", "figures/holdout-2020.svg")
    assert names == {"holdout.csv", "points.csv", "summary.csv", "manifest.json", *figures}
    assert written.figures == (written.folder / "figures" / "holdout-2020.png",)
    manifest = json.loads((written.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["cuts"]["2020"]["drawn_besides"] == ["growth"]
    assert manifest["summary"][0]["wins"] == 1
    assert manifest["cuts"]["2020"]["sampling"] == {"settled": False, "remembered": 0.41}
    assert manifest["cuts"]["2020"]["beyond_their_range"] == {"growth": 0.1, "worth": 0.01}
    assert any("The chains have not forgotten" in each["en"] for each in manifest["cuts"]["2020"]["notes"])
