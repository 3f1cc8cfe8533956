"""Derivatives along a run."""

import numpy as np
import pytest

from tests.small_models import Times
from tests.unit.structure.models import LOGISTIC, REGIONS, numbers, seen


def test_slopes_are_partial_derivatives():
    model, course = seen(LOGISTIC)
    stock, deaths, rate = numbers(model, "S", "deaths", "rate")
    ones = np.ones((len(course.times), 1))
    people = course.of(course.values, stock)
    np.testing.assert_allclose(course.passed_on(stock, deaths, ones), 2 * people / 100, rtol=1e-8)
    np.testing.assert_allclose(course.passed_on(rate, deaths, ones), people**2 / 100, rtol=1e-8)
    np.testing.assert_allclose(course.passed_on(deaths, stock, ones), -1.0, rtol=1e-8)
    exact = 100 / (1 + 99 * np.exp(-course.times))
    np.testing.assert_allclose(people[:, 0], exact, rtol=1e-3)


def test_slopes_by_element():
    model, course = seen(REGIONS)
    people, whole, leaving, moving = numbers(model, "people", "all", "leaving", "moving")
    raised = np.tile([2.0, 3.0], (len(course.times), 1))
    np.testing.assert_allclose(course.passed_on(people, whole, raised), 5.0)
    ones = np.ones((len(course.times), 1))
    np.testing.assert_allclose(course.passed_on(leaving, moving, ones), np.tile([-1.0, 1.0], (len(course.times), 1)))


def test_what_a_step_changes():
    model, course = seen(LOGISTIC)
    births, stock = numbers(model, "births", "S")
    moved = course.of(course.moved, stock)[:, 0]
    np.testing.assert_allclose(course.of(course.results, births)[:, 0], moved, rtol=1e-9)
    net = course.of(course.results, births) - course.of(course.results, numbers(model, "deaths")[0])
    np.testing.assert_allclose(course.of(course.results, stock), net, atol=1e-12)


@pytest.mark.parametrize(("most", "expected"), [(50, 8), (4, 4), (1, 1)])
def test_times_lie_inside_steps(most, expected):
    _, course = seen("s= INTEG(1, 0)", Times(2000, 2002, 0.25), most)
    assert len(course.times) == expected
    inside = (course.times - 2000) / 0.25
    np.testing.assert_allclose(inside - np.floor(inside), 0.5)


def test_a_model_without_links():
    _, course = seen("a= 1")
    assert course.links == ()


def test_what_is_no_number_stays_one():
    model, course = seen("s= INTEG(1/(s-s), 1)\nx= s-s")
    s, x = numbers(model, "s", "x")
    assert np.isnan(course.passed_on(s, x, course.of(course.moved, s))).any()


def test_what_cancels_but_for_rounding_is_nothing():
    model, course = seen("r: a, b, c\np[r]= INTEG(grown[r], 1)\ngrown[r]= 0.1, 0.2, 0.3\nq= p[a]*0.1+p[b]*0.2-p[c]*0.3")
    p, q = numbers(model, "p", "q")
    assert (course.passed_on(p, q, np.ones((len(course.times), 3))) == 0.0).all()
    assert (course.passed_on(p, q, np.tile([1.0, 1.0, 1.0 - 1e-6], (len(course.times), 1))) > 0.0).all()
