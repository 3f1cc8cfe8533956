"""Where a sweep is cut into planes."""

from dataclasses import replace

import numpy as np

from simulator.report.batch.cuts import axes_of, beside, cuts_of, is_own, own_value
from simulator.scenario.batch import Input
from simulator.scenario.scenario import Setting
from tests.unit.report.batch.synthetic import GROWTH, PACE, swept


def test_axes_in_the_order_of_inputs():
    made = swept()
    pace, growth = axes_of(made)
    np.testing.assert_allclose(pace.values, PACE.values)
    np.testing.assert_allclose(growth.values, 100 * np.array(GROWTH.values))  # % a year


def test_inputs_that_move_together_are_one_axis():
    made = swept()
    third = Input("c", "c", "swept", values=(1.0, 1.0, 2.0), zipped=0)
    inputs = (replace(third, name="b"), replace(third, values=(3.0, 2.0, 1.0)), PACE)
    both, pace = axes_of(replace(made, batch=replace(made.batch, inputs=inputs)))
    assert both.inputs == (1, 0)  # named by the one whose values tell the points apart
    assert both.values.tolist() == [1.0, 2.0, 3.0] and pace.inputs == (2,)


def four_axes(own=(None, None)):
    """Two axes of a plane, one of nine values, two inputs that move together through five."""
    third = Input("wind", "wind", "swept", unit="Dmnl", values=tuple(np.linspace(35.0, 75.0, 9).tolist()))
    pair = tuple(
        Input(name, name, "swept", unit="Dmnl", values=(0.0, 0.125, 0.25, 0.375, 0.5), zipped=0) for name in "ab"
    )
    made = swept()
    made = replace(made, batch=replace(made.batch, inputs=(PACE, GROWTH, third, *pair)))
    wind, hukou = own
    return replace(made, bases=((0.1, 0.05, wind, hukou, hukou),))


def test_the_own_combination_first_and_the_others_spread():
    made = four_axes((58.0, 0.25))
    cuts = cuts_of(made, axes_of(made), 4)
    assert cuts[0] == (0, (5, 2))  # 60 is next to 58
    rest = np.array([cut for _, cut in cuts[1:]])
    assert len(set(cuts)) == 4 and set(rest[:, 1].tolist()) == {0, 4} and {0, 8} <= set(rest[:, 0].tolist())


def test_no_own_values_no_first():
    made = four_axes()
    assert cuts_of(made, axes_of(made), 2) == ((0, (0, 0)), (0, (8, 4)))


def test_scenarios_share_the_room():
    made = four_axes((58.0, 0.25))
    both = replace(made, outcomes=made.outcomes * 2, bases=(*made.bases, (0.1, 0.05, 35.0, 0.5, 0.5)))
    cuts = cuts_of(both, axes_of(both), 4)
    assert [scenario for scenario, _ in cuts] == [0, 0, 1, 1]
    assert cuts[0] == (0, (5, 2)) and cuts[2] == (1, (0, 4))


def test_own_means_every_input_of_an_axis():
    made = four_axes((60.0, 0.25))
    _, growth, wind, pair = axes_of(made)
    assert beside(made, pair, 0.375) == (0.375,)
    assert is_own(made, 0, wind, 60.0) and not is_own(made, 0, wind, 65.0)
    assert is_own(made, 0, pair, 0.25) and is_own(made, 0, growth, 5.0)
    other = replace(made, bases=((0.1, 0.05, 60.0, 0.25, 0.1),))
    assert not is_own(other, 0, pair, 0.25)


def test_what_a_scenario_has_itself():
    made = swept()
    assert own_value(made, 0, 0) is None
    assert own_value(replace(made, bases=((0.1, 0.05),)), 0, 1) == 5.0  # % a year
    factor = tuple(replace(each, act="multiply") for each in made.batch.inputs)
    assert own_value(replace(made, batch=replace(made.batch, inputs=factor)), 0, 0) == 1.0
    scenario = replace(made.outcomes[0].scenario, settings=(Setting("pace", 0.2, "a.yaml:3"),))
    assert own_value(replace(made, outcomes=(replace(made.outcomes[0], scenario=scenario),)), 0, 0) == 0.2
