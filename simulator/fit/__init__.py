"""Fitting a model to history: what `calibration.yaml` says, least squares, identifiability, statistics, baselines."""

from simulator.fit.answers import Answers, Case, answers_of
from simulator.fit.baselines import BASELINES, forecast
from simulator.fit.calibration import Calibration, HoldOut, Matching, Observation, Parameter
from simulator.fit.coverage import Trial, covered, trial
from simulator.fit.identify import Collinear, Direction, Identified, identify
from simulator.fit.laplace import laplace_draws
from simulator.fit.matching import MatchEffort
from simulator.fit.parameters import lever_parameter
from simulator.fit.posterior import Posterior, Prepared, posterior_of, prepare_matching
from simulator.fit.read import CALIBRATION, Known, read_calibration
from simulator.fit.residuals import Residuals, residuals_of
from simulator.fit.search import Effort, Found, Objective, search
from simulator.fit.statistics import ENOUGH, Statistics, statistics_of

__all__ = [
    "BASELINES",
    "CALIBRATION",
    "ENOUGH",
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
    "Posterior",
    "Prepared",
    "Residuals",
    "Statistics",
    "Trial",
    "answers_of",
    "covered",
    "forecast",
    "identify",
    "laplace_draws",
    "lever_parameter",
    "posterior_of",
    "prepare_matching",
    "read_calibration",
    "residuals_of",
    "search",
    "statistics_of",
    "trial",
]
