"""Distributions name their numbers, refuse impossible ones, and give their quantiles."""

import pickle

import numpy as np
import pytest

from simulator.scenario.distribution import (
    DISTRIBUTIONS,
    Distribution,
    distribution_slip,
    distribution_text,
    quantile,
    support,
)
from simulator.scenario.family import FAMILIES


def test_numbers_are_named():
    assert all(names for names in DISTRIBUTIONS.values())
    assert DISTRIBUTIONS.keys() == FAMILIES.keys()


TEXTS = {
    Distribution("normal", (1.0, 0.25), (0.3, 1.7)): "normal: mean 1, standard deviation 0.25, within 0.3 to 1.7",
    Distribution("triangular", (-0.01, 0.0, 0.0312)): "triangular: low -0.01, mode 0, high 0.0312",
    Distribution("lognormal", (1.0, 0.2)): "lognormal: median 1, standard deviation of the logarithm 0.2",
    Distribution("beta", (2.0, 5.0)): "beta: alpha 2, beta 5",
    Distribution("beta", (2.0, 5.0, 1.0, 3.0)): "beta: alpha 2, beta 5, low 1, high 3",
    Distribution("discrete", (0.1, 0.2), weights=(0.3, 0.7)): "discrete: 0.1 (share 0.3), 0.2 (share 0.7)",
    Distribution("discrete", (0.1, 0.2)): "discrete: [0.1, 0.2], equally likely",
    Distribution("discrete", tuple(map(float, range(9)))): "discrete: 9 values from 0 to 8",
    Distribution("empirical", (3.0, 1.0, 2.0), (1.0, 2.0)): "empirical: 3 values from 1 to 3, within 1 to 2",
}


@pytest.mark.parametrize(("distribution", "text"), TEXTS.items(), ids=TEXTS.values())
def test_texts(distribution, text):
    assert distribution_text(distribution) == text
    assert distribution_slip(distribution) == ""


SLIPS = {
    Distribution("normal", (1.0, 0.0)): "standard deviation of normal is 0. Expected more than 0.",
    Distribution("normal", (float("inf"), 1.0)): "mean of normal is inf. Expected a finite number.",
    Distribution("lognormal", (-1.0, 1.0)): "median of lognormal is -1. Expected more than 0.",
    Distribution("lognormal", (1.0, -0.5)): (
        "standard deviation of the logarithm of lognormal is -0.5. Expected more than 0."
    ),
    Distribution("beta", (0.0, 1.0)): "alpha of beta is 0. Expected more than 0.",
    Distribution("beta", (1.0, -2.0)): "beta of beta is -2. Expected more than 0.",
    Distribution("beta", (2.0, 5.0, 3.0, 1.0)): "beta has low, high [3, 1]. Expected them in increasing order.",
    Distribution("uniform", (2.0, 2.0)): "uniform has low, high [2, 2]. Expected them in increasing order.",
    Distribution("triangular", (0.0, 2.0, 1.0)): (
        "triangular has low, mode, high [0, 2, 1]. Expected them in increasing order."
    ),
    Distribution("discrete", ()): "discrete has no values. Expected at least one.",
    Distribution("discrete", (1.0, 2.0), weights=(1.0,)): (
        "discrete has 2 values and 1 weights. Expected one weight a value."
    ),
    Distribution("discrete", (1.0, 2.0), weights=(1.0, 0.0)): (
        "discrete has weights [1, 0]. Expected each more than 0."
    ),
    Distribution("discrete", (1.0, 2.0), weights=(0.5, 0.6)): "weights of discrete add up to 1.1. Expected 1.",
    Distribution("discrete", (1.0, 2.0), weights=(0.5, 0.50000001)): (
        "weights of discrete add up to 1.00000001. Expected 1."
    ),
    Distribution("empirical", (1.0, float("nan"))): "a value of empirical is nan. Expected a finite number.",
    Distribution("normal", (1.0, 0.1), (2.0, 1.0)): "within is [2, 1]. Expected two finite numbers, the lower first.",
    Distribution("normal", (1.0, 0.1), (20.0, 21.0)): (
        "within [20, 21] leaves nothing of normal: mean 1, standard deviation 0.1. Expected bounds that leave a part "
        "of it."
    ),
    Distribution("uniform", (0.0, 1.0), (1.0, 2.0)): (
        "within [1, 2] leaves nothing of uniform: low 0, high 1. Expected bounds that leave a part of it."
    ),
    Distribution("empirical", (1.0, 2.0), (3.0, 4.0)): (
        "within [3, 4] leaves nothing of values from 1 to 2. Expected bounds that leave a part of it."
    ),
}


