"""Counts of verdicts add up."""

from simulator.report.batch.outcome import Counted


def test_counted():
    assert Counted(met=5, missed=3, too_close=2, undecided=1).n == 11
