import numpy as np
import pytest

from simulator.kernel.draws import lot_of, uniform

ROWS = np.arange(3)[:, None]


def test_a_member_draws_the_same_in_any_company():
    together = uniform(lot_of(50, 7), 3, 12345.0, ROWS, 1.0)
    alone = uniform(lot_of(1, 7, np.array([31])), 3, 12345.0, ROWS, 1.0)
    assert together.shape == (3, 50) and np.array_equal(together[:, [31]], alone)


def test_one_row_gives_a_number_a_member():
    assert uniform(lot_of(5), 0, 1.0, 0.0, 0.0).shape == (5,)


@pytest.mark.parametrize(
    "other",
    [
        lambda: uniform(lot_of(1000, 1), 0, 5.0, 0.0, 0.0),
        lambda: uniform(lot_of(1000), 1, 5.0, 0.0, 0.0),
        lambda: uniform(lot_of(1000), 0, 6.0, 0.0, 0.0),
        lambda: uniform(lot_of(1000), 0, 5.0, 1.0, 0.0),
        lambda: uniform(lot_of(1000), 0, 5.0, 0.0, 1.0),
        lambda: uniform(lot_of(1000, 0, np.arange(1000, 2000)), 0, 5.0, 0.0, 0.0),
    ],
)
def test_another_seed_step_call_element_or_member_draws_apart(other):
    one = uniform(lot_of(1000), 0, 5.0, 0.0, 0.0)
    assert abs(np.corrcoef(one, other())[0, 1]) < 0.1 and not (one == other()).any()


def test_draws_are_spread_evenly_and_inside():
    drawn = uniform(lot_of(100_000), 0, 5.0, 0.0, 0.0)
    counts, _ = np.histogram(drawn, 100, (0.0, 1.0))
    assert ((counts - 1000.0) ** 2 / 1000.0).sum() < 150  # chi-squared of 99 degrees: 1 in 1000
    assert drawn.min() > 0 and drawn.max() < 1
