from simulator.kernel.sides import SIDE_STEP, sides_of
from simulator.model.model import TimeSettings


def settings(initial: float, final: float) -> TimeSettings:
    return TimeSettings(initial, final, 0.25, 1.0, "rk4")


def test_as_vensim_does_a_switch_comes_half_a_step_early():
    sides = sides_of(settings(2020.0, 2035.0), 0.25, sided=False)
    assert (sides.lead, sides.shift) == (0.125, 0.0)


def test_the_two_sides_of_a_time_are_a_part_of_the_step_apart():
    sides = sides_of(settings(0.0, 10.0), 0.25, sided=True)
    assert (sides.lead, sides.shift) == (0.0, 0.25 * SIDE_STEP)


def test_the_sides_of_a_late_time_are_still_different_times():
    """A shift of a part of a small step would be lost in rounding."""
    for early, late in ((0.0, 1e9), (-1e9, 0.0), (2020.0, 2035.0)):
        sides = sides_of(settings(early, late), 1e-6, sided=True)
        for time in (early, late):
            assert time - sides.shift < time < time + sides.shift
        # far above rounding of what is computed of time, far below the step's own span where there is one
        assert sides.shift >= 16 * 2.0**-53 * max(abs(early), abs(late))
