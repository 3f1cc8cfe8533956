"""What a batch tells when all its chunks are done: shares, spreads and bands of every scenario."""

from __future__ import annotations

import numpy as np

from simulator.chunk.evaluate import Evaluator
from simulator.chunk.own import own_numbers
from simulator.chunk.tally import Tally, tally_of
from simulator.ensemble.journal import Reduction
from simulator.ensemble.run import followed
from simulator.ensemble.shares import wilson
from simulator.kernel import Solver
from simulator.kernel.draws import lot_of
from simulator.report.batch.outcome import (
    PROBABILITIES,
    Bands,
    BatchNumerics,
    BatchOutcome,
    BatchResults,
    Counted,
    Spread,
    TargetShare,
)
from simulator.study.batch_plan import Planned
from simulator.target import VERDICTS, Standing, judged_places

__all__ = ["results_of"]

# How many bars a histogram has.
BARS = 40
Told = tuple[np.ndarray, np.ndarray]
# Draws of these methods are a sample of all that there could be; points of a grid or of a file are not.
SAMPLED = ("monte_carlo", "latin_hypercube", "sobol")


def results_of(planned: Planned, state: Reduction) -> BatchResults:
    """Gather what there is to tell. state: of all chunks."""
    work, case = planned.work, planned.case
    outcomes = []
    for number, scenario in enumerate(case.batch.scenarios):
        evaluator = work.evaluator(number)
        tally = tally_of(case, number, planned.sketches[number], state)
        spread = tally.sketch.quantiles(PROBABILITIES)
        shares = _shares(evaluator, tally, planned.accuracy[number].errors, spread)
        broken = None if tally.first_broken is None else _broken(evaluator, tally.first_broken)
        imposed = tuple(label.variable for label in case.labels if label.variable in evaluator.imposed)
        outcomes.append(BatchOutcome(scenario, shares, _bands(evaluator, spread), imposed, tally.n_broken, broken))
    numerics = BatchNumerics(
        work.evaluator(0).varied.program.printer,
        case.engine.method,
        case.clock.time_step,
        float(np.fmax.reduce([each.largest for each in planned.accuracy])),
        max(each.sampled for each in planned.accuracy),
    )
    members = work.folder / "members" if case.batch.save.members else None
    bases = tuple(own_numbers(work, number) for number in range(len(outcomes)))
    results = (planned.city.case, case.batch, case.design.n_members, tuple(outcomes), numerics, members, bases)
    return BatchResults(*results)


def _shares(evaluator: Evaluator, tally: Tally, errors: np.ndarray, told_cells: Told) -> tuple[TargetShare, ...]:
    """Tell what members say about every target of the register. told_cells: quantiles of all cells, and their error."""
    rows = {place: row for row, place in enumerate(judged_places(evaluator.standings))}
    quantiles, off = told_cells
    case, shares = evaluator.case, []
    is_sampled = case.batch.is_drawn and case.batch.sample.method in SAMPLED and case.design.n_points == 1
    for place, standing in enumerate(evaluator.standings):
        if place not in rows:
            shares.append(_settled(place, standing))
            continue
        row = rows[place]
        edges, counts = tally.sketch.histogram(row, BARS)
        spread = Spread(tuple(quantiles[:, row].tolist()), float(off[row]), edges, counts)
        error = float(errors[row]) if np.isfinite(errors[row]) else None
        if standing.basis == "imposed":
            told = TargetShare(place, "imposed", "not_modelled", None, None, None, None, spread, None, standing.reason)
            shares.append(told)
            continue
        counted = Counted(*(int(tally.verdicts[row, VERDICTS.index(word)]) for word in VERDICTS[:4]))
        # what no draw moves is the same in any sample
        is_open = is_sampled and len(counts) != 1
        low, high = wilson(counted.met, counted.n) if is_open else (None, None)
        p_met = counted.met / counted.n
        shares.append(TargetShare(place, "model", "", counted, p_met, low, high, spread, error, standing.reason))
    return tuple(shares)


def _settled(place: int, standing: Standing) -> TargetShare:
    """Tell of a target that members do not decide: history does, or the model does not speak of it."""
    told, spread = standing.verdict, None
    if told.value is not None:  # history's, the same for every member
        spread = Spread((told.value,) * len(PROBABILITIES), 0.0, np.empty(0), np.empty(0, dtype=np.int64))
    return TargetShare(
        place, told.basis, told.verdict, None, None, None, None, spread, told.numerical_error, standing.reason
    )


def _bands(evaluator: Evaluator, told_cells: Told) -> Bands:
    """Tell the quantiles of every band by year. told_cells: as of _shares."""
    case = evaluator.case
    names, n_judged = case.bands, len(judged_places(evaluator.standings))
    years = np.arange(case.years[0], case.years[1] + 1)
    values, error = told_cells
    shape = (len(names), len(years))
    units = {label.variable: label.unit for label in case.labels}
    return Bands(
        years,
        names,
        tuple(units[name] for name in names),
        values[:, n_judged:].reshape(len(PROBABILITIES), *shape).transpose(0, 2, 1),
        error[n_judged:].reshape(shape).T,
    )


def _broken(evaluator: Evaluator, member: int) -> tuple[int, str, float]:
    """Follow a member step by step to the first variable that is not finite; see simulator.ensemble.run.followed."""
    found, program = evaluator.members(member, member + 1), evaluator.varied.program
    solver = Solver(program.engine.method, sided=program.engine.sided)
    lot = lot_of(1, program.engine.seed, np.array([member]))
    every = evaluator.varied.every(found.values)
    named = followed(program.compiled.model, solver, evaluator.case.clock, (every, lot))
    return (member, *(named or ("", float("nan"))))
