"""Lookups and schedules on LLVM against NumPy's, at, between and beyond their points."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.kernel.batch import Engine
from simulator.kernel.native.curves import COMPARED
from simulator.model.expression import Interpolation, Reference, Schedule
from simulator.model.model import CurvePoints, Model
from tests.native_runs import members_of
from tests.small_models import Times, small_model
from tests.unit.kernel.native.test_operations import with_y

KINDS = ("interpolate", "extrapolate", "hold_backward")
# Each side of the most points that are compared one by one, and of where halving takes one turn more.
COUNTS = (1, 2, 3, COMPARED, COMPARED + 1, 16, 17, 33, 100)
NOW = Times(0.0, 0.0, 1.0)


def curve_of(count: int, kind: str = "interpolate", seed: int = 0) -> CurvePoints:
    """Return a curve of so many points, some of them apart by almost nothing."""
    generator = np.random.default_rng(seed + count)
    x = np.cumsum(generator.choice([1e-9, 0.1, 1.0, 7.0], count)) - 3.0
    return CurvePoints(x, generator.normal(size=count), kind)


def arguments(*curves: CurvePoints) -> list[float]:
    """Return arguments below, at, just beside, between and above all points, and those that are no place."""
    x = np.unique(np.concatenate([curve.x for curve in curves]))
    between = (x[:-1] + x[1:]) / 2
    beside = [np.nextafter(x, -np.inf), np.nextafter(x, np.inf)]
    ends = [-1e9, x[0] - 1.0, x[-1] + 1.0, 1e9, np.nan, np.inf, -np.inf, 0.0, -0.0]
    return np.concatenate([x, between, *beside, ends]).tolist()


def reading(curves: list[CurvePoints], varied_rows: bool = False) -> Model:
    """Return a model whose `y` reads curves: one, or one for each row."""
    rows = len(curves)
    names = ",".join(f"r{row}" for row in range(max(rows, 1)))
    times = "each[row]" if varied_rows else "u"
    model = small_model(f"row: {names}\nu=0\ny[row]={times}+u\neach[row]=u+shift[row]\nshift[row]=0", NOW)
    number = model.numbers["each" if varied_rows else "u"]
    argument = Reference(number, np.arange(rows) if varied_rows else np.zeros(1, dtype=int))
    return with_y(replace(model, curves=tuple(curves)), Interpolation(np.arange(rows), argument, rows))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", COUNTS)
def test_a_curve_for_all(count, kind):
    curve = curve_of(count, kind)
    members_of(reading([curve]), u=arguments(curve))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("counts", [(2, 3), (1, 3, 2), (3, 1), (COMPARED, 1, 4), (COMPARED + 1, 1, 5), (40, 17, 33, 2)])
def test_a_curve_for_each_row_of_different_lengths(counts, kind):
    curves = [curve_of(count, kind, seed) for seed, count in enumerate(counts)]
    members_of(reading(curves), u=arguments(*curves))
    members_of(reading(curves, True), u=arguments(*curves))


def test_curves_of_different_kinds_side_by_side():
    curves = [curve_of(count, kind) for count, kind in zip((3, 20, 5, 1), (*KINDS, "extrapolate"), strict=True)]
    members_of(reading(curves), u=arguments(*curves))
    members_of(reading(curves, True), u=arguments(*curves))


def test_rows_of_one_curve():
    curve = curve_of(20)
    model = reading([curve, curve, curve], True)
    y = members_of(with_y(model, Interpolation(np.zeros(3, dtype=int), _each(model), 3)), u=arguments(curve))
    assert np.array_equal(y.of("y[r0]"), y.of("y[r2]"), equal_nan=True)


def _each(model: Model) -> Reference:
    return Reference(model.numbers["each"], np.arange(3))


def test_the_ends_hold_or_go_on_and_points_are_hit():
    x, y = np.array([0.0, 1.0, 3.0]), np.array([5.0, 7.0, 6.0])
    found = {kind: members_of(reading([CurvePoints(x, y, kind)]), u=[-1, 0, 0.5, 1, 2, 3, 5]) for kind in KINDS}
    name = "y[r0]"
    assert found["interpolate"].of(name)[0].tolist() == [5, 5, 6, 7, 6.5, 6, 6]
    assert found["extrapolate"].of(name)[0].tolist() == [3, 5, 6, 7, 6.5, 6, 5]
    assert found["hold_backward"].of(name)[0].tolist() == [5, 5, 5, 7, 7, 6, 6]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 2, 30])
def test_no_number_gives_no_number(count, kind):
    assert np.isnan(members_of(reading([curve_of(count, kind)]), u=[np.nan]).of("y[r0]")).all()


def scheduled(kind: str, knots: list[float], times: Times) -> Model:
    """Return a model whose `y` follows a schedule, with the elements of k as its values."""
    names = ",".join(f"k{knot}" for knot in range(len(knots)))
    values = ",".join(str(1.5 + 0.7 * (-1) ** knot * knot) for knot in range(len(knots)))
    model = small_model(f"knot: {names}\nk[knot]={values}\ny=SUM(k[knot!])\nother=y*2", times)
    return with_y(model, Schedule(kind, np.array(knots), model.numbers["k"]))


@pytest.mark.parametrize("sided", [True, False])
@pytest.mark.parametrize("kind", ["linear", "step", "growth"])
@pytest.mark.parametrize(
    "knots", [[1.0], [0.5, 2.0], [0.5, 1.1, 2.0], [-2.0, -1.0, 0.0], [0.0, 0.5, 1.0, 1.5, 2.2, 9.0]]
)
def test_schedules(knots, kind, sided):
    times = Times(0.0, 3.0, 0.25)
    members = members_of(
        scheduled(kind, knots, times), engine=Engine("rk2", "llvm", sided=sided), k_k0=[1.0, 0.0, -2.0, np.nan, 3.0]
    )
    assert np.array_equal(members.of("other"), members.of("y") * 2, equal_nan=True)


def test_a_schedule_passes_through_its_knots():
    times = Times(0.0, 3.0, 0.5)
    found = {
        kind: members_of(scheduled(kind, [1.0, 2.0], times), k_k0=[1.0], k_k1=[4.0]).of("y")[:, 0]
        for kind in ("linear", "step", "growth")
    }
    np.testing.assert_allclose(found["linear"], [1, 1, 1, 2.5, 4, 4, 4], rtol=1e-9)
    np.testing.assert_allclose(found["growth"], [1, 1, 1, 2, 4, 4, 4], rtol=1e-9)
    # what is saved is seen from the left: the step at 2 shows after it
    assert found["step"].tolist() == [1, 1, 1, 1, 1, 4, 4]
