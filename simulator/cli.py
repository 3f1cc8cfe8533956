"""The commands: the only room that prints, exits or knows click. Each calls one job and prints what it gives."""

from __future__ import annotations

import gc
import io
import json
import math
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from simulator import __version__
from simulator.errors import OutputError, SimulatorError
from simulator.kernel.integrate import PRINTERS, SOLVERS
from simulator.report.rows import explained_rows, target_rows, verdict_rows
from simulator.report.screen import explained_text, targets_text, verdicts_text
from simulator.report.words import LANGUAGES, Language, say
from simulator.report.write import Written, write_bare, write_comparison, write_run
from simulator.study import (
    Request,
    explain_scenario,
    is_model_file,
    load_city,
    run_bare,
    run_scenarios,
    scenario_schema_of,
)

__all__ = ["main", "simulator"]

DONE, BAD_INPUT, NOT_MET, INTERRUPTED = 0, 2, 3, 130
# Figures are hundreds of thousands of small objects; looking for garbage among them as often as Python does by itself
# takes a fifteenth of a run's time.
NEW_OBJECTS = 50_000

Command = Callable[..., Any]


def _language(command: Command) -> Command:
    told = "Language of tables and figures."
    return click.option("--lang", type=click.Choice(LANGUAGES), default="en", envvar="SIMULATOR_LANG", help=told)(
        command
    )


def _json(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print rows as JSON instead of a table.")(command)


def _overrides(command: Command) -> Command:
    told = "Set a constant, over every scenario; repeat for more."
    return click.option("--set", "overrides", multiple=True, metavar="NAME=VALUE", help=told)(command)


def _output(command: Command) -> Command:
    told = "Folder in which the folder of results is made."
    kind = click.Path(path_type=Path)
    named = ("-o", "--output")
    return click.option(*named, type=kind, default=Path("outputs"), show_default=True, metavar="DIR", help=told)(
        command
    )


def _solver(command: Command) -> Command:
    told = "Default: scipy; for a bare model, the method that its settings name."
    command = click.option("--solver", type=click.Choice(SOLVERS), help=told)(command)
    told = "Relative tolerance. Default: 1e-6 for scipy. A fixed-step solver takes the largest step that keeps to it."
    command = click.option("--tolerance", type=click.FloatRange(1e-12, 1e-2), help=told)(command)
    told = "What computes. Default: auto, which is llvm where it can serve; numpy is slower and always there."
    command = click.option("--engine", type=click.Choice(PRINTERS), default="auto", help=told)(command)
    told = "Time step; with scipy only the scale of its own steps. Default: the model's."
    return click.option("--time-step", type=click.FloatRange(0, min_open=True), help=told)(command)


def _running(command: Command) -> Command:
    """Add the options of commands that integrate."""
    strict = click.option("--strict", is_flag=True, help="Exit with 3 when a target is not met.")
    return _output(_overrides(_solver(_language(_json(strict(command))))))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="simulator")
def simulator() -> None:
    """Which of a city's dated targets does a scenario reach?

    \b
    simulator run baseline plan        verdicts and figures of two scenarios
    simulator compare baseline plan    the same side by side
    simulator targets                  the register of targets
    """


@simulator.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@_running
def run(scenarios: tuple[str, ...], output: Path, lang: Language, as_json: bool, strict: bool, **how: Any) -> int:
    """Integrate scenarios, print the verdict table, write results and figures.

    A SCENARIO is a name or a YAML file; a model file (.mdl, .xmile, .stmx) runs with its own settings.

    \b
    simulator run baseline plan
    simulator run mine.yaml --set "hukou effort=0.4" --lang zh
    simulator run model.mdl
    """
    request = _request(how, output)
    if any(is_model_file(each) for each in scenarios):
        if strict or as_json:
            raise click.UsageError("a model file has no targets, so --strict and --json say nothing. Leave them out.")
        return _run_bare(scenarios, request)
    results = run_scenarios(scenarios, request, _tell)
    written = write_run(results, output, lang)
    _print(json.dumps(verdict_rows(results), ensure_ascii=False, indent=1) if as_json else verdicts_text(results, lang))
    _tell_written(written, lang)
    return _exit_code(results, strict)