@pytest.mark.parametrize(("distribution", "text"), SLIPS.items(), ids=SLIPS.values())
def test_slips(distribution, text):
    assert distribution_slip(distribution) == text


@pytest.mark.parametrize("far_off", [1e-10, -1e-10])
def test_weights_may_be_rounded(far_off):
    assert distribution_slip(Distribution("discrete", (1.0, 2.0), weights=(0.5, 0.5 + far_off))) == ""


def test_steps_reach_their_share():
    distribution = Distribution("discrete", (5.0, 1.0, 3.0), weights=(0.25, 0.5, 0.25))
    shares = np.array([0.0, 0.3, 0.5, np.nextafter(0.5, 1), 0.75, np.nextafter(0.75, 1), 1.0])
    assert quantile(distribution, shares).tolist() == [1, 1, 1, 3, 3, 5, 5]
    assert support(distribution) == (1.0, 5.0)


def test_a_truncation_leaves_steps_inside_and_their_proportions():
    distribution = Distribution("discrete", (1.0, 2.0, 3.0), (1.5, 9.0), weights=(0.5, 0.125, 0.375))
    assert quantile(distribution, np.array([0.1, 0.25, 0.26, 0.9])).tolist() == [2, 2, 3, 3]
    assert support(distribution) == (2.0, 3.0)


def test_rows_of_a_file_are_equally_likely():
    distribution = Distribution("empirical", (4.0, 1.0, 1.0, 2.0))
    assert quantile(distribution, (np.arange(8) + 0.5) / 8).tolist() == [1, 1, 1, 1, 2, 2, 4, 4]


def test_the_last_value_is_reached_though_weights_are_rounded():
    distribution = Distribution("discrete", tuple(map(float, range(10))), weights=(0.1,) * 10)
    assert quantile(distribution, np.array([np.nextafter(1.0, 0.0), 1.0])).tolist() == [9.0, 9.0]


def test_supports():
    assert support(Distribution("normal", (0.0, 1.0))) == (-np.inf, np.inf)
    assert support(Distribution("normal", (0.0, 1.0), (-1.0, 3.0))) == (-1.0, 3.0)
    assert support(Distribution("lognormal", (1.0, 0.2))) == (0.0, np.inf)
    assert support(Distribution("beta", (2.0, 5.0, 1.0, 3.0), (0.0, 2.0))) == (1.0, 2.0)
    assert support(Distribution("triangular", (0.0, 1.0, 2.0), (-5.0, 1.5))) == (0.0, 1.5)


def test_ends_of_what_is_bounded_are_reached():
    for distribution in (
        Distribution("normal", (0.0, 1.0), (-1.0, 3.0)),
        Distribution("lognormal", (1.0, 0.2), (0.5, 2.0)),
        Distribution("beta", (2.0, 5.0, 1.0, 3.0)),
        Distribution("triangular", (0.0, 1.0, 2.0), (-5.0, 1.5)),
        Distribution("uniform", (0.0, 1.0)),
    ):
        assert quantile(distribution, np.array([0.0, 1.0])) == pytest.approx(support(distribution), rel=1e-13)


def test_what_is_computed_from_a_distribution_is_not_sent_along():
    distribution = Distribution("empirical", tuple(np.linspace(0.0, 1.0, 1000)))
    before = pickle.dumps(distribution)
    values = quantile(distribution, np.array([0.2, 0.7]))
    assert pickle.dumps(distribution) == before
    there = pickle.loads(before)
    assert there == distribution
    assert (quantile(there, np.array([0.2, 0.7])) == values).all()
