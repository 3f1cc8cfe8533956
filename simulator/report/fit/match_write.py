"""Writing what history matching gives: members that a batch takes, sheets, figures, and the manifest last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path, PurePath

from matplotlib.figure import Figure

from simulator.ensemble.parts import Column, write_part
from simulator.report.fit.folder import FitFolder, write_folder
from simulator.report.fit.fragment import head_lines
from simulator.report.fit.match_figures import density_figure, history_figures, outlook_figure
from simulator.report.fit.match_rows import (
    BAND_COLUMNS,
    HISTORY_COLUMNS,
    SUMMARY_COLUMNS,
    band_rows,
    history_rows,
    summary_rows,
)
from simulator.report.fit.matched import HistoryMatch, sampling_content
from simulator.report.headline import page_name
from simulator.report.manifest import scenario_content
from simulator.report.words import Language, in_both
from simulator.report.write import Written
from simulator.scenario.distribution import distribution_text

__all__ = ["MEMBERS", "posterior_file", "posterior_text", "write_matched"]

MEMBERS = "posterior.parquet"


def write_matched(done: HistoryMatch, root: Path, language: Language) -> Written:
    """Write a matching into a folder of results in `root`. Raises: OutputError, as `write_folder`."""
    sheets = (
        ("summary.csv", SUMMARY_COLUMNS, summary_rows(done)),
        ("bands.csv", BAND_COLUMNS, band_rows(done)),
        ("fit.csv", HISTORY_COLUMNS, history_rows(done)),
    )
    asked, figures, inputs = done.asked, _figures(done, language), partial(_write_members, done=done)
    return write_folder(FitFolder(asked.name, asked.case, sheets, figures, _content(done), inputs), root)


def _write_members(folder: Path, done: HistoryMatch) -> None:
    """Write members, and a batch of them."""
    columns = [
        Column(each.name, row, {"unit": each.unit, "conditional": "history"})
        for each, row in zip(done.posterior.prepared.inputs, done.posterior.values, strict=True)
    ]
    write_part(folder, MEMBERS, columns)
    (folder / posterior_file(done)).write_text(posterior_text(done), encoding="utf-8", newline="\n")


def posterior_file(done: HistoryMatch) -> str:
    """Name the batch of the members: for the match, so that the results of batches on several stay apart."""
    return f"posterior-{done.asked.name.removeprefix('match-')}.yaml"


def posterior_text(done: HistoryMatch) -> str:
    """Write the batch that runs the members; every number reads back to the same bits."""
    lines = head_lines("match", done.asked, "Conditional on history", "以{}历史数据为条件")
    if not done.asked.scenario.settings:
        lines.remove("set:")
    lines.append(f"sample: {{file: {MEMBERS}, conditional: history}}")
    return "\n".join(lines) + "\n"


def _figures(done: HistoryMatch, language: Language) -> Iterator[tuple[str, Figure]]:
    outlook = outlook_figure(done, language)
    if outlook is not None:
        yield "headlines", outlook
    yield "inputs", density_figure(done, language)
    for number, figure in enumerate(history_figures(done, language), start=1):
        yield page_name("history", number), figure


def _content(done: HistoryMatch) -> dict[str, object]:
    asked, posterior = done.asked, done.posterior
    return {
        "calibration": PurePath(asked.calibration.shown).name,
        "until": asked.until,
        "matched": scenario_content(asked.scenario, ()),
        "inputs": {
            each.name: {"prior": distribution_text(each.prior), "seen": bool(seen), "source": each.source}
            for each, seen in zip(posterior.prepared.inputs, posterior.prepared.seen, strict=True)
        },
        "observations": {each.observation.name: len(each.observation.points) for each in done.series},
        "effort": asdict(posterior.effort),
        "sampling": sampling_content(posterior),
        "engine": done.engine,
        "notes": [in_both(each) for each in done.notes],
    }
