"""What Python is offered: by one import, late, typed, whatever else was imported before."""

import subprocess
import sys
from types import FunctionType

import pytest

import simulator

OFFERED = ("batch", "load_model", "load_scenario", "open_batch", "run")


def python(code: str) -> str:
    """Run code in a fresh interpreter and give what it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_package_imports_nothing_else():
    told = python(
        "import sys, simulator\n"
        "print([name for name in sys.modules if name.startswith('simulator.')], 'numpy' in sys.modules)"
    )
    assert told == "[] False"


def test_commands_do_not_wait_for_what_is_offered_to_python():
    told = python(
        "import sys, simulator.cli; print([each for each in ('simulator.api', 'pandas') if each in sys.modules])"
    )
    assert "simulator.api" not in told


def test_the_batch_is_the_function():
    told = python("import simulator.cli; from simulator import batch; print(type(batch).__name__, batch.__module__)")
    assert told == "function simulator.api.batching"


def test_what_is_offered_is_listed():
    assert set(OFFERED) < set(dir(simulator)) and set(OFFERED) < set(simulator.__all__)
    assert all(isinstance(getattr(simulator, name), FunctionType) for name in OFFERED)
    with pytest.raises(AttributeError, match="module 'simulator' has no attribute 'runs'"):
        simulator.runs  # noqa: B018
