"""The command that draws members conditional on history."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import click

from simulator.cli.options import YEAR, with_json, with_language, with_output, with_overrides, with_threads
from simulator.cli.speak import DONE, show, tell, tell_written, telling
from simulator.report.fit.match_screen import match_content, match_text
from simulator.report.fit.match_write import posterior_file, write_matched
from simulator.report.words import Language, say
from simulator.study.match import MatchRequest
from simulator.study.match import match as match_model

__all__ = ["match"]


@click.command()
@click.argument("model", required=False)
@click.option("--until", type=YEAR, metavar="YEAR", help="Take history up to the end of a year only.")
@click.option("--members", type=click.IntRange(100, 100_000), default=2000, show_default=True, help="That come out.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of everything that is drawn.")
@with_threads
@with_output
@with_overrides
@with_language
@with_json
def match(
    model: str | None, output: Path, overrides: tuple[str, ...], lang: Language, as_json: bool, **how: Any
) -> int:
    """Draw members of MODEL's uncertain inputs, conditional on its history.

    What is uncertain, how, and what was observed stands in models/MODEL/calibration.yaml. The members are equally
    probable; `simulator batch` takes them as a sample, so that its shares are conditional on history too.

    \b
    simulator match
    simulator match mycity --until 2020
    simulator batch outputs/match-mycity/posterior-mycity.yaml
    """
    request = MatchRequest(how["until"], how["members"], how["seed"], overrides, how["threads"], output)
    done = match_model(model, request, telling(lang))
    written = write_matched(done, output, lang)
    show(json.dumps(match_content(done), ensure_ascii=False, indent=1) if as_json else match_text(done, lang))
    tell_written(written.folder, written.figures, lang)
    tell(say("match.batch", lang, file=shlex.quote(str(written.folder / posterior_file(done)))))
    return DONE
