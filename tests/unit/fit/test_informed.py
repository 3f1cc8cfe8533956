"""What history sees is what changes what the model says of it."""

import numpy as np

from simulator.fit.informed import informed_inputs
from simulator.fit.prior import Prior
from simulator.scenario.distribution import Distribution

PRIOR = Prior(("seen", "unseen", "rarely"), (Distribution("uniform", (0.0, 1.0)),) * 3)


def simulate(values):
    seen, _, rarely = values
    broken = np.where(seen > 0.9, np.nan, 0.0)
    return np.stack([seen + broken, np.maximum(rarely, 0.8)])


def test_an_input_is_seen_when_any_member_changes():
    assert informed_inputs(PRIOR, simulate, 1).tolist() == [True, False, True]


def test_runs_that_break_down_are_equal_when_they_break_alike():
    assert informed_inputs(PRIOR, lambda values: np.full((1, values.shape[1]), np.nan), 1).tolist() == [False] * 3
