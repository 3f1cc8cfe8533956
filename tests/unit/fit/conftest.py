"""A reader of `calibration.yaml` from text."""

import pytest

from simulator.fit import Known, read_calibration
from tests.calibrations import HISTORY, LABELLED, LABELS


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read a calibration from text; history may be another."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "calibration.yaml"

    def calibration(text: str, history=HISTORY):
        path.write_text(text, encoding="utf-8")
        return read_calibration(path, Known(LABELLED, LABELS, history), "calibration.yaml")

    return calibration
