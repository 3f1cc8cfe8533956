"""The command that runs a batch of members."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from simulator.cli.again import going_on
from simulator.cli.options import with_json, with_language, with_output, with_overrides
from simulator.cli.progress import progressing
from simulator.cli.speak import DONE, INTERRUPTED, show, tell
from simulator.ensemble.executor import stopping
from simulator.kernel.integrate import PRINTERS
from simulator.kernel.method import METHODS
from simulator.report.batch.planned import plan_rows, plan_text
from simulator.report.batch.screen import batch_text, summary_rows
from simulator.report.batch.write import write_batch
from simulator.report.words import Language, say
from simulator.study.batch import Watch, run_batch
from simulator.study.batch_plan import BatchRequest, facts_of, plan_batch

__all__ = ["batch"]


@click.command()
@click.argument("batch", metavar="BATCH")
@click.option("--members", type=click.IntRange(1), help="Draw so many members instead of the sample's size.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Chunks at a time. Default: the processors there are.")
@click.option("--resume", is_flag=True, help="Go on with a batch that was interrupted.")
@click.option("--restart", is_flag=True, help="Discard what an interrupted run has left, and begin anew.")
@click.option("--dry-run", is_flag=True, help="Print the plan and stop.")
@click.option("--scheduler", metavar="ADDRESS", help="Run on Dask: local, or the address of a scheduler.")
@click.option("--solver", type=click.Choice(tuple(METHODS)), default="rk4", show_default=True, help="Fixed steps only.")
@click.option("--engine", type=click.Choice(PRINTERS), default="auto", show_default=True, help="What computes.")
@click.option("--time-step", type=click.FloatRange(0, min_open=True), help="Time step. Default: the model's.")
@with_output
@with_overrides
@with_language
@with_json
def batch(batch: str, lang: Language, as_json: bool, dry_run: bool, output: Path, **how: Any) -> int:
    """Run a batch: many members of one or several scenarios, each judged by every target.

    The plan is printed first. Ctrl-C ends the chunks in flight and keeps what is done; --resume goes on.

    \b
    simulator batch baseline-uncertain
    simulator batch growth-grid --dry-run
    simulator batch mine.yaml --members 100000 --workers 4
    """
    if how["resume"] and how["restart"]:
        raise click.UsageError("--resume goes on with what is there, --restart discards it. Leave one of them out.")
    request = BatchRequest(
        output=output,
        members=how["members"],
        workers=how["workers"],
        scheduler=how["scheduler"],
        method=how["solver"],
        time_step=how["time_step"],
        overrides=how["overrides"],
        printer=how["engine"],
        resume=how["resume"],
        restart=how["restart"],
    )
    planned = plan_batch(batch, request, lambda name: tell(say("progress.preparing", lang, batch=name)))
    if planned.notice:
        tell(say("progress.engine", lang, why=planned.notice))
    facts = facts_of(planned, request)
    if dry_run:
        show(json.dumps(plan_rows(facts), ensure_ascii=False, indent=1) if as_json else plan_text(facts, lang))
        return DONE
    tell(plan_text(facts, lang))
    if planned.final.exists():
        tell(say("progress.replaces", lang, folder=str(planned.final)))
    counted = [0]
    try:
        with (
            stopping(lambda: tell(say("progress.stopping", lang))) as stop,
            progressing(lang) as watch,
            run_batch(planned, request, _counting(watch, counted), stop) as finished,
        ):
            results, figures = finished.results, tuple[Path, ...]()
            if results is not None:
                tell(say("progress.reporting", lang))
                figures = write_batch(results, finished.folder, lang)
    except KeyboardInterrupt:
        done = {"done": f"{counted[-1]:,}", "total": f"{planned.case.plan.n_all:,}"}
        command = going_on(click.get_current_context())
        tell(say("progress.stopped", lang, folder=str(planned.work.folder), command=command, **done))
        return INTERRUPTED
    if results is not None:
        show(json.dumps(summary_rows(results), ensure_ascii=False, indent=1) if as_json else batch_text(results, lang))
    tell(say("written.folder", lang, folder=str(planned.final)))
    for figure in figures:
        tell(f"  {planned.final / figure}")
    return DONE


def _counting(watch: Watch, counted: list[int]) -> Watch:
    """Put down, too, how many members are done."""

    def both(done: int, total: int) -> None:
        counted[-1] = done
        watch(done, total)

    return both
