import numpy as np
import pytest
from scipy.optimize import brentq
from scipy.special import ndtr

from simulator.kernel.allocation import allocate
from tests.small_models import bits


@pytest.fixture(autouse=True)
def quiet():
    """Programs run so: what overflows or is divided by zero stays in the values."""
    with np.errstate(all="ignore"):
        yield


def column(*values):
    return np.array(values, dtype=float)[:, None]


def shared(request, kind, priority, width, available):
    """Allocate for one group and one member."""
    count = len(request)
    spread = [column(*np.broadcast_to(each, count)) for each in (kind, priority, width, available)]
    return allocate((column(*request), *spread), 1, count).ravel()


KINDS = range(5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("available", [0.0, 1e-9, 3.0, 17.5, 59.999])
def test_what_is_short_is_given_out_to_the_last_and_nobody_gets_more_than_asked(kind, available):
    request = [20.0, 30.0, 0.0, 10.0]
    found = shared(request, kind, [1.0, 2.0, 9.0, 1.5], 1.5, available)
    assert found.sum() == pytest.approx(available, rel=1e-12, abs=1e-14)
    assert (found >= 0).all() and (found <= request).all() and found[2] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_enough_for_all_gives_exactly_what_is_asked(kind):
    assert shared([0.1, 0.2, 0.3], kind, [3, 2, 1], 0.5, 0.1 + 0.2 + 0.3).tolist() == [0.1, 0.2, 0.3]
    assert shared([0.1, 0.2, 0.3], kind, [3, 2, 1], 0.5, 7).tolist() == [0.1, 0.2, 0.3]


@pytest.mark.parametrize("kind", KINDS)
def test_equal_priorities_share_in_proportion(kind):
    assert shared([10, 20, 30], kind, 4, 0.7, 12) == pytest.approx([2, 4, 6], rel=1e-12)


@pytest.mark.parametrize("kind", [1, 2])
def test_higher_priority_first_where_profiles_are_apart(kind):
    assert shared([10, 20, 30], kind, [1, 3, 2], 0.9, 35) == pytest.approx([0, 20, 15], rel=1e-12, abs=1e-12)


def test_overlapping_rectangles():
    """Price p fills (priority + 1/2 - p) of each width 1: 10 (1.5-p) + 20 (1.9-p) = 15 at p = 38/30."""
    price = (15 + 38 - 15) / 30
    assert shared([10, 20], 1, [1.0, 1.4], 1.0, 15) == pytest.approx(
        [10 * (1.5 - price), 20 * (1.9 - price)], rel=1e-12
    )


FORMS = {
    2: lambda z: 1 - 2 * (0.5 + z) ** 2 if z < 0 else 2 * (0.5 - z) ** 2,
    3: lambda z: ndtr(-z),
    4: lambda z: 1 - np.exp(z) / 2 if z < 0 else np.exp(-z) / 2,
}


@pytest.mark.parametrize(("kind", "tolerance"), [(2, 1e-11), (3, 1e-3), (4, 1e-11)])
def test_smooth_profiles_against_a_root_finder(kind, tolerance):
    """The normal profile is Vensim's own to 1e-5 of the request, hence its tolerance."""
    request, priority, width = np.array([200.0, 300.0]), np.array([0.8, 1.0]), 0.5

    def bought(price):
        return np.array([q * FORMS[kind]((price - p) / width) for q, p in zip(request, priority, strict=True)])

    price = brentq(lambda each: bought(each).sum() - 220.0, 0.75, 1.05, xtol=1e-15)
    assert shared(request, kind, priority, width, 220.0) == pytest.approx(bought(price), rel=tolerance)


def test_fixed_requests_come_before_all_prices_and_share_what_does_not_suffice():
    assert shared([10, 20], [0, 1], [0, 9], 1, 15) == pytest.approx([10, 5], rel=1e-12)
    assert shared([10, 20, 10], [0, 1, 0], [0, 9, 0], 1, 15).tolist() == [7.5, 0, 7.5]


def test_below_zero_is_none():
    assert shared([-5, 20], 1, [9, 1], 1, 15) == pytest.approx([0, 15], rel=1e-12)
    assert shared([5, 20], 3, [9, 1], 1, -1).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("request_", "kind", "width", "available"),
    [
        ([np.nan, 1], 1, 1, 1),
        ([1, 1], 5, 1, 1),
        ([1, 1], 1.5, 1, 9),
        ([1, 1], 1, 0, 9),
        ([1, 1], 3, -1, 1),
        ([1, 1], 1, 1, np.nan),
        ([1, 1], 1, np.nan, 1),
    ],
)
def test_what_cannot_be_told_is_not_a_number(request_, kind, width, available):
    assert np.isnan(shared(request_, kind, [1, 2], width, available)).all()


def test_groups_and_members_do_not_touch():
    """Bit for bit: any member or group alone is as in the whole; a fault stays where it is."""
    draw = np.random.default_rng(1)
    groups, inner, members = 3, 4, 50
    shape = (groups * inner, members)
    available = np.repeat(draw.uniform(0, 20, (groups, members)), inner, axis=0)
    arguments = [draw.uniform(0, 9, shape), draw.integers(0, 5, shape) * 1.0, draw.normal(size=shape)]
    arguments += [draw.uniform(0.1, 2, shape), available]
    arguments[0][0, 7] = np.nan
    found = allocate(tuple(arguments), groups, inner)
    assert np.isnan(found).sum() == inner and np.isnan(found[:inner, 7]).all()
    for member in range(members):
        alone = allocate(tuple(each[:, [member]] for each in arguments), groups, inner)
        assert np.array_equal(bits(alone), bits(found[:, [member]]))
    for group in range(groups):
        rows = slice(group * inner, (group + 1) * inner)
        assert np.array_equal(bits(allocate(tuple(each[rows] for each in arguments), 1, inner)), bits(found[rows]))


def test_what_members_share_may_be_given_once():
    one = (column(2, 3), column(1, 1), column(1, 2), column(1, 1), np.array([[1.0, 4.0], [1.0, 4.0]]))
    found = allocate(one, 1, 2)
    assert found.shape == (2, 2) and found.sum(axis=0) == pytest.approx([1, 4])
