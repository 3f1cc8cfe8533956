import numpy as np
import pytest

from simulator.kernel import functions
from simulator.model.model import CurvePoints


@pytest.fixture(autouse=True)
def quiet():
    """Programs run so: what overflows or is divided by zero stays in the values."""
    with np.errstate(all="ignore"):
        yield


ONE = np.array([1.0, 2.0, 3.0])


def curve(kind="interpolate"):
    return CurvePoints(np.array([0.0, 1.0, 3.0]), np.array([1.0, 3.0, 2.0]), kind)


def test_a_shared_value_is_repeated_for_each_row():
    assert functions.rows(ONE, 2).tolist() == [[1, 2, 3], [1, 2, 3]]
    assert functions.rows(5.0, 2).shape == (2, 1)


def test_values_of_several_equations_are_put_together():
    found = functions.join(3, (slice(0, 2), np.array([[1.0], [2.0]])), (2, ONE))
    assert found.tolist() == [[1, 1, 1], [2, 2, 2], [1, 2, 3]]
    assert functions.join(2, (0, 1.0), (1, 2.0)).tolist() == [[1], [2]]


@pytest.mark.parametrize("inner", [1, 2, 3, 7, 8, 100, 130])
def test_reductions_over_the_rows_of_each_group(inner):
    value = np.random.default_rng(inner).normal(size=(2 * inner, 5))
    groups = value.reshape(2, inner, 5)
    assert functions.total(value, 2, inner) == pytest.approx(groups.sum(axis=1), rel=1e-12)
    assert functions.product(value, 2, inner) == pytest.approx(groups.prod(axis=1), rel=1e-12)
    assert np.array_equal(functions.least(value, 2, inner), groups.min(axis=1))
    assert np.array_equal(functions.greatest(value, 2, inner), groups.max(axis=1))
    assert functions.total(value[:inner], 1, inner).shape == (5,)


def test_reductions_leave_their_argument_alone():
    value = np.arange(6.0).reshape(3, 2)
    functions.total(value, 1, 3)
    assert value.tolist() == [[0, 1], [2, 3], [4, 5]]


@pytest.mark.parametrize("exponent", [2.0, 0.5, -1.0, 3.0, 0.0, 1.7])
def test_powers(exponent):
    assert functions.power(ONE, exponent) == pytest.approx(ONE**exponent, rel=1e-15)
    own = functions.power(ONE, np.full(3, exponent))
    assert np.array_equal(own, functions.power(ONE, np.array([exponent])))
    assert functions.power(ONE[:, None], np.array([exponent, 2.0]))[:, 1].tolist() == [1, 4, 9]


def test_lookups_hold_their_ends_or_go_on():
    value = np.array([-1.0, 0.5, 2.0, 5.0])
    assert functions.lookup(curve(), value).tolist() == [1, 2, 2.5, 2]
    assert functions.lookup(curve("extrapolate"), value).tolist() == [-1, 2, 2.5, 1]
    assert functions.lookup(curve("hold_backward"), value).tolist() == [1, 1, 3, 2]


@pytest.mark.parametrize("kind", ["interpolate", "extrapolate", "hold_backward"])
def test_a_lookup_of_no_number_is_none(kind):
    assert np.isnan(functions.lookup(curve(kind), np.array([np.nan]))).all()


def test_a_curve_for_each_row():
    other = CurvePoints(np.array([0.0, 1.0]), np.array([0.0, 10.0]), "interpolate")
    value = np.array([[0.5], [0.5], [1.0]])
    assert functions.lookups(((curve(), slice(0, 1)), (other, np.array([1, 2]))), value).tolist() == [[2], [5], [10]]


KNOTS = np.array([2020.0, 2022.0, 2026.0])
VALUES = np.array([[1.0, 10.0], [2.0, 10.0], [8.0, 40.0]])


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("linear", {2019: [1, 10], 2021: [1.5, 10], 2024: [5, 25], 2026: [8, 40], 2030: [8, 40]}),
        ("step", {2019: [1, 10], 2021: [1, 10], 2024: [2, 10], 2026: [8, 40], 2030: [8, 40]}),
        ("growth", {2019: [1, 10], 2021: [2**0.5, 10], 2024: [4, 20], 2026: [8, 40], 2030: [8, 40]}),
    ],
)
def test_schedules(kind, expected):
    for time, values in expected.items():
        assert functions.schedule(kind, KNOTS, VALUES, float(time)) == pytest.approx(values)
    times = np.array(list(expected), dtype=float)
    many = functions.schedule(kind, KNOTS, VALUES[:, :1], times)
    assert many == pytest.approx([values[0] for values in expected.values()])


def on(function, *arguments, lead=0.0):
    """Return the quarters from 0 to 5 at which a switch is on."""
    times = np.arange(0, 5, 0.25)
    return [float(t) for t in times if function(t, lead, *arguments)]


def test_step_and_pulses_are_on_after_their_start():
    assert on(functions.step, 1.0, 4.25) == [4.5, 4.75]
    assert on(functions.step, 1.0, 4.25, lead=0.125) == [4.25, 4.5, 4.75]
    assert on(functions.pulse, 1.0, 0.75) == [1.25, 1.5]
    assert on(functions.pulse, 1.0, 0.75, lead=0.125) == [1, 1.25, 1.5]
    assert on(functions.pulse_train, (1.0, 2.0, 0.5), 10.0, lead=0.125) == [1, 1.25, 3, 3.25]
    assert on(functions.pulse_train, (1.0, 0.0, 0.5), 10.0, lead=0.125) == [1, 1.25]


def test_a_ramp_rises_between_its_ends():
    assert [float(functions.ramp(t, 2.0, 1.0, 3.0)) for t in (0, 1, 2, 3, 4)] == [0, 0, 2, 4, 4]


def test_division_by_nothing():
    above, below = np.array([1.0, 1, -1]), np.array([2.0, 0, 1e-9])
    assert functions.zidz(above, below).tolist() == [0.5, 0, 0]
    assert functions.xidz(above, below, 7.0).tolist() == [0.5, 7, 7]


def test_what_is_left_of_whole_grains():
    value = np.array([7.5, -7.5, 0.3])
    assert functions.quantum(value, 2.0).tolist() == [6, -6, 0]
    assert functions.modulo(value, 2.0).tolist() == [1.5, -1.5, 0.3]
    assert functions.quantum(value, 0.0).tolist() == value.tolist()


def test_logarithms_to_a_base():
    assert functions.logarithm(np.array([8.0, 2.0]), 2.0) == pytest.approx([3, 1])
