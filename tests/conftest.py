"""Fixtures that every kind of test may use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def conformance_folder() -> Path:
    """Folder of the conformance cases, which are not part of this repository."""
    named = os.environ.get("SIMULATOR_CONFORMANCE", "")
    if not named:
        pytest.skip(
            "set SIMULATOR_CONFORMANCE to the folder of the conformance cases (the one with cases.csv) to run this"
        )
    folder = Path(named)
    if not (folder / "cases.csv").is_file():
        pytest.fail(f"SIMULATOR_CONFORMANCE={named}: no cases.csv in it. Name the folder of the conformance cases.")
    return folder
