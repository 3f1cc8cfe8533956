"""A hold-out as text for a terminal or a pipe, and as JSON."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from simulator.fit import SeriesTest
from simulator.report.fit.holdout_rows import holdout_rows, point_rows, summary_rows
from simulator.report.fit.outcome import Tested, Testing
from simulator.report.fit.screen import fit_table, number, series_text
from simulator.report.screen import page_width, rendered
from simulator.report.unit_words import unit_text
from simulator.report.visible import visible
from simulator.report.words import Language, choose, say

__all__ = ["band_notes", "holdout_content", "holdout_text", "summary_text"]

_HEADINGS = (
    *(
        "calibration.series:left",
        "calibration.n",
        "holdout.model",
        "holdout.best",
        "holdout.naive:left",
    ),
    *(
        "holdout.nearer:left",
        "calibration.mape_heading",
        "calibration.theil_heading",
        "calibration.bias",
        "calibration.variance",
        "calibration.covariance",
    ),
    "holdout.inside",
)


def holdout_text(done: Tested, language: Language, width: int | None = None) -> str:
    """Write a hold-out. width: of the page; None takes the terminal's, 0 as much as the tables need."""
    width = page_width() if width is None else width
    parts: list[RenderableType] = []
    for test in done.tests:
        title = say("holdout.title", language, model=done.case.model, cut=str(test.cut))
        notes = [say(key, language, **values) for key, values in test.calibrated.notes]
        parts += [
            Text(visible(title), style="bold"),
            *(Text(visible(note), style="yellow") for note in notes),
            _table(done, test, language, width),
            Text(summary_text(done, test, language)),
            *(Text(visible(note), style="dim") for note in band_notes(test, language)),
            "",
        ]
    return rendered(Group(*parts), width)


def holdout_content(done: Tested) -> dict[str, object]:
    """Give a hold-out as JSON has it."""
    return {
        "name": done.name,
        "model": done.case.model,
        "share": done.share,
        "summary": list(summary_rows(done)),
        "forecasts": list(holdout_rows(done)),
        "points": list(point_rows(done)),
    }


def summary_text(done: Tested, test: Testing, language: Language) -> str:
    """Word how the model fares after a cut."""
    row = next(each for each in summary_rows(done) if each["cut"] == test.cut)
    if not row["all_points"]:
        return say("holdout.no_series", language, cut=str(test.cut))
    return say(
        "holdout.summary",
        language,
        cut=str(test.cut),
        wins=row["wins"],
        series=row["contested"],
        share=f"{100 * done.share:.0f}",
        inside=row["inside"],
        points=row["points"],
        covered="–" if row["covered"] is None else f"{row['covered']:.0f}",
    )


def band_notes(test: Testing, language: Language) -> tuple[str, ...]:
    """Word how the band was drawn, and from what."""
    held = [each for each in test.series if each.best and not each.informed]
    wins = sum(each.best_fit.statistics.rmse < each.best.statistics.rmse for each in held if each.best)
    alone = say("holdout.as_it_stands", language, wins=wins, series=len(held))
    told = (say("holdout.posterior", language), alone, *_informed(test, language))
    if not test.levers:
        return *told, say("holdout.no_levers", language)
    labels = {each.name: choose(each.en, each.zh, language) for each in test.calibrated.asked.case.levers}
    drawn = [labels[each] for each in test.levers if each in labels]
    if len(drawn) < len(test.levers):
        drawn.append(say("holdout.constants", language, count=str(len(test.levers) - len(drawn))))
    return *told, say("holdout.levers", language, names=say("batch.or_semicolon", language).join(drawn))


def _informed(test: Testing, language: Language) -> tuple[str, ...]:
    """Word which series are no test, and the counts with them."""
    labels = {label.variable: label for label in test.calibrated.asked.case.labels}
    known = [each.observation for each in test.series if each.informed]
    names = [series_text(labels[each.variable], each.name, language) for each in known]
    if not names:
        return ()
    contested = [each for each in test.series if each.wins is not None]
    return (
        say(
            "holdout.informed",
            language,
            names=say("batch.or_semicolon", language).join(names),
            wins=sum(bool(each.wins) for each in contested),
            series=len(contested),
            inside=sum(int(each.inside.sum()) for each in test.series),
            points=sum(len(each.observation.points) for each in test.series),
        ),
    )


def _table(done: Tested, test: Testing, language: Language, width: int) -> RenderableType:
    rows = [_cells(done, series, language) for series in test.series]
    return fit_table(_HEADINGS, rows, language, width)


def _cells(done: Tested, series: SeriesTest, language: Language) -> tuple[str, ...]:
    """Write one series: errors of the model and of the best naive forecast, statistics of the model, the band."""
    each, told, best = series.observation, series.model.statistics, series.best
    label = next(label for label in done.case.labels if label.variable == each.variable)
    unit = unit_text(label.unit, language)
    naive = number(best.statistics.rmse) if best else "–"
    kind = say(f"holdout.{best.kind}" if best else "holdout.none", language)
    nearer = "" if best is None else say(f"holdout.nearer.{'model' if series.wins else 'naive'}", language)
    if told.is_enough:
        shares = tuple(map(number, (told.theil, told.bias, told.variance, told.covariance)))
    else:
        shares = (say("calibration.too_few", language), "", "", "")
    errors = (f"{number(told.rmse)} {unit}", naive, kind, nearer, number(told.mape))
    inside = f"{int(series.inside.sum())}/{len(each.points)}"
    return (series_text(label, each.name, language), str(len(each.points)), *errors, *shares, inside)
