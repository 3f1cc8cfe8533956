"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from simulator.kernel.integrate import PRINTERS, SOLVERS
from simulator.report.words import LANGUAGES

__all__ = [
    "YEAR",
    "running",
    "with_json",
    "with_language",
    "with_output",
    "with_overrides",
    "with_search",
    "with_solver",
    "with_threads",
]

YEAR = click.IntRange(1000, 9999)

Command = Callable[..., Any]


def with_language(command: Command) -> Command:
    """Add --lang."""
    told = "Language of tables and figures."
    return click.option("--lang", type=click.Choice(LANGUAGES), default="en", envvar="SIMULATOR_LANG", help=told)(
        command
    )


def with_json(command: Command) -> Command:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print rows as JSON instead of a table.")(command)


def with_overrides(command: Command) -> Command:
    """Add --set."""
    told = "Set a constant, over every scenario; repeat for more."
    return click.option("--set", "overrides", multiple=True, metavar="NAME=VALUE", help=told)(command)


def with_output(command: Command) -> Command:
    """Add -o."""
    told = "Folder in which the folder of results is made."
    kind = click.Path(path_type=Path)
    named = ("-o", "--output")
    return click.option(*named, type=kind, default=Path("outputs"), show_default=True, metavar="DIR", help=told)(
        command
    )


def with_solver(command: Command) -> Command:
    """Add the options that say how to integrate."""
    told = "Default: scipy; for a bare model, the method that its settings name."
    command = click.option("--solver", type=click.Choice(SOLVERS), help=told)(command)
    told = "Relative tolerance. Default: 1e-6 for scipy. A fixed-step solver takes the largest step that keeps to it."
    command = click.option("--tolerance", type=click.FloatRange(1e-12, 1e-2), help=told)(command)
    told = "What computes. Default: auto, which is llvm where it can serve; numpy is slower and always there."
    command = click.option("--engine", type=click.Choice(PRINTERS), default="auto", help=told)(command)
    told = "Time step; with scipy only the scale of its own steps. Default: the model's."
    return click.option("--time-step", type=click.FloatRange(0, min_open=True), help=told)(command)


def with_threads(command: Command) -> Command:
    """Add --threads."""
    told = "Members at a time. Default: the processors there are."
    return click.option("--threads", type=click.IntRange(1, 1024), help=told)(command)


def with_search(command: Command) -> Command:
    """Add the options of a search for the best fit."""
    command = with_threads(command)
    told = "Of all that is drawn."
    command = click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help=told)(command)
    told = "Of each search, at most."
    command = click.option("--iterations", type=click.IntRange(1), default=100, show_default=True, help=told)(command)
    starts = click.IntRange(1, 1_000_000)
    return click.option("--starts", type=starts, default=4000, show_default=True, help="Points screened.")(command)


def running(command: Command) -> Command:
    """Add the options of commands that integrate."""
    strict = click.option("--strict", is_flag=True, help="Exit with 3 when a target is not met.")
    return with_output(with_overrides(with_solver(with_language(with_json(strict(command))))))
