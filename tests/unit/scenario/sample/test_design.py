"""A design gives the value of every input in every member, by the member's index."""

import pickle

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.scenario.batch import Batch, Correlated, Input, Sample
from simulator.scenario.distribution import Distribution, quantile
from simulator.scenario.sample.design import Design, design_of

NORMAL = Input("n", "n", "drawn", distribution=Distribution("normal", (1.0, 0.25), (0.3, 1.7)))
EVEN = Input("u", "u", "drawn", distribution=Distribution("uniform", (2.0, 4.0)))
SWEPT = Input("s", "s", "swept", values=(1.0, 2.0, 3.0))


def design(*inputs: Input, sample: Sample = Sample("monte_carlo", 10, 1), **more) -> Design:  # noqa: B008
    return design_of(Batch("b", "town", (), inputs, sample=sample, **more))


def test_every_draw_is_taken_at_every_point():
    made = design(SWEPT, NORMAL)
    assert (made.n_points, made.n_draws, made.n_members) == (3, 10, 30)
    values = made.values(0, 30)
    assert values[0].tolist() == [1.0, 2.0, 3.0] * 10
    alone = design(NORMAL).values(0, 10)[0]
    assert (values[1] == np.repeat(alone, 3)).all()


def test_values_are_quantiles_in_the_order_of_the_inputs():
    made = design(EVEN, SWEPT, NORMAL)
    values = made.values(4, 11)
    assert values.flags.c_contiguous
    shares = made.drawing.shares(1, 4)[:, [0, 0, 1, 1, 1, 2, 2]]
    assert NORMAL.distribution is not None
    assert (values[2] == quantile(NORMAL.distribution, shares[1])).all()
    assert values[1].tolist() == [2.0, 3.0, 1.0, 2.0, 3.0, 1.0, 2.0]
    assert ((values[0] > 2) & (values[0] < 4)).all()


def test_a_sweep_alone():
    made = design(SWEPT, sample=Sample())
    assert made.values(0, made.n_members).tolist() == [[1.0, 2.0, 3.0]]


def test_correlated_inputs_go_up_together():
    group = Correlated(("u", "n"), ((1.0, 0.999), (0.999, 1.0)))
    one, other = design(NORMAL, EVEN, sample=Sample(size=50), correlated=(group,)).values(0, 50)
    assert np.corrcoef(one, other)[0, 1] > 0.95


def test_no_members_are_no_columns():
    assert design(NORMAL, SWEPT).values(7, 7).shape == (2, 0)


def test_members_beyond_the_last_are_refused():
    with pytest.raises(IndexError, match="members 0 to 31 of 30"):
        design(SWEPT, NORMAL).values(0, 31)


@pytest.mark.parametrize("method", ["monte_carlo", "latin_hypercube", "sobol", "grid"])
def test_a_design_is_small_and_the_same_after_its_journey(method):
    made = design(NORMAL, EVEN, sample=Sample(method, 10**6, 1, levels=1000))
    values = made.values(10, 20)
    sent = pickle.dumps(made)
    assert len(sent) < 5000
    assert (pickle.loads(sent).values(10, 20) == values).all()


def test_impossible_correlations_are_refused():
    group = Correlated(("u", "n"), ((1.0, 1.0), (1.0, 1.0)), "b.yaml:7")
    with pytest.raises(ScenarioError) as told:
        design(NORMAL, EVEN, correlated=(group,))
    assert str(told.value) == (
        "b.yaml:7: the correlations of 'u', 'n' cannot hold together. Expected a positive definite matrix. Make some "
        "of them smaller."
    )
