"""The command that writes a model out: equations, sources, causes, feedback loops."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from simulator.cli.options import with_json, with_language, with_output, with_overrides
from simulator.cli.speak import DONE, show, tell
from simulator.report.describe.loop_part import agreed_text, dominance_lines
from simulator.report.describe.names import Names
from simulator.report.describe.outcome import Description
from simulator.report.describe.rows import described_rows, dominance_rows
from simulator.report.describe.table import unmarked
from simulator.report.describe.tree import variable_text
from simulator.report.describe.write import write_description
from simulator.report.words import Language, say
from simulator.study.describe import describe_model, headlines_of, variable_named

__all__ = ["describe"]


@click.command()
@click.argument("model", required=False, metavar="[MODEL|FILE]")
@click.option("--variable", metavar="NAME", help="Print one variable and what it follows from, two levels deep.")
@click.option("--dominance", metavar="NAME", help="Print which feedback loops drive a variable over time.")
@with_overrides
@with_output
@with_json
@with_language
def describe(model: str | None, output: Path, as_json: bool, lang: Language, **asked: Any) -> int:
    """Write a model as a document in both languages, with pictures and its feedback loops.

    A MODEL is a city, by name; a FILE is a model file (.mdl, .xmile, .stmx). The document goes to <model>-model/ in the
    output folder: model.md, model.zh.md, figures, and tables of variables, links and loops.

    \b
    simulator describe
    simulator describe mycity --variable "urbanization rate" --lang zh
    simulator describe model.mdl --dominance Population --set "birth rate=0.03"
    """
    variable, dominance = asked["variable"], asked["dominance"]
    if variable and dominance:
        raise click.UsageError("--variable with --dominance. Expected one of the two. Leave the other out.")
    described = describe_model(model, asked["overrides"])
    if variable:
        if as_json:
            raise click.UsageError("--variable with --json. Print all with --json alone, or leave it out.")
        show(variable_text(described, variable_named(described, variable), lang))
        return DONE
    if dominance:
        _show_dominance(described, dominance, lang, as_json)
        return DONE
    if as_json:
        show(json.dumps(described_rows(described), ensure_ascii=False, indent=1))
        return DONE
    folder = write_description(described, output, headlines_of(described))
    show(_summary(described, lang))
    tell(say("screen.written", lang, folder=str(folder)))
    return DONE


def _show_dominance(described: Description, name: str, lang: Language, as_json: bool) -> None:
    number = variable_named(described, name)
    found = described.structure.dominance(number)
    if as_json:
        show(json.dumps(dominance_rows(described, found) if found else [], ensure_ascii=False, indent=1))
    else:
        show(unmarked("\n".join(dominance_lines(found, number, Names(described, lang)))))


def _summary(described: Description, lang: Language) -> str:
    """Count what was found."""
    structure = described.structure
    counts = Counter(each.polarity for each in structure.loops)
    told = ", ".join(f"{counts[each]} {each}" for each in ("R", "B", "?", "0") if counts[each])
    shown = sum(not each.hidden for each in described.model.variables)
    lines = [
        say("screen.described", lang, name=described.name, variables=shown, sectors=len(described.sectors)),
        say("screen.loops", lang, count=len(structure.loops), counts=told, named=len(structure.named)),
    ]
    return "\n".join([*lines, agreed_text(Names(described, lang))] if structure.named else lines)
