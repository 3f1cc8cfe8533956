"""What is believed before history: values of scores, draws by name and number."""

import numpy as np

from simulator.fit.prior import Prior
from simulator.scenario.distribution import Distribution

UNIFORM, NORMAL = Distribution("uniform", (2.0, 4.0)), Distribution("normal", (1.0, 0.5))
PRIOR = Prior(("a", "b"), (UNIFORM, NORMAL))


def test_a_score_is_the_normal_quantile_of_a_share():
    values = PRIOR.values(np.array([[0.0, 40.0, -40.0], [0.0, 1.0, -2.0]]))
    assert np.allclose(values, [[3.0, 4.0, 2.0], [1.0, 1.5, 0.0]])


def test_even_the_farthest_score_has_a_finite_value():
    assert np.isfinite(PRIOR.values(np.array([[60.0, -60.0], [60.0, -60.0]]))).all()


def test_draws_of_an_input_depend_on_seed_name_and_number_alone():
    drawn = PRIOR.draw(100, 7)
    assert np.array_equal(PRIOR.only([1]).draw(40, 7)[0], drawn[1, :40])
    assert not np.array_equal(PRIOR.draw(100, 8), drawn)
    assert abs(drawn.mean()) < 0.3 and abs(drawn.std() - 1.0) < 0.2


def test_standard_values_have_no_mean_and_a_unit_spread():
    standard = PRIOR.standard(PRIOR.values(PRIOR.draw(20_000, 1)))
    assert np.allclose(standard.mean(axis=1), 0.0, atol=0.03)
    assert np.allclose(standard.std(axis=1), 1.0, atol=0.03)


def test_nothing_uncertain_is_an_empty_prior():
    assert Prior((), ()).draw(5, 1).shape == (0, 5)


def test_steepness_is_how_fast_standard_values_rise():
    scores = np.array([[-1.3, 0.0, 2.1], [-0.4, 0.5, 1.7]])
    rise = (PRIOR.standard(PRIOR.values(scores + 0.01)) - PRIOR.standard(PRIOR.values(scores - 0.01))) / 0.02
    assert np.allclose(PRIOR.steepness(scores), rise, rtol=0.05)
    assert np.isfinite(PRIOR.steepness(np.array([[np.nan, 1e300, -99.0]] * 2))).all()
