"""Targets: the register, yearly values of a run, measures and margins, history, and verdicts of a run or of members."""

from simulator.target.basis import unit_factor
from simulator.target.history import NO_HISTORY, History, Point, named_series, observed_table, read_history
from simulator.target.judge import judge
from simulator.target.measure import margin, measure, needed_years, threshold
from simulator.target.members import Judged, judge_members, judged_places, run_errors
from simulator.target.recorded import check_series
from simulator.target.register import Target, read_targets
from simulator.target.standing import JudgeContext, Standing, imposed_labels, standings
from simulator.target.statistics import Statistics, statistics_of
from simulator.target.trend import Trend, trend_of
from simulator.target.verdict import VERDICTS, Verdict
from simulator.target.yearly import Shown, Yearly, needed_labels, shown_run, yearly_table

__all__ = [
    "NO_HISTORY",
    "VERDICTS",
    "History",
    "JudgeContext",
    "Judged",
    "Point",
    "Shown",
    "Standing",
    "Statistics",
    "Target",
    "Trend",
    "Verdict",
    "Yearly",
    "check_series",
    "imposed_labels",
    "judge",
    "judge_members",
    "judged_places",
    "margin",
    "measure",
    "named_series",
    "needed_labels",
    "needed_years",
    "observed_table",
    "read_history",
    "read_targets",
    "run_errors",
    "shown_run",
    "standings",
    "statistics_of",
    "threshold",
    "trend_of",
    "unit_factor",
    "yearly_table",
]
