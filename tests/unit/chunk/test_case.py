"""What a batch needs: the labels that targets, bands and saved variables ask for; it survives being sent elsewhere."""

import pickle

import numpy as np

from simulator.scenario.batch import Save


def test_bands_are_what_targets_ask_of(case):
    assert case.bands == ("population", "urbanization rate", "GDP")


def test_bands_and_saved_variables_can_be_chosen(make):
    case = make(save=Save(variables=("GDP growth rate",), bands=()))
    assert case.bands == ()
    assert "GDP growth rate" in [label.variable for label in case.told]


def test_a_plan_covers_all_members(case):
    assert (case.plan.n_scenarios, case.plan.n_members, case.years) == (2, 150, (2020, 2030))


def test_it_can_be_sent(case):
    again = pickle.loads(pickle.dumps(case))
    assert np.array_equal(again.design.values(3, 50), case.design.values(3, 50))
    assert again.plan == case.plan
