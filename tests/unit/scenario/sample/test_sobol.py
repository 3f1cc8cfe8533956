"""Points of a Sobol' sequence are those of SciPy, wherever one begins."""

import numpy as np
import pytest
from scipy.stats import qmc

from simulator.scenario.batch import Sample
from simulator.scenario.sample.sobol import BITS, MOST_INPUTS, draw


@pytest.mark.parametrize("n_inputs", [1, 2, 25])
@pytest.mark.parametrize(("first", "last"), [(0, 1), (0, 512), (1, 2), (5, 6), (255, 257), (100, 400), (511, 512)])
def test_points_are_those_of_scipy(n_inputs, first, last):
    names = tuple(f"i{number}" for number in range(n_inputs))
    scipys = qmc.Sobol(n_inputs, bits=BITS, rng=np.random.default_rng(9)).random(512).T
    ours = draw(Sample("sobol", 512, 9), names).shares(first, last)
    # In the middle of SciPy's cells.
    assert (ours == scipys[:, first:last] + 2.0 ** (-BITS - 1)).all()


def test_a_point_is_the_same_whatever_the_size():
    assert (
        draw(Sample("sobol", 5, 9), ("a", "b")).shares(0, 5) == draw(Sample("sobol", 99, 9), "ab").shares(0, 5)
    ).all()


def test_far_points_are_those_of_scipy():
    far = 3 * 2**20 + 12_345
    engine = qmc.Sobol(2, bits=BITS, rng=np.random.default_rng(9))
    engine.fast_forward(far)
    ours = draw(Sample("sobol", 2**22, 9), ("a", "b")).shares(far, far + 10)
    assert (ours == engine.random(10).T + 2.0 ** (-BITS - 1)).all()


def test_a_power_of_two_fills_every_part_once():
    shares = draw(Sample("sobol", 1024, 9), tuple("abcdef")).shares(0, 1024)
    assert (np.sort(np.floor(shares * 1024), axis=1) == np.arange(1024)).all()


def test_as_many_inputs_as_there_are_direction_numbers():
    assert MOST_INPUTS > 10_000
