"""Writing what history matching gives: members that a batch takes, sheets, figures, and the manifest last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePath

from matplotlib.figure import Figure

from simulator.ensemble.parts import Column, write_part
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
from simulator.report.fit.matched import HistoryMatch
from simulator.report.fit.write import write_rows
from simulator.report.frame import save
from simulator.report.headline import page_name
from simulator.report.manifest import execution_now, heading, scenario_content, versions, write_manifest
from simulator.report.store import replacing, result_folder
from simulator.report.words import Language, in_both
from simulator.report.write import Written
from simulator.scenario.distribution import distribution_text

__all__ = ["MEMBERS", "POSTERIOR", "posterior_text", "write_matched"]

POSTERIOR, MEMBERS = "posterior.yaml", "posterior.parquet"
_SHEETS = (
    ("summary.csv", SUMMARY_COLUMNS, summary_rows),
    ("bands.csv", BAND_COLUMNS, band_rows),
    ("fit.csv", HISTORY_COLUMNS, history_rows),
)


def write_matched(done: HistoryMatch, root: Path, language: Language) -> Written:
    """Write members, a batch of them, sheets, figures and the manifest.

    root:   the folder in which the folder of results is made; an old one of that name is replaced, whole.
    Raises: OutputError when that cannot be done; the old results are still there then.
    """
    folder = result_folder(root, (done.name,))
    pictures: list[Path] = []
    with replacing(folder) as draft:
        inputs = done.posterior.prepared.inputs
        columns = [
            Column(each.name, row, {"unit": each.unit, "conditional": "history"})
            for each, row in zip(inputs, done.posterior.values, strict=True)
        ]
        write_part(draft, MEMBERS, columns)
        (draft / POSTERIOR).write_text(posterior_text(done), encoding="utf-8", newline="\n")
        for name, headings, rows in _SHEETS:
            write_rows(draft / name, headings, rows(done))
        (draft / "figures").mkdir()
        for name, figure in _figures(done, language):
            files = save(figure, draft / "figures", name)
            pictures += [folder / each.relative_to(draft) for each in files if each.suffix == ".png"]
        write_manifest(draft, _manifest(done))
    return Written(folder, tuple(pictures))


def posterior_text(done: HistoryMatch) -> str:
    """Write the batch that runs the members; every number reads back to the same bits."""
    lines = head_lines("match", done, "Conditional on history", "以{}历史数据为条件")
    if not done.scenario.settings:
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


def _manifest(done: HistoryMatch) -> dict[str, object]:
    posterior = done.posterior
    matched, bank = posterior.matched, posterior.prepared.bank
    return {
        **heading(done.case.model, done.case.model_hash),
        "calibration": PurePath(done.calibration.shown).name,
        "until": done.until,
        "matched": scenario_content(done.scenario, ()),
        "inputs": {
            each.name: {"prior": distribution_text(each.prior), "seen": bool(seen), "source": each.source}
            for each, seen in zip(posterior.prepared.inputs, posterior.prepared.seen, strict=True)
        },
        "observations": {each.observation.name: len(each.observation.points) for each in done.series},
        "effort": asdict(posterior.effort),
        "sampling": {
            "bank": bank.scores.shape[1] + bank.n_broken,
            "not_finite": bank.n_broken,
            "runs": matched.n_runs,
            "accepted": matched.accepted,
            "effective_where_chains_began": matched.started,
            "effective": done.effective,
            "remembered": posterior.remembered,
            "settled": posterior.is_settled,
            "agreement": posterior.agreement,
            "misfit": posterior.misfit,
            "unexplained_by_the_surface": list(matched.unexplained),
        },
        "engine": done.engine,
        "notes": [in_both(each) for each in done.notes],
        "units": {label.variable: label.unit for label in done.case.labels},
        "versions": versions(),
        "execution": asdict(execution_now()),
    }
