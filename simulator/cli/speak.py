"""Results to standard output, messages to standard error, and what the exit codes mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from simulator.errors import OutputError
from simulator.report.phrase import Note, Tell
from simulator.report.words import Language, say

__all__ = ["BAD_INPUT", "DONE", "INTERRUPTED", "NOT_MET", "show", "tell", "tell_written", "telling"]

DONE, BAD_INPUT, NOT_MET, INTERRUPTED = 0, 2, 3, 130


def show(text: str) -> None:
    """Print a result. Raises: BrokenPipeError when its reader has gone, OutputError when it cannot be written."""
    try:
        click.echo(text.rstrip("\n"))
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        # Python flushes once more at its own exit and would complain: let that go nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        told = (
            f"standard output: cannot be written ({error.strerror}). Expected a place for the result. Make room there."
        )
        raise OutputError(told) from error


def tell(text: str) -> None:
    """Print progress and messages where they do not mix with results."""
    click.echo(text, err=True)


def tell_written(folder: Path, figures: Sequence[Path], language: Language) -> None:
    """Tell where results are, and the figures among them."""
    tell(say("written.folder", language, folder=str(folder)))
    for figure in figures:
        tell(f"  {figure}")


def telling(language: Language) -> Tell:
    """Give what tells notes in a language, a line each."""

    def told(note: Note) -> None:
        key, values = note
        tell(say(key, language, **values))

    return told
