"""summary.csv of a tiny batch: what other tools read, kept as text."""

import os
from pathlib import Path

import pytest

from simulator.report.batch.sheets import write_summary
from tests.unit.report.batch.synthetic import swept

KEPT = Path(__file__).parent / "kept" / "summary.csv"


def test_the_summary_is_as_kept(tmp_path):
    """Numbers are compared to twelve digits: a library's sine or power may differ in the last."""
    write_summary(tmp_path / "summary.csv", swept())
    if os.environ.get("REWRITE_GOLDEN"):
        KEPT.write_bytes((tmp_path / "summary.csv").read_bytes())
    made, kept = (path.read_text(encoding="utf-8-sig").splitlines() for path in (tmp_path / "summary.csv", KEPT))
    assert len(made) == len(kept)
    for mine, theirs in zip(made, kept, strict=True):
        for own, other in zip(mine.split(","), theirs.split(","), strict=True):
            assert own == other or float(own) == pytest.approx(float(other), rel=1e-12), "run `make golden`"
