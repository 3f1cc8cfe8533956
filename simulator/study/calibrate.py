"""Calibration: free constants of a model fitted to its history, by least squares from many starts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from simulator.fit import (
    Answers,
    Effort,
    Found,
    Objective,
    Residuals,
    SeriesFit,
    answers_of,
    identify,
    residuals_of,
    search,
)
from simulator.report.fit.outcome import Calibrated
from simulator.report.phrase import Note, Tell
from simulator.study.batch_plan import processors
from simulator.study.fitting import Fitting, open_fitting
from simulator.target import statistics_of

__all__ = ["CalibrateRequest", "calibrate", "calibrate_fitting", "series_of"]


@dataclass(frozen=True)
class CalibrateRequest:
    """How to calibrate.

    until:  the last year whose history counts; None: all of it. overrides: NAME=VALUE texts.
    output: where results will go; refused before anything is run if they cannot. threads: None: as many as there are
    processors.
    """

    until: int | None = None
    starts: int = 4000
    seed: int = 0
    iterations: int = 100
    overrides: tuple[str, ...] = field(default=())
    output: Path | None = None
    threads: int | None = None

    @property
    def effort(self) -> Effort:
        """How hard to search."""
        return Effort(self.starts, iterations=self.iterations, seed=self.seed, threads=self.threads or processors())


def calibrate(model: str | None, request: CalibrateRequest, tell: Tell) -> Calibrated:
    """Calibrate a city's model; None takes the only one there is.

    tell:   told what is being done.
    Raises: SimulatorError with every fault of the files, before anything is run.
    """
    fitting, name = open_fitting("calibrate", model, request.until, request.overrides, request.output)
    return calibrate_fitting(fitting, name, request.effort, tell)


def calibrate_fitting(fitting: Fitting, name: str, effort: Effort, tell: Tell) -> Calibrated:
    """Calibrate what is read."""
    parameters = fitting.calibration.parameters
    answers = answers_of(fitting.case, parameters, fitting.observations)
    residuals = residuals_of(fitting.observations, parameters)
    counts = {"parameters": len(parameters), "points": answers.n_points, "series": len(fitting.observations)}
    tell(("calibration.begun", {"name": name, **counts}))
    program = answers.varied.program
    if program.notice:
        tell(("progress.engine", {"why": program.notice}))
    objective = Objective(answers, residuals, effort.threads)
    found = search(objective, effort, lambda each: tell(("calibration.followed", asdict(each))))
    return Calibrated(
        asked=fitting.asked(name),
        effort=effort,
        found=found,
        identified=identify(found.jacobian, found.ends),
        series=series_of(answers, residuals, found),
        yearly=answers.yearly(found.values[:, None]),
        engine=program.printer,
        notes=tuple(_notes(fitting, effort, found)),
    )


def series_of(answers: Answers, residuals: Residuals, found: Found) -> tuple[SeriesFit, ...]:
    """Hold every series against the best fit; what is compared with history includes free levels."""
    said = answers.at(found.values[:, None])
    levels = residuals.levels(said)
    fits, row = [], 0
    for each in answers.observations:
        rows = slice(row, row + len(each.points))
        row += len(each.points)
        model, level = said[rows, 0], levels[rows, 0]
        observed = np.array([point.value for point in each.points])
        fits.append(SeriesFit(each, model, level, statistics_of(model + level, observed)))
    return tuple(fits)


def _notes(fitting: Fitting, effort: Effort, found: Found) -> list[Note]:
    """Gather what is worth knowing of a calibration."""
    notes: list[Note] = []
    n_values, n_parameters = sum(len(each.points) for each in fitting.observations), len(found.values)
    if n_values < n_parameters:
        notes.append(("calibration.fewer", {"values": n_values, "parameters": n_parameters}))
    if not found.converged:
        notes.append(("calibration.not_converged", {"iterations": effort.iterations}))
    if found.broken:
        notes.append(("calibration.broken", {"count": found.broken, "total": found.screened}))
    if not fitting.is_told:
        notes.append(("calibration.untold_cut", {"year": str(fitting.until), "file": fitting.calibration.shown}))
    return notes
