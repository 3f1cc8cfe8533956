import numpy as np
import pytest

from simulator.errors import RunError
from simulator.kernel import Clock
from simulator.kernel.breaks import find_breaks
from simulator.kernel.compiled import Bound, Program


def switching(regimes, shift=1e-12):
    """A program of which only the switches matter."""
    nothing = np.zeros
    return Bound(Program(nothing, nothing, nothing, regimes), shift)


def at(*times):
    return switching(lambda t: np.stack([t >= time for time in times]).astype(float))


CLOCK = Clock(0.0, 0.25, 40, 1)


def test_breaks_rise_and_lie_inside_the_run():
    assert find_breaks(at(7.3, 2.5, -1, 0, 10, 11), CLOCK) == pytest.approx([2.5, 7.3], abs=1e-12)


def test_a_break_next_to_a_step_is_that_step():
    assert find_breaks(at(np.nextafter(2.5, 3), np.nextafter(5, 4)), CLOCK).tolist() == [2.5, 5]


def test_breaks_closer_than_rounding_are_one():
    assert len(find_breaks(at(3.3, np.nextafter(3.3, 4), 3.3 + 1e-9), CLOCK)) == 2


def test_what_is_not_a_number_equals_itself():
    assert not len(find_breaks(switching(lambda t: np.full((1, len(t)), np.nan)), CLOCK))
    found = find_breaks(switching(lambda t: np.where(t < 3, np.nan, 1.0)[None]), CLOCK)
    assert found.tolist() == [3]


def test_no_switches_no_breaks():
    assert not len(find_breaks(switching(lambda t: np.empty((0, len(t)))), CLOCK))


def test_long_runs_are_looked_at_piece_by_piece(monkeypatch):
    monkeypatch.setattr("simulator.kernel.breaks.LOOKED_AT_ONCE", 20)
    assert find_breaks(at(7.3, 2.5), CLOCK) == pytest.approx([2.5, 7.3], abs=1e-12)


def test_switches_without_number_are_refused():
    """A comparison that rounding decides changes everywhere; halving spans would never end."""
    noise = switching(lambda t: np.sin(t * 1e13)[None])
    with pytest.raises(RunError, match=r"more than 100000 switches of time\. Expected fewer.*Simplify it, or try"):
        find_breaks(noise, CLOCK)
