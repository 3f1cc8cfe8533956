"""Every method gives as many rows as inputs and as many columns as were asked for."""

import pytest

from simulator.scenario.batch import Sample
from simulator.scenario.sample import grid, latin_hypercube, monte_carlo, morris, sobol
from simulator.scenario.sample.drawing import Drawing

METHODS = [monte_carlo, latin_hypercube, sobol, grid, morris]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__.rsplit(".", 1)[1])
def test_shares_of_a_range(method):
    drawing: Drawing = method.draw(Sample(size=12, seed=3, levels=4, trajectories=4), ("a", "b"))
    assert drawing.n_draws in (12, 16)
    shares = drawing.shares(3, 8)
    assert shares.shape == (2, 5)
    assert shares.flags.c_contiguous
    assert ((shares >= 0.0) & (shares <= 1.0)).all()
