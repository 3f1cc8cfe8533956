"""Response surfaces: a quadratic is found, locally too, and what is left unexplained is that of members left out."""

import numpy as np

from simulator.fit.surface import MOST_CROSSED, flat_surface, refined, terms_of


def inputs_of(n_inputs, size, seed):
    return np.random.default_rng(seed).standard_normal((n_inputs, size))


def quadratic(inputs):
    first = 1.0 + 2.0 * inputs[0] - inputs[1] ** 2 + 0.5 * inputs[0] * inputs[2]
    return np.stack([first, inputs[2] - 3.0])


def test_terms_are_one_inputs_squares_and_products():
    inputs = np.array([[2.0], [3.0], [5.0]])
    assert terms_of(inputs, np.array([0, 2])).ravel().tolist() == [1, 2, 3, 5, 4, 9, 25, 10]


def test_a_quadratic_is_found():
    inputs = inputs_of(3, 400, 1)
    surface = refined(flat_surface(inputs, quadratic(inputs)), inputs, quadratic(inputs))
    others = inputs_of(3, 50, 2)
    assert np.allclose(surface.at(others), quadratic(others), atol=1e-5)
    assert np.abs(surface.covariance).max() < 1e-8


def test_what_is_left_unexplained_is_that_of_members_left_out():
    inputs = inputs_of(3, 500, 3)
    noise = 0.3 * np.random.default_rng(4).standard_normal((2, 500))
    rows = quadratic(inputs) + noise
    surface = refined(flat_surface(inputs, rows), inputs, rows)
    assert np.allclose(np.diagonal(surface.covariance), 0.09, rtol=0.2)


def test_a_surface_is_refined_where_members_lie():
    def rows_of(inputs):
        return np.sinh(1.5 * inputs[:1])

    wide, near = inputs_of(2, 400, 5), 1.0 + 0.1 * inputs_of(2, 400, 6)
    rough = refined(flat_surface(wide, rows_of(wide)), wide, rows_of(wide))
    fine = refined(rough, near, rows_of(near))
    others = 1.0 + 0.1 * inputs_of(2, 50, 7)
    errors = [np.abs(each.at(others) - rows_of(others)).max() for each in (rough, fine)]
    assert errors[1] < 0.02 * errors[0]


def test_of_many_inputs_those_that_matter_are_crossed():
    inputs = inputs_of(MOST_CROSSED + 9, 600, 8)
    surface = flat_surface(inputs, inputs[9:].sum(axis=0, keepdims=True) + 0 * inputs[:1])
    assert surface.crossed.tolist() == list(range(9, MOST_CROSSED + 9))
    assert surface.at(inputs).shape == (1, 600)


def test_slopes_are_those_of_the_quadratic():
    inputs = inputs_of(4, 300, 9)
    rows = quadratic(inputs)
    surface = refined(flat_surface(inputs, rows), inputs, rows)
    some, weights = inputs_of(4, 6, 10), inputs_of(2, 6, 11)
    slopes = surface.slopes(some, weights)
    for row in range(4):
        step = np.zeros((4, 1))
        step[row] = 1e-5
        change = (surface.at(some + step) - surface.at(some - step)) / 2e-5
        assert np.allclose((weights * change).sum(axis=0), slopes[row], atol=1e-6)


def test_levels_are_taken_off():
    inputs = inputs_of(3, 300, 12)
    surface = refined(flat_surface(inputs, quadratic(inputs)), inputs, quadratic(inputs))
    assert np.allclose(surface.lowered(np.array([1.0, 2.0])).at(inputs), surface.at(inputs) - [[1.0], [2.0]])
