"""The list of commands: it tells what each says of itself, and loads none of them."""

import subprocess
import sys

import pytest

from simulator.cli.group import COMMANDS, simulator

HEAVY = ("numpy", "scipy", "pandas", "matplotlib", "pysd", "pydantic", "pyarrow")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_a_command_says_of_itself(name):
    found = simulator.get_command(None, name)
    assert found is not None and found.name == name
    assert " ".join(found.help.split("\n\n")[0].split()).startswith(COMMANDS[name].rstrip("."))


def test_there_is_no_other_command():
    assert simulator.get_command(None, "calibrat") is None
    assert simulator.list_commands(None) == sorted(COMMANDS)


def test_the_list_needs_nothing_that_commands_need():
    code = (
        "import sys; from simulator.cli.group import simulator; simulator.main(['--help'], standalone_mode=False); "
        f"sys.exit(', '.join(name for name in {HEAVY} if name in sys.modules) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout for name in COMMANDS)
