"""A tiny town to run the whole program on: a second's work, and nothing that is Dezhou's."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from simulator.cli import main

TOWN = Path(__file__).parent / "town"


class Said(NamedTuple):
    """What a command did: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the town as the working directory."""
    shutil.copytree(TOWN, tmp_path / "town")
    monkeypatch.chdir(tmp_path / "town")
    monkeypatch.delenv("SIMULATOR_LANG", raising=False)
    return tmp_path / "town"


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as the command line does."""

    def run(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return Said(int(ended.value.code or 0), captured.out, captured.err)

    return run
