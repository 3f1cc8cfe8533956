"""Fitting a model to history: what `calibration.yaml` says, least squares, identifiability, statistics, baselines."""

from simulator.fit.answers import Answers, Case, answers_of
from simulator.fit.baselines import BASELINES, Past, forecast
from simulator.fit.calibration import Calibration, HoldOut, Matching, Observation, Parameter, Record
from simulator.fit.coverage import Trial, covered, trial
from simulator.fit.heldout import Said, after_cut, banded, blind, futures, judged, rivals
from simulator.fit.identify import Collinear, Direction, Identified, identify
from simulator.fit.matching import MatchEffort
from simulator.fit.parameters import lever_parameter
from simulator.fit.posterior import Posterior, Prepared, posterior_of, prepare_matching
from simulator.fit.read import CALIBRATION, Known, read_calibration
from simulator.fit.records import own_record
from simulator.fit.residuals import Residuals, residuals_of
from simulator.fit.search import Effort, Found, Objective, search
from simulator.fit.tested import Rival, SeriesFit, SeriesTest

__all__ = [
    "BASELINES",
    "CALIBRATION",
    "Answers",
    "Calibration",
    "Case",
    "Collinear",
    "Direction",
    "Effort",
    "Found",
    "HoldOut",
    "Identified",
    "Known",
    "MatchEffort",
    "Matching",
    "Objective",
    "Observation",
    "Parameter",
    "Past",
    "Posterior",
    "Prepared",
    "Record",
    "Residuals",
    "Rival",
    "Said",
    "SeriesFit",
    "SeriesTest",
    "Trial",
    "after_cut",
    "answers_of",
    "banded",
    "blind",
    "covered",
    "forecast",
    "futures",
    "identify",
    "judged",
    "lever_parameter",
    "own_record",
    "posterior_of",
    "prepare_matching",
    "read_calibration",
    "residuals_of",
    "rivals",
    "search",
    "trial",
]
