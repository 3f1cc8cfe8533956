"""Random functions against the distributions they are named after, drawn by many members over some steps."""

import numpy as np
import pytest
from scipy import stats

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.draws import lot_of
from tests.small_models import Times, bits, small_model

N_MEMBERS = 5000
TIMES = Times(0.0, 3.0, 1.0)
# A call of each function of Vensim and the distribution it draws from.
DISTRIBUTIONS = {
    "RANDOM 0 1()": stats.uniform(),
    "RANDOM UNIFORM(2,5,1)": stats.uniform(2, 3),
    "RANDOM NORMAL(-1,2,0,1,1)": stats.truncnorm(-1, 2),
    "RANDOM NORMAL(-100,100,7,2,1)": stats.norm(7, 2),
    "RANDOM EXPONENTIAL(0,1E9,1,2,1)": stats.expon(1, 2),
    "RANDOM EXPONENTIAL(2,6,1,2,1)": stats.truncexpon(2, 2, 2),
    "RANDOM GAMMA(0,1E9,3,1,2,1)": stats.gamma(3, 1, 2),
    "RANDOM WEIBULL(0,1E9,2,1,2,1)": stats.weibull_min(2, 1, 2),
    "RANDOM BETA(0,1E9,2,3,1,2,1)": stats.beta(2, 3, 1, 2),
    "RANDOM TRIANGULAR(0,10,1,2,4,1)": stats.triang(1 / 3, 1, 3),
}
WHOLE = {
    "RANDOM POISSON(0,1E9,3,0,1,1)": stats.poisson(3),
    "RANDOM BINOMIAL(0,1E9,0.3,8,0,1,1)": stats.binom(8, 0.3),
    "RANDOM NEGATIVE BINOMIAL(0,1E9,0.4,3,0,1,1)": stats.nbinom(3, 0.4),
}


def draws(text: str, seed: int = 0) -> np.ndarray:
    """Return (time, member)."""
    model = small_model(f"x={text}", TIMES)
    compiled = compile_model(model, ["x"])
    inputs = np.repeat(compiled.defaults[:, None], N_MEMBERS, axis=1)
    return integrate(compiled, Solver("euler"), clock_of(model.settings), inputs, lot_of(N_MEMBERS, seed)).of("x")


@pytest.mark.parametrize(("text", "distribution"), DISTRIBUTIONS.items())
def test_numbers_are_spread_as_the_distribution_says(text, distribution):
    for seed in (0, 1):
        assert stats.kstest(draws(text, seed).ravel(), distribution.cdf).pvalue > 1e-4


@pytest.mark.parametrize(("text", "distribution"), WHOLE.items())
def test_whole_numbers_are_spread_as_the_distribution_says(text, distribution):
    found = draws(text).ravel()
    expected = np.diff(distribution.cdf(np.arange(-1.0, 7.0)), append=1.0) * len(found)
    counts = np.bincount(np.minimum(found, 7).astype(int), minlength=8)
    assert stats.chisquare(counts, expected).pvalue > 1e-4


def test_far_tails_of_the_normal_distribution_are_drawn_as_well_on_either_side():
    above, below = draws("RANDOM NORMAL(12,1E9,0,1,1)"), draws("RANDOM NORMAL(-1E9,-12,0,1,1)")
    assert above.min() >= 12 and below.max() <= -12
    for found in (above - 12, -below - 12):
        # beyond 12 deviations it falls like an exponential
        assert stats.kstest(found.ravel(), lambda x: 1 - stats.norm.sf(12 + x) / stats.norm.sf(12)).pvalue > 1e-4


@pytest.mark.parametrize(("deviation", "expected"), [(0.0, 4.0), (np.nan, np.nan)])
def test_a_deviation_of_zero_gives_the_mean(deviation, expected):
    model = small_model("d=1\nx=RANDOM NORMAL(0,9,4,d,1)", TIMES)
    compiled = compile_model(model, ["x"])
    found = integrate(compiled, Solver("euler"), clock_of(model.settings), np.array([[deviation]])).of("x")
    assert np.array_equal(found, np.full((4, 1), expected), equal_nan=True)


def test_steps_members_and_runs_do_not_repeat_one_another():
    found = np.stack([draws("RANDOM 0 1()", seed) for seed in (0, 1)]).reshape(8, N_MEMBERS)
    assert np.abs(np.corrcoef(found) - np.eye(8)).max() < 0.06
    assert abs(np.corrcoef(found[0, :-1], found[0, 1:])[0, 1]) < 0.06


EQUATIONS = """
area: a,b
deviation=0.5
noise[area]=RANDOM NORMAL(-3,3,0,deviation,7)+RANDOM UNIFORM(-1,1,0)
x[area]=INTEG(noise[area]-0.1*x[area],RANDOM POISSON(0,100,5,0,1,3))
"""


@pytest.mark.parametrize("solver", [Solver("euler", sided=False), Solver("rk4"), Solver("scipy")])
def test_a_member_draws_the_same_in_any_company(solver):
    model = small_model(EQUATIONS, Times(0.0, 4.0, 0.5))
    compiled = compile_model(model)
    members = np.array([3, 900, 12, 0, 2**40])
    inputs = np.repeat(compiled.defaults[:, None], 5, axis=1)
    inputs[0] = [0.1, 0.5, 0.5, 2.0, 0.0]
    clock = clock_of(model.settings)
    together = bits(integrate(compiled, solver, clock, inputs, lot_of(5, 11, members)).values)
    for place in range(5):
        lot = lot_of(1, 11, members[[place]])
        alone = bits(integrate(compiled, solver, clock, inputs[:, [place]], lot).values)
        assert np.array_equal(alone, together[:, :, [place]])
    order = np.array([4, 2, 0, 1, 3])
    turned = bits(integrate(compiled, solver, clock, inputs[:, order], lot_of(5, 11, members[order])).values)
    assert np.array_equal(turned, together[:, :, order])


def test_a_draw_is_held_through_the_stages_of_a_step():
    """What is drawn is constant during a step: every method gathers it exactly."""
    model = small_model("noise=RANDOM NORMAL(-9,9,0,1,1)\nx=INTEG(noise,0)", Times(0.0, 8.0, 0.5))
    compiled = compile_model(model)
    clock = clock_of(model.settings)
    for solver in (Solver("euler"), Solver("rk2"), Solver("rk4"), Solver("scipy")):
        found = integrate(compiled, solver, clock, compiled.defaults[:, None])
        gathered = np.concatenate([[0.0], np.cumsum(0.5 * found.of("noise")[:-1, 0])])
        assert found.of("x")[:, 0] == pytest.approx(gathered, abs=1e-12)
        finer = integrate(compiled, solver, clock.refined(4), compiled.defaults[:, None])
        assert np.array_equal(finer.of("noise"), found.of("noise"))
        assert finer.of("x") == pytest.approx(found.of("x"), abs=1e-12)
