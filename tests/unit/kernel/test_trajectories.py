import numpy as np
import pytest

from simulator.kernel import Trajectories


@pytest.fixture
def trajectories():
    values = np.arange(12.0).reshape(3, 2, 2)
    return Trajectories(np.array([2020.0, 2021, 2022]), ("GDP growth", "capacity[wind]"), ("%", "MW"), values)


@pytest.mark.parametrize("name", ["capacity[wind]", "Capacity[Wind]", '"capacity[wind]"'])
def test_a_variable_is_found_as_the_model_finds_it(trajectories, name):
    assert trajectories.of(name).tolist() == [[2, 3], [6, 7], [10, 11]]


def test_blanks_and_underscores_are_one(trajectories):
    assert trajectories.of("gdp_growth").shape == (3, 2)


def test_no_such_variable(trajectories):
    with pytest.raises(KeyError, match="wind"):
        trajectories.of("wind")


def test_all_finite(trajectories):
    assert trajectories.first_non_finite() is None


def test_the_first_that_is_not_finite_is_named(trajectories):
    trajectories.values[2, 0, 0] = np.inf
    trajectories.values[1, 1, 1] = np.nan
    assert trajectories.first_non_finite() == ("capacity[wind]", 2021.0)