@simulator.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@_running
def compare(scenarios: tuple[str, ...], output: Path, lang: Language, as_json: bool, strict: bool, **how: Any) -> int:
    """Run scenarios side by side: small multiples with targets, and a matrix of verdicts.

    \b
    simulator compare baseline plan green coal-lock-in
    """
    results = run_scenarios(scenarios, _request(how, output), _tell)
    written = write_comparison(results, output, lang)
    _print(json.dumps(verdict_rows(results), ensure_ascii=False, indent=1) if as_json else verdicts_text(results, lang))
    _tell_written(written, lang)
    return _exit_code(results, strict)


@simulator.command()
@click.argument("model", required=False)
@_json
@_language
def targets(model: str | None, as_json: bool, lang: Language) -> int:
    """List the register: which targets are modelled, by which variable, and which are not, and why.

    \b
    simulator targets --lang zh
    simulator targets mycity --json
    """
    case = load_city(model).case
    _print(json.dumps(target_rows(case), ensure_ascii=False, indent=1) if as_json else targets_text(case, lang))
    return DONE


@simulator.command()
@click.argument("scenario")
@_overrides
@_json
@_language
def explain(scenario: str, overrides: tuple[str, ...], as_json: bool, lang: Language) -> int:
    """Print every resolved value of a scenario, and the file and line that set it.

    \b
    simulator explain plan
    """
    resolved, values = explain_scenario(scenario, overrides)
    rows = explained_rows(values)
    _print(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else explained_text(resolved, values, lang))
    return DONE


@simulator.command()
@click.argument("model", required=False)
def schema(model: str | None) -> int:
    """Print the JSON schema of scenario files, with the levers of MODEL; it is needed where there are several.

    \b
    simulator schema > scenario.schema.json
    """
    _print(json.dumps(scenario_schema_of(model), ensure_ascii=False, indent=2))
    return DONE


def _request(how: dict[str, Any], output: Path) -> Request:
    solver = how["solver"]
    for name in ("tolerance", "time_step"):
        if how[name] is not None and not math.isfinite(how[name]):
            raise click.UsageError(f"--{name.replace('_', '-')} {how[name]} is not a finite number. Write one.")
    return Request(solver, how["tolerance"], how["time_step"], how["overrides"], output, how["engine"])


def _run_bare(paths: Sequence[str], request: Request) -> int:
    """Run model files one by one; print where the trajectories of each are."""
    others = [path for path in paths if not is_model_file(path)]
    if others:
        raise click.UsageError(f"{others[0]} is no model file. Run model files and scenarios apart.")
    for path in paths:
        done = run_bare(Path(path), request, _tell)
        for repair in done.repairs:
            _tell(repair)
        if done.numerics.non_finite is not None:
            name, time = done.numerics.non_finite
            _tell(f"{path}: {name!r} is not a finite number from time {time:g} on, nor is what reads it.")
        _print(str(write_bare(done, request.output or Path()).folder / "trajectories.csv"))
    return DONE


def _exit_code(results: Any, strict: bool) -> int:
    judged = [
        verdict for outcome in results.outcomes for verdict in outcome.verdicts if verdict.verdict != "not_modelled"
    ]
    return NOT_MET if strict and any(verdict.verdict != "met" for verdict in judged) else DONE


def _print(text: str) -> None:
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


def _tell(text: str) -> None:
    """Print progress and messages where they do not mix with results."""
    click.echo(text, err=True)


def _tell_written(written: Written, language: Language) -> None:
    _tell(say("written.folder", language, folder=str(written.folder)))
    for figure in written.figures:
        _tell(f"  {figure}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 done, 2 bad input, 3 --strict and a target not met, 130 interrupted."""
    gc.set_threshold(NEW_OBJECTS)
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
        _tell("interrupted")
        return INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        return BAD_INPUT
    except SimulatorError as error:
        _tell(str(error))
        return BAD_INPUT
    except BrokenPipeError:
        return DONE
