"""The door: runs a command and turns what goes wrong into a message and an exit code."""

from __future__ import annotations

import gc
import io
import os
import shlex
import sys
from collections.abc import Sequence

import click

from simulator.cli.group import simulator
from simulator.cli.speak import BAD_INPUT, DONE, INTERRUPTED, tell
from simulator.cli.usage import usage_text
from simulator.errors import NotNamed, SimulatorError

__all__ = ["main"]

# Figures are hundreds of thousands of small objects; looking for garbage among them as often as Python does by itself
# takes a fifteenth of a run's time.
NEW_OBJECTS = 50_000
# Algebra of small matrices gains nothing from threads of its own: on a busy machine they wait for each other, and with
# their number the last bits of what is fitted to history change. Members of a batch have threads of ours.
ONE_THREAD = "OPENBLAS_NUM_THREADS"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 2 bad input, 3 a check or (--strict) a target failed, 130 interrupted."""
    gc.set_threshold(NEW_OBJECTS)
    os.environ.setdefault(ONE_THREAD, "1")  # read when NumPy is loaded, which is later
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that lacks a letter shows a question mark
            stream.reconfigure(errors="replace")
    sys.exit(_guarded(arguments))


def _guarded(arguments: Sequence[str] | None) -> int:
    try:
        code = simulator.main(arguments, prog_name="simulator", standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as wish:
        return wish.exit_code
    except click.Abort:
        tell("interrupted; no results are written, and what was there is as it was")
        return INTERRUPTED
    except click.ClickException as fault:
        tell(usage_text(fault))
        return BAD_INPUT
    except NotNamed as error:
        words = sys.argv[1:] if arguments is None else arguments
        proposed = [shlex.join(["simulator", words[0], name, *words[1:]]) for name in error.names]
        tell(str(error).replace("Name it.", f"Write {' or '.join(proposed)}."))
        return BAD_INPUT
    except SimulatorError as error:
        tell(str(error))
        return BAD_INPUT
    except BrokenPipeError:
        return DONE
