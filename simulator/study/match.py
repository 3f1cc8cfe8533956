"""History matching: members of a model's uncertain inputs, conditional on what was observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from simulator.fit import (
    Answers,
    MatchEffort,
    Observation,
    Parameter,
    Posterior,
    Prepared,
    answers_of,
    posterior_of,
    prepare_matching,
)
from simulator.report.fit.matched import HistoryMatch, SeriesBand
from simulator.report.phrase import Note, Tell
from simulator.study.batch_plan import processors
from simulator.study.fitting import Fitting, open_fitting
from simulator.target import Yearly

__all__ = [
    "MatchRequest",
    "horizon_of",
    "inputs_of",
    "match",
    "match_fitting",
    "notes_of",
    "posterior_given",
    "prepared_for",
]

# Above this mean square of standardised misfits the errors of observation do not cover what the model leaves.
POOR = 2.0


@dataclass(frozen=True)
class MatchRequest:
    """How to match.

    until:  the last year whose history counts; None: all of it. members: that come out. threads: None: as many as
    there are processors. output: where results will go; refused before anything is run if they cannot.
    """

    until: int | None = None
    members: int = 2000
    seed: int = 0
    overrides: tuple[str, ...] = field(default=())
    threads: int | None = None
    output: Path | None = None

    @property
    def effort(self) -> MatchEffort:
        """How much to compute."""
        return MatchEffort(chains=self.members, seed=self.seed)


def match(model: str | None, request: MatchRequest, tell: Tell) -> HistoryMatch:
    """Match a city's model to its history; None takes the only one there is.

    tell:   told what is being done.
    Raises: SimulatorError with every fault of the files, before anything is run.
    """
    fitting, name = open_fitting("match", model, request.until, request.overrides, request.output)
    return match_fitting(fitting, name, request, tell)


def match_fitting(fitting: Fitting, name: str, request: MatchRequest, tell: Tell) -> HistoryMatch:
    """Match what is read."""
    threads = request.threads or processors()
    prepared = prepared_for(fitting, threads, request.seed)
    counts = {"inputs": len(prepared.inputs), "seen": int(prepared.seen.sum())}
    counts |= {"points": len(prepared.evidence.values), "series": len(fitting.observations)}
    tell(("match.begun", {"name": name, **counts}))
    posterior = posterior_of(prepared, request.effort)
    tell(("match.drawn", {"name": name, "runs": posterior.matched.n_runs}))
    before = prepared.drawn(request.members, request.seed, "shown")
    answers = _answers(fitting, fitting.observations, horizon_of(fitting), prepared.inputs)
    with np.errstate(all="ignore"):  # members that break down are left out
        said, after = answers.at(posterior.values, threads), answers.yearly(posterior.values, threads)
        earlier = _finite(answers.yearly(before, threads))
    return HistoryMatch(
        asked=fitting.asked(name),
        posterior=posterior,
        drawn=before,
        before=earlier,
        after=after,
        series=_bands(fitting.observations, said),
        engine=answers.varied.program.printer,
        notes=tuple(_notes(fitting, posterior, said)),
    )


def posterior_given(fitting: Fitting, effort: MatchEffort, threads: int) -> Posterior:
    """Draw members given the history that a fitting answers to."""
    return posterior_of(prepared_for(fitting, threads, effort.seed), effort)


def prepared_for(fitting: Fitting, threads: int, seed: int) -> Prepared:
    """Prepare matching: the program, what history sees, the bank."""
    compiled = partial(_answers, fitting, fitting.observations, None)
    return prepare_matching(inputs_of(fitting), compiled, threads, seed)


def inputs_of(fitting: Fitting) -> tuple[Parameter, ...]:
    """Name all that is uncertain: the parameters, and what the file draws besides; not what the scenario sets."""
    every = (*fitting.calibration.parameters, *fitting.calibration.match.uncertain)
    taken = {each.name for each in fitting.scenario.settings}
    return tuple(each for each in every if each.name not in taken)


def horizon_of(fitting: Fitting) -> float:
    """The end of the model's run."""
    return float(fitting.city.model.settings.final_time)


def _answers(
    fitting: Fitting, observations: Sequence[Observation], until: float | None, inputs: Sequence[Parameter]
) -> Answers:
    """Compile a program whose members differ in some inputs."""
    extra = fitting.calibration.match.headlines if until is not None else ()
    return answers_of(fitting.case, inputs, observations, until, extra)


def _finite(yearly: Yearly) -> Yearly:
    """Leave out members that broke down."""
    whole = np.isfinite(yearly.values[-1]).all(axis=0)
    return Yearly(yearly.years, yearly.names, yearly.units, yearly.values[:, :, whole])


def _bands(observations: Sequence[Observation], said: np.ndarray) -> tuple[SeriesBand, ...]:
    """Hold every series against the members."""
    bands, row = [], 0
    for each in observations:
        rows = slice(row, row + len(each.points))
        row += len(each.points)
        bands.append(SeriesBand(each, said[rows]))
    return tuple(bands)


def notes_of(posterior: Posterior) -> list[Note]:
    """Gather what is worth knowing of members."""
    notes: list[Note] = []
    bank = posterior.prepared.bank
    if not posterior.is_settled:
        notes.append(("match.unsettled", {"share": f"{posterior.remembered:.2f}"}))
    if posterior.misfit > POOR:
        notes.append(("match.poor", {"square": f"{posterior.misfit:.1f}"}))
    if bank.n_broken:
        notes.append(("match.broken", {"count": bank.n_broken, "total": bank.n_broken + bank.scores.shape[1]}))
    return notes


def _notes(fitting: Fitting, posterior: Posterior, said: np.ndarray) -> list[Note]:
    """Gather what is worth knowing of a matching."""
    notes = notes_of(posterior)
    if not np.array_equal(said, posterior.matched.predicted):
        notes.append(("match.unlike", {}))
    if not fitting.is_told:
        notes.append(("match.untold_cut", {"year": str(fitting.until), "file": fitting.calibration.shown}))
    return notes
