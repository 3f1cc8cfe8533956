"""The commands on single scenarios and on the register. Each calls one job and prints what it gives."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from simulator.cli.options import running, with_json, with_language, with_overrides
from simulator.cli.speak import DONE, NOT_MET, show, tell, tell_written, telling
from simulator.report.rows import explained_rows, target_rows, verdict_rows
from simulator.report.screen import explained_text, targets_text, verdicts_text
from simulator.report.words import Language, say
from simulator.report.write import write_bare, write_comparison, write_run
from simulator.study import (
    Request,
    explain_scenario,
    is_model_file,
    load_city,
    run_bare,
    run_scenarios,
    scenario_schema_of,
)

__all__ = ["compare", "explain", "run", "schema", "targets"]


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@running
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
        return _run_bare(scenarios, request, lang)
    results = run_scenarios(scenarios, request, telling(lang))
    written = write_run(results, output, lang)
    show(json.dumps(verdict_rows(results), ensure_ascii=False, indent=1) if as_json else verdicts_text(results, lang))
    tell_written(written.folder, written.figures, lang)
    return _exit_code(results, strict)


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@running
def compare(scenarios: tuple[str, ...], output: Path, lang: Language, as_json: bool, strict: bool, **how: Any) -> int:
    """Run scenarios side by side: small multiples with targets, and a matrix of verdicts.

    \b
    simulator compare baseline plan green coal-lock-in
    """
    results = run_scenarios(scenarios, _request(how, output), telling(lang))
    written = write_comparison(results, output, lang)
    show(json.dumps(verdict_rows(results), ensure_ascii=False, indent=1) if as_json else verdicts_text(results, lang))
    tell_written(written.folder, written.figures, lang)
    return _exit_code(results, strict)


@click.command()
@click.argument("model", required=False)
@with_json
@with_language
def targets(model: str | None, as_json: bool, lang: Language) -> int:
    """List the register: which targets are modelled, by which variable, and which are not, and why.

    \b
    simulator targets --lang zh
    simulator targets mycity --json
    """
    case = load_city(model).case
    show(json.dumps(target_rows(case), ensure_ascii=False, indent=1) if as_json else targets_text(case, lang))
    return DONE


@click.command()
@click.argument("scenario")
@with_overrides
@with_json
@with_language
def explain(scenario: str, overrides: tuple[str, ...], as_json: bool, lang: Language) -> int:
    """Print every resolved value of a scenario, or every input of a batch, and the file and line that set it.

    \b
    simulator explain plan
    simulator explain all-scenarios
    """
    resolved, values = explain_scenario(scenario, overrides)
    rows = explained_rows(values)
    show(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else explained_text(resolved, values, lang))
    return DONE


@click.command()
@click.argument("model", required=False)
def schema(model: str | None) -> int:
    """Print the JSON schema of scenario files, with the levers of MODEL; it is needed where there are several.

    \b
    simulator schema > scenario.schema.json
    """
    show(json.dumps(scenario_schema_of(model), ensure_ascii=False, indent=2))
    return DONE


def _request(how: dict[str, Any], output: Path) -> Request:
    solver = how["solver"]
    for name in ("tolerance", "time_step"):
        if how[name] is not None and not math.isfinite(how[name]):
            raise click.UsageError(f"--{name.replace('_', '-')} {how[name]} is not a finite number. Write one.")
    return Request(solver, how["tolerance"], how["time_step"], how["overrides"], output, how["engine"])


def _run_bare(paths: Sequence[str], request: Request, language: Language) -> int:
    """Run model files one by one; print where the trajectories of each are."""
    others = [path for path in paths if not is_model_file(path)]
    if others:
        raise click.UsageError(f"{others[0]} is no model file. Run model files and scenarios apart.")
    for path in paths:
        done = run_bare(Path(path), request, telling(language))
        for repair in done.repairs:
            tell(repair)
        if done.numerics.non_finite is not None:
            name, time = done.numerics.non_finite
            tell(say("progress.broken", language, name=path, variable=name, time=time))
        show(str(write_bare(done, request.output or Path()).folder / "trajectories.csv"))
    return DONE


def _exit_code(results: Any, strict: bool) -> int:
    judged = [
        verdict for outcome in results.outcomes for verdict in outcome.verdicts if verdict.verdict != "not_modelled"
    ]
    return NOT_MET if strict and any(verdict.verdict != "met" for verdict in judged) else DONE
