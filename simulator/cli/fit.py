"""The commands that hold a model against its history."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from simulator.cli.options import YEAR, with_json, with_language, with_output, with_overrides, with_search
from simulator.cli.speak import DONE, show, tell_written, telling
from simulator.report.fit.holdout_screen import holdout_content, holdout_text
from simulator.report.fit.holdout_write import write_held_out
from simulator.report.fit.screen import calibrated_content, calibrated_text
from simulator.report.fit.write import write_calibrated
from simulator.report.words import Language
from simulator.study.calibrate import CalibrateRequest
from simulator.study.calibrate import calibrate as calibrate_model
from simulator.study.holdout import HoldOutRequest, hold_out

__all__ = ["calibrate", "holdout"]


@click.command()
@click.argument("model", required=False)
@click.option("--until", type=YEAR, metavar="YEAR", help="Take history up to the end of a year only.")
@with_search
@with_output
@with_overrides
@with_language
@with_json
def calibrate(
    model: str | None, output: Path, overrides: tuple[str, ...], lang: Language, as_json: bool, **how: int
) -> int:
    """Fit free constants of MODEL to its history, as models/MODEL/calibration.yaml says.

    Thousands of starts are screened in one batch, the best are followed by least squares. Reported are the fit, the
    constants at the ends of their ranges, and which of them history cannot tell apart.

    \b
    simulator calibrate
    simulator calibrate mycity --until 2020
    """
    search = (how["starts"], how["seed"], how["iterations"])
    request = CalibrateRequest(how["until"], *search, overrides, output, how["threads"])
    done = calibrate_model(model, request, telling(lang))
    written = write_calibrated(done, output, lang)
    content = calibrated_content(done)
    show(json.dumps(content, ensure_ascii=False, indent=1) if as_json else calibrated_text(done, lang))
    tell_written(written.folder, written.figures, lang)
    return DONE


@click.command()
@click.argument("model", required=False)
@click.option("--until", "cuts", type=YEAR, multiple=True, metavar="YEAR", help="Cut history there; repeat for more.")
@click.option("--members", type=click.IntRange(100, 1_000_000), default=1000, show_default=True, help="Of the band.")
@with_search
@with_output
@with_overrides
@with_language
@with_json
def holdout(
    model: str | None, output: Path, overrides: tuple[str, ...], lang: Language, as_json: bool, **how: Any
) -> int:
    """Calibrate MODEL on history until a year and test it on what followed, beside naive forecasts.

    Without --until every cut of models/MODEL/calibration.yaml is taken.

    \b
    simulator holdout
    simulator holdout mycity --until 2020 --until 2023
    """
    search = (how["starts"], how["seed"], how["iterations"])
    fitting = CalibrateRequest(None, *search, overrides, threads=how["threads"])
    request = HoldOutRequest(tuple(how["cuts"]), how["members"], fitting=fitting, output=output)
    done = hold_out(model, request, telling(lang))
    written = write_held_out(done, output, lang)
    show(json.dumps(holdout_content(done), ensure_ascii=False, indent=1) if as_json else holdout_text(done, lang))
    tell_written(written.folder, written.figures, lang)
    return DONE
