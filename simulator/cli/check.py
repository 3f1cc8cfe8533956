"""The command that checks a model."""

from __future__ import annotations

import json
from pathlib import Path

import click

from simulator.cli.options import with_json, with_language
from simulator.cli.speak import DONE, NOT_MET, show, tell
from simulator.report.check.rows import check_rows
from simulator.report.check.screen import check_text
from simulator.report.check.write import write_check
from simulator.report.words import Language, say
from simulator.study.check import check_model

__all__ = ["check"]


@click.command()
@click.argument("model", required=False)
@with_json
@with_language
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write DIR/check-MODEL/ too.")
def check(model: str | None, as_json: bool, lang: Language, output: Path | None) -> int:
    """Run the validation battery on a model: a city, or a model file (.mdl, .xmile, .stmx).

    Units of every equation, texts and ranges, extreme conditions, balances, half the step, monotonic expectations, fit
    to history. What is expected stands in the city's checks.yaml, or beside a model file in NAME.checks.yaml. Exit
    code 0 when all pass, 3 when a check fails.

    \b
    simulator check
    simulator check mycity --lang zh
    simulator check model.mdl --json
    """
    report = check_model(model, lambda part: tell(say("check.running", lang, part=say(f"check.part.{part}", lang))))
    if as_json:
        show(json.dumps(check_rows(report.name, report.results), ensure_ascii=False, indent=1))
    else:
        show(check_text(report.name, report.results, lang))
    if output is not None:
        tell(say("written.folder", lang, folder=str(write_check(report, output))))
    return DONE if report.passed else NOT_MET
