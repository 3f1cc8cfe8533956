"""Every method gives as many rows as inputs and as many columns as were asked for."""

import numpy as np
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


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.__name__.rsplit(".", 1)[1])
@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("n_inputs", [1, 25])
def test_the_smallest_samples(method, size, n_inputs):
    names = tuple(f"i{number}" for number in range(n_inputs))
    drawing: Drawing = method.draw(Sample(size=size, seed=3, levels=2, trajectories=size), names)
    n_draws = {grid: 2**n_inputs, morris: size * (n_inputs + 1)}.get(method, size)
    assert drawing.n_draws == n_draws
    few = min(n_draws, 100)
    shares = drawing.shares(0, few)
    assert shares.shape == (n_inputs, few)
    assert ((shares >= 0.0) & (shares <= 1.0)).all()
    # Each alone is the same as among the others.
    assert all(np.array_equal(drawing.shares(one, one + 1)[:, 0], shares[:, one]) for one in range(few))
