"""A design gives the value of every input in every member, by the member's index."""

import pickle

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.scenario.batch import Batch, Correlated, Input, Sample
from simulator.scenario.distribution import Distribution, quantile
from simulator.scenario.sample.design import Design, design_of
from simulator.scenario.sample.sobol import MOST_INPUTS

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


PAIR = Correlated(("u", "n"), ((1.0, 1.0), (1.0, 1.0)), "b.yaml:7")
FREE = Input("f", "f", "drawn", distribution=Distribution("normal", (0.0, 1.0)), where="b.yaml:3")
UPSIDE_DOWN = Input("w", "w", "drawn", distribution=Distribution("uniform", (4.0, 2.0)), where="b.yaml:4")
FLAT = Input("x", "x", "drawn", distribution=Distribution("normal", (4.0, 0.0)), where="b.yaml:5")
LONG = Input("l", "l", "swept", values=tuple(map(float, range(1000))))

FAULTS = [
    (
        (UPSIDE_DOWN, FLAT),
        Sample("monte_carlo", 10, 1),
        (),
        "b.yaml:4: w: uniform has low, high [4, 2]. Expected them in increasing order. Correct it.\n"
        "b.yaml:5: x: standard deviation of normal is 0. Expected more than 0. Correct it.",
    ),
    (
        (NORMAL, EVEN),
        Sample("sobol", 0, -1, where="b.yaml:9"),
        (PAIR,),
        "b.yaml:9: seed of sobol is -1. Expected a whole number from 0 on. Correct it.\n"
        "b.yaml:9: size of sobol is 0. Expected at least 1. Correct it.\n"
        "b.yaml:7: the correlations of 'u', 'n' cannot hold together. Expected a positive definite matrix. Make some "
        "of them smaller.",
    ),
    (
        (NORMAL, EVEN),
        Sample("grid", levels=0, where="b.yaml:9"),
        (PAIR,),
        "b.yaml:9: levels of grid is 0. Expected at least 1. Correct it.\n"
        "b.yaml:7: inputs of a sample by grid cannot be correlated. Expected one of monte_carlo, latin_hypercube, "
        "sobol. Change the method, or remove correlated.",
    ),
    (
        (FREE,),
        Sample("morris", levels=5, trajectories=0, where="b.yaml:9"),
        (),
        "b.yaml:9: levels of morris is 5. Expected an even number from 2 on. Correct it.\n"
        "b.yaml:9: trajectories of morris is 0. Expected at least 1. Correct it.\n"
        "b.yaml:3: f: normal: mean 0, standard deviation 1 has no end, and morris goes from end to end. Expected "
        "bounds. Add within: [low, high].",
    ),
    (
        (LONG, FREE),
        Sample("monte_carlo", 10**9, where="b.yaml:9"),
        (),
        "b.yaml:9: 1,000 points of the sweep times 1,000,000,000 draws would be 1,000,000,000,000 members. Expected at "
        "most 1,000,000,000. Take fewer values or draws, or draw some inputs rather than crossing them all.",
    ),
    (
        tuple(Input(f"i{row}", "i", "drawn", distribution=EVEN.distribution) for row in range(MOST_INPUTS + 1)),
        Sample("sobol", 4, where="b.yaml:9"),
        (),
        f"b.yaml:9: sobol draws {MOST_INPUTS + 1:,} inputs. Expected at most {MOST_INPUTS:,}. Take latin_hypercube or "
        "monte_carlo.",
    ),
]


@pytest.mark.parametrize(("inputs", "sample", "correlated", "text"), FAULTS, ids=range(len(FAULTS)))
def test_what_cannot_be_drawn_is_refused(inputs, sample, correlated, text):
    with pytest.raises(ScenarioError) as told:
        design(*inputs, sample=sample, correlated=correlated)
    assert str(told.value) == text


@pytest.mark.parametrize("method", ["monte_carlo", "latin_hypercube", "sobol"])
def test_a_sweep_may_be_run_again_and_again(method):
    assert design(SWEPT, sample=Sample(method, 2)).values(1, 6).tolist() == [[2.0, 3.0, 1.0, 2.0, 3.0]]
