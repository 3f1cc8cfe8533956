"""Targets: the register, yearly values of a run, measures and margins, history, and verdicts."""

from simulator.target.history import NO_HISTORY, History, Point, observed_table, read_history
from simulator.target.measure import margin, measure, needed_years, threshold
from simulator.target.register import Target, read_targets, unit_factor
from simulator.target.verdict import JudgeContext, Verdict, imposed_labels, judge
from simulator.target.yearly import Yearly, yearly_table

__all__ = [
    "NO_HISTORY",
    "History",
    "JudgeContext",
    "Point",
    "Target",
    "Verdict",
    "Yearly",
    "imposed_labels",
    "judge",
    "margin",
    "measure",
    "needed_years",
    "observed_table",
    "read_history",
    "read_targets",
    "threshold",
    "unit_factor",
    "yearly_table",
]
