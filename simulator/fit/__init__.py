"""Fitting a model to history: what `calibration.yaml` says, least squares, identifiability, statistics, baselines."""

from simulator.fit.calibration import Calibration, HoldOut, Matching, Observation, Parameter
from simulator.fit.read import CALIBRATION, Known, read_calibration

__all__ = [
    "CALIBRATION",
    "Calibration",
    "HoldOut",
    "Known",
    "Matching",
    "Observation",
    "Parameter",
    "read_calibration",
]
