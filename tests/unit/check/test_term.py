import numpy as np
import pytest

from simulator.check.term import FUNCTIONS, Applied, Baseline, Course, Function, Given, Literal, Moment, Value

TIME = np.array([2020.0, 2021.0, 2022.0, 2023.0])
OWN = Course(TIME, {"x": np.array([1.0, 2.0, 4.0, 8.0]), "y": np.array([0.0, 1.0, 2.0, 3.0])})
BASE = Course(TIME, {"x": np.array([1.0, 1.0, 1.0, 1.0]), "y": np.array([0.0, 0.0, 0.0, 0.0])})
X, BOTH = Given(("x",)), Given(("x", "y"))


def value(term):
    return term.evaluate(OWN, BASE)


def test_variables_and_the_base_run():
    assert value(BOTH).values.tolist() == [[1, 2, 4, 8], [0, 1, 2, 3]]
    assert value(BOTH).names == ("x", "y")
    assert value(Baseline(X)).values.tolist() == [[1, 1, 1, 1]]
    assert list(Baseline(BOTH).names()) == ["x", "y"]


def test_moments_lie_between_saved_times():
    assert value(Moment(X, 2021.5)).values.tolist() == [[3.0]]
    assert value(Moment(X, None)).values.tolist() == [[1.0]]
    assert value(Moment(BOTH, np.inf)).values.tolist() == [[8.0], [3.0]]
    assert value(Moment(Literal(5.0), 2021.0)).values.tolist() == [[5.0]]


def test_a_saved_time_is_not_mixed_with_its_neighbours():
    broken = Course(TIME, {"x": np.array([1.0, np.nan, 4.0, 8.0])})
    assert Moment(X, 2022.0).evaluate(broken, broken).values.tolist() == [[4.0]]


def test_arithmetic():
    assert value(Applied("-", (X, Literal(1.0)))).values.tolist() == [[0, 1, 3, 7]]
    assert value(Applied("negative", (X,))).values.tolist() == [[-1, -2, -4, -8]]
    quotient = value(Applied("/", (Literal(1.0), Given(("y",)))))
    assert np.isinf(quotient.values[0, 0])
    assert list(Applied("*", (X, X)).names()) == ["x", "x"]


@pytest.mark.parametrize(
    ("function", "numbers", "expected"),
    [
        ("max", (), 8.0),
        ("max", (2020.0, 2022.0), 4.0),
        ("min", (2021.0, 2022.0), 2.0),
        ("mean", (2020.0, 2021.0), 1.5),
        ("growth", (2020.0, 2023.0), 1.0),
        ("integral", (2020.0, 2022.0), 4.5),
    ],
)
def test_functions_of_a_course(function, numbers, expected):
    assert value(Function(function, X, numbers)).values == pytest.approx(np.array([[expected]]))


def test_change_has_no_value_in_the_first_year():
    found = value(Function("change", X, (1.0,)))
    assert found.values[0, 1:].tolist() == [1, 2, 4]
    assert found.known.tolist() == [False, True, True, True]
    assert value(Function("max", Function("change", X), ())).values.tolist() == [[4.0]]
    assert value(Function("change", Literal(3.0))).values.tolist() == [[0.0]]


def test_every_function_tells_how_many_numbers_it_takes():
    assert all(rule.counts for rule in FUNCTIONS.values())
    assert value(Function("abs", Applied("negative", (X,)))).values.tolist() == [[1, 2, 4, 8]]
    assert not Value(np.ones((1, 1))).is_over_time
