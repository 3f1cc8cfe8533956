"""A file of checks full of faults: every one is told at once, with its place, what is wrong and what would be right."""

import shutil
from pathlib import Path

import pytest

from simulator.cli import main

HERE = Path(__file__).parent
FILE = "models/smalltown/checks.yaml"


def test_every_fault_is_told(tmp_path, monkeypatch, capsys):
    shutil.copytree(HERE.parent / "whole" / "town", tmp_path / "town")
    monkeypatch.chdir(tmp_path / "town")
    shutil.copy(HERE / "bad_checks.yaml", FILE)
    with pytest.raises(SystemExit) as ended:
        main(["check", "smalltown"])
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    told = (HERE / "bad_checks.yaml.txt").read_text(encoding="utf-8")
    assert said.err.splitlines() == [f"{FILE}:{line}" for line in told.splitlines()]
