"""Fixtures that every kind of test may use."""

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.cli.door import NEW_OBJECTS


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


@pytest.fixture(scope="session", autouse=True)
def code_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder where all tests keep machine code, also in the processes that they start: never the user's."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "code"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIMULATOR_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let Ctrl-C be tried where the tests run behind other work, which is started with it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def fewer_searches() -> None:
    """Look for garbage among new objects as seldom as the command does, which takes a tenth off the time of tests."""
    gc.set_threshold(NEW_OBJECTS)
