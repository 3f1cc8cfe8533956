"""A small town to load, run and batch, and a folder to do it in."""

import shutil
from pathlib import Path

import pytest

TOWN = Path(__file__).parents[2] / "whole" / "town"

BATCH = """\
name: {en: Try, zh: 试}
scenarios: [base, effort]
uncertain:
  birth rate: {multiply: {uniform: [0.5, 1.5]}}
sweep:
  movement pace: [0.01, 0.05]
sample: {method: monte_carlo, size: 40, seed: 3}
save: {variables: [population, GDP], every: 5}
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the town as the working directory, with a batch file, try.yaml."""
    shutil.copytree(TOWN, tmp_path / "town")
    monkeypatch.chdir(tmp_path / "town")
    (tmp_path / "town" / "try.yaml").write_text(BATCH, encoding="utf-8")
    return tmp_path / "town"
