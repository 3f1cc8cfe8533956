"""The door: what is set before anything is loaded."""

import os
import subprocess
import sys

import pytest

from simulator.cli.door import ONE_THREAD, main


def test_algebra_takes_one_thread_unless_told_otherwise(monkeypatch):
    monkeypatch.setenv(ONE_THREAD, "3")
    with pytest.raises(SystemExit):
        main(["--version"])
    assert os.environ[ONE_THREAD] == "3"
    monkeypatch.delenv(ONE_THREAD)
    with pytest.raises(SystemExit):
        main(["--version"])
    assert os.environ[ONE_THREAD] == "1"
    monkeypatch.setenv(ONE_THREAD, "1")  # so that it is gone after the test


def test_the_door_loads_no_numpy():
    told = "import sys, simulator.cli.door; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
