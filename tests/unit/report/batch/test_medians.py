"""A batch as single runs."""

from dataclasses import replace

import numpy as np

from simulator.report.batch.medians import as_runs, banded, shares_of
from simulator.report.grouping import blocks
from tests.unit.report.batch.synthetic import drawn


def test_trajectories_are_medians():
    made = drawn(2, 30)
    runs = as_runs(made)
    assert len(runs.outcomes) == 2
    for run, outcome in zip(runs.outcomes, made.outcomes, strict=True):
        np.testing.assert_array_equal(run.yearly.values[:, :, 0], outcome.bands.values[2])


def test_verdicts_sum_members_up():
    made = drawn(1, 40)
    words = {verdict.target: verdict for verdict in as_runs(made).outcomes[0].verdicts}
    for target, share in zip(made.case.targets, made.outcomes[0].shares, strict=True):
        verdict = words[target.id]
        assert verdict.basis == share.basis
        if share.counted is not None:
            counted = share.counted
            expected = "met" if counted.met == counted.n else "some" if counted.met else "missed"
            assert verdict.verdict == expected and verdict.value == share.spread.quantiles[2]
    assert {"some", "missed"} <= {verdict.verdict for verdict in words.values()}


def test_what_a_scenario_imposes_stays_imposed():
    run = as_runs(drawn(3, 5)).outcomes[2]
    assert run.imposed and any(verdict.basis == "imposed" for verdict in run.verdicts)
    assert all(verdict.verdict == "not_modelled" for verdict in run.verdicts if verdict.basis == "imposed")


def test_only_variables_with_bands_are_drawn():
    made = drawn(1, 5)
    bands = made.outcomes[0].bands
    few = replace(bands, names=bands.names[:2], units=bands.units[:2], values=bands.values[:, :, :2])
    runs = banded(replace(made, outcomes=(replace(made.outcomes[0], bands=few),)))
    assert [label.variable for label in runs.case.labels] == list(bands.names[:2])


def test_shares_of_a_row():
    made = drawn(2, 10)
    row = blocks(as_runs(made))[0].rows[0]
    place = [target.id for target in made.case.targets].index(row.target.id)
    assert shares_of(made, row) == tuple(outcome.shares[place] for outcome in made.outcomes)
