"""Laws of sampling: a member is the same in any range; quantiles rise, and stay inside; sweeps are crossed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.scenario.batch import Batch, Correlated, Input, Sample
from simulator.scenario.distribution import Distribution, distribution_slip, quantile, support
from simulator.scenario.sample.counted import key_of
from simulator.scenario.sample.design import Design, design_of
from simulator.scenario.sample.permutation import permutation_of

KINDS = {
    "normal": Distribution("normal", (0.01, 0.02), (-0.03, 0.05)),
    "tail": Distribution("normal", (0.0, 1.0), (4.0, 9.0)),
    "free": Distribution("normal", (0.0, 3.0)),
    "lognormal": Distribution("lognormal", (1.3, 0.4)),
    "beta": Distribution("beta", (2.0, 5.0, 0.5, 3.0), (0.6, 2.9)),
    "triangular": Distribution("triangular", (0.8, 1.0, 1.3), (0.7, 1.2)),
    "uniform": Distribution("uniform", (0.3, 0.9)),
    "discrete": Distribution("discrete", (1.0, 2.0, 4.0), weights=(0.2, 0.5, 0.3)),
    "empirical": Distribution("empirical", tuple(np.linspace(3.0, 9.0, 37) ** 2)),
}
DRAWN = tuple(Input(name, name, "drawn", distribution=each) for name, each in KINDS.items())
BOUNDED = tuple(each for each in DRAWN if math.isfinite(sum(support(each.distribution))))
SWEPT = (
    Input("s", "s", "swept", values=(1.0, 2.0, 5.0)),
    Input("t", "t", "swept", values=(0.1, 0.2), zipped=0),
    Input("v", "v", "swept", values=(0.3, 0.7), zipped=0),
)
GROUPS = (
    Correlated(("free", "beta"), ((1.0, -0.7), (-0.7, 1.0))),
    Correlated(("tail", "normal", "empirical"), ((1.0, 0.5, 0.3), (0.5, 1.0, 0.2), (0.3, 0.2, 1.0))),
)


def design(method: str, *, is_swept: bool) -> Design:
    """Make a design of every distribution, some of whose inputs move together where the method allows it."""
    inputs = {"morris": BOUNDED, "grid": DRAWN[:5]}.get(method, DRAWN)
    sample = Sample(method, size=1100, seed=20, levels=4, trajectories=150)
    groups = GROUPS if len(inputs) == len(DRAWN) else ()
    return design_of(Batch("b", "town", (), (*(SWEPT if is_swept else ()), *inputs), groups, sample))


@pytest.mark.parametrize("is_swept", [False, True])
@pytest.mark.parametrize("method", ["monte_carlo", "latin_hypercube", "sobol", "grid", "morris"])
def test_members_have_the_same_bits_in_chunks_of_any_size(method, is_swept):
    made = design(method, is_swept=is_swept)
    whole = made.values(0, 1024)
    assert np.isfinite(whole).all()
    for chunk in (1, 7, 64, 1000):
        parts = [made.values(first, min(first + chunk, 1024)) for first in range(0, 1024, chunk)]
        assert np.concatenate(parts, axis=1).tobytes() == whole.tobytes()


@given(st.integers(0, 1100), st.integers(0, 1100), st.sampled_from(["monte_carlo", "latin_hypercube", "sobol"]))
@settings(max_examples=60, deadline=None)
def test_any_range_is_a_part_of_the_whole(one, other, method):
    made = design(method, is_swept=False)
    first, last = sorted((one, other))
    assert (made.values(first, last) == made.values(0, 1100)[:, first:last]).all()


finite = st.floats(-1e6, 1e6).map(lambda each: round(each, 6))
positive = st.floats(1e-3, 1e3)


@st.composite
def distributions(draw) -> Distribution:
    """Draw a distribution, truncated or not, that is possible."""
    kind = draw(st.sampled_from(["normal", "lognormal", "beta", "stretched", "triangular", "uniform", "empirical"]))
    three = sorted(draw(st.lists(finite, min_size=3, max_size=3, unique=True)))
    numbers = {
        "normal": lambda: (draw(finite), draw(positive)),
        "lognormal": lambda: (draw(positive), draw(st.floats(0.01, 3.0))),
        "beta": lambda: (draw(st.floats(0.2, 50.0)), draw(st.floats(0.2, 50.0))),
        "stretched": lambda: (draw(st.floats(0.2, 50.0)), draw(st.floats(0.2, 50.0)), three[0], three[2]),
        "triangular": lambda: tuple(three),
        "uniform": lambda: (three[0], three[2]),
        "empirical": lambda: tuple(draw(st.lists(finite, min_size=1, max_size=30))),
    }[kind]()
    whole = Distribution(kind.replace("stretched", "beta"), numbers)
    if draw(st.booleans()):
        return whole
    low, high = sorted(draw(st.lists(st.floats(0.001, 0.999), min_size=2, max_size=2, unique=True)))
    bounds = quantile(whole, np.array([low, high]))
    cut = Distribution(whole.kind, numbers, (float(bounds[0]), float(bounds[1])))
    return whole if distribution_slip(cut) else cut


@given(distributions(), st.lists(st.floats(2.0**-53, 1 - 2.0**-53), min_size=2, max_size=40))
@settings(max_examples=300, deadline=None)
def test_quantiles_rise_and_stay_inside(distribution, shares):
    assert distribution_slip(distribution) == ""
    values = quantile(distribution, np.sort(shares))
    low, high = support(distribution)
    assert ((values >= low) & (values <= high)).all()
    # Inverses are rounded: to a few units in the last place of what is added up.
    width = max(abs(each) for each in (*values, *distribution.numbers[:2]))
    assert (np.diff(values) >= -1e-14 * width).all()
    # One by one, and in another memory order, they have the same bits.
    assert [float(quantile(distribution, np.array([share]))[0]) for share in np.sort(shares)] == values.tolist()
    spread = np.repeat(np.sort(shares), 3)[::3]
    assert quantile(distribution, spread).tolist() == values.tolist()


@given(st.integers(1, 3000), st.integers(0, 2**64))
@settings(max_examples=60, deadline=None)
def test_permutations_meet_every_number_once(n, seed):
    placed = permutation_of(n, key_of(seed, "a", "order")).of(np.arange(n, dtype=np.uint64))
    assert (np.bincount(placed.astype(np.int64), minlength=n) == 1).all()


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(-1, 1)), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_a_sweep_meets_every_combination_once(drawn):
    lengths: dict[int, int] = {}
    for length, group in drawn:
        lengths.setdefault(group, length)
    inputs = tuple(
        Input(
            f"i{row}",
            "i",
            "swept",
            values=tuple(map(float, range(length if group < 0 else lengths[group]))),
            zipped=group,
        )
        for row, (length, group) in enumerate(drawn)
    )
    made = design_of(Batch("b", "town", (), inputs))
    free = [len(each.values) for each in inputs if each.zipped < 0]
    zipped = {each.zipped: len(each.values) for each in inputs if each.zipped >= 0}
    points = list(map(tuple, made.values(0, made.n_members).T))
    assert len(points) == len(set(points)) == math.prod(free) * math.prod(zipped.values())
