"""A hold-out as text for a terminal or a pipe, and as JSON."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from simulator.fit import SeriesTest
from simulator.report.fit.holdout_rows import Row, holdout_rows, point_rows, summary_rows
from simulator.report.fit.outcome import Tested, Testing
from simulator.report.fit.screen import fit_table, number, series_text
from simulator.report.screen import page_width, rendered
from simulator.report.unit_words import unit_text
from simulator.report.visible import visible
from simulator.report.words import LANGUAGES, Language, choose, say

__all__ = ["band_notes", "holdout_content", "holdout_text", "summary_text", "warnings", "warnings_content"]

# From such a share of draws beyond the range of a lever on it is told.
MANY = 0.05
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
        parts += [
            Text(visible(title), style="bold"),
            *(Text(visible(note), style="yellow") for note in warnings(test, language)),
            _table(done, test, language, width),
            Text(summary_text(done, test, language)),
            *(Text(visible(note), style="dim") for note in band_notes(done, test, language)),
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
        "notes": {str(test.cut): warnings_content(test) for test in done.tests},
        "sampling": {str(test.cut): test.sampling for test in done.tests},
        "forecasts": list(holdout_rows(done)),
        "points": list(point_rows(done)),
    }


def summary_text(done: Tested, test: Testing, language: Language) -> str:
    """Word how the model fares after a cut."""
    row = _counted(done, test)
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


def warnings(test: Testing, language: Language) -> tuple[str, ...]:
    """Word what is worth knowing of the calibration, of the members and of what is drawn besides."""
    labels = {each.name: choose(each.en, each.zh, language) for each in test.calibrated.asked.case.levers}
    beyond = [
        say("holdout.beyond", language, name=labels.get(name, name), share=f"{100.0 * share:.0f}")
        for name, share in test.beyond.items()
        if share >= MANY
    ]
    told = (*test.calibrated.notes, *test.notes)
    return (*(say(key, language, **values) for key, values in told), *beyond)


def warnings_content(test: Testing) -> list[dict[str, str]]:
    """Word the same in every language, for files."""
    worded = zip(*(warnings(test, language) for language in LANGUAGES), strict=True)
    return [dict(zip(LANGUAGES, each, strict=True)) for each in worded]


def band_notes(done: Tested, test: Testing, language: Language) -> tuple[str, ...]:
    """Word how the band was drawn, and from what."""
    row = _counted(done, test)
    wins = {"unmoved": row["unmoved_wins"], "best_fit": row["best_fit_wins"], "series": row["contested"]}
    alone = say("holdout.as_it_stands", language, **wins)
    told = (say("holdout.posterior", language), alone, *_informed(row, test, language))
    if not test.levers:
        return *told, say("holdout.no_levers", language)
    labels = {each.name: choose(each.en, each.zh, language) for each in test.calibrated.asked.case.levers}
    drawn = [labels[each] for each in test.levers if each in labels]
    if len(drawn) < len(test.levers):
        drawn.append(say("holdout.constants", language, count=str(len(test.levers) - len(drawn))))
    return *told, say("holdout.levers", language, names=say("batch.or_semicolon", language).join(drawn))


def _counted(done: Tested, test: Testing) -> Row:
    """Find the counts of a cut."""
    return next(each for each in summary_rows(done) if each["cut"] == test.cut)


def _informed(row: Row, test: Testing, language: Language) -> tuple[str, ...]:
    """Word which series are no test, and the counts with them."""
    labels = {label.variable: label for label in test.calibrated.asked.case.labels}
    known = [each.observation for each in test.series if each.informed]
    names = [series_text(labels[each.variable], each.name, language) for each in known]
    if not names:
        return ()
    return (
        say(
            "holdout.informed",
            language,
            names=say("batch.or_semicolon", language).join(names),
            wins=row["all_wins"],
            series=row["all_contested"],
            inside=row["all_inside"],
            points=row["all_points"],
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
