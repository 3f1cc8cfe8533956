"""Members given in Python are held against the model as a file of members is."""

import numpy as np
import pandas
import pytest

from simulator.api.given import given_batch
from simulator.api.loading import load_scenario
from simulator.errors import ScenarioError
from simulator.scenario.batch import Save
from simulator.scenario.sample.design import design_of


@pytest.mark.parametrize("wrap", [dict, pandas.DataFrame])
def test_members_are_the_rows(town, tmp_path, wrap):
    columns = {"movement pace": np.array([0.01, 0.1 * 0.3, 0.05]), "movement_effort": np.array([0.0, 1.0, 2.0])}
    made = given_batch([load_scenario("base")], wrap(columns), Save(), tmp_path)
    assert [each.name for each in made.inputs] == ["movement pace", "movement effort"]
    assert made.name == "base-members" and made.sample.size == 3 and not made.is_drawn
    np.testing.assert_array_equal(design_of(made).values(0, 3), list(columns.values()))


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        (
            {"movement pase": [0.1]},
            "column 'movement pase': no lever or constant 'movement pase'. Nearest: 'movement pace'",
        ),
        ({"movement pace": [0.1, 0.2]}, "row 2: movement pace is 0.2. Expected 0 to 0.1, the lever's range"),
        ({"movement pace": [0.1, np.nan]}, "row 2 of column 'movement pace' is empty. Expected a finite number"),
        ({"movement pace": ["fast"]}, "column 'movement pace' holds what is no number. Expected numbers"),
        ({"movement pace": [[0.1]]}, "column 'movement pace' has 2 dimensions. Expected one number a member"),
        ({"movement pace": [], "birth rate": []}, "the table has no rows. Expected at least one"),
        (
            {"movement pace": [0.1], "birth rate": [0.01, 0.02]},
            "columns are of different lengths: 'movement pace' 1, 'birth rate' 2. Expected one length",
        ),
        ({1: [0.1]}, "column 1 has no name. Expected a constant's"),
        ([0.1], "it is list. Expected a dict of arrays, or a table of pandas"),
        ({}, "the table has no columns"),
    ],
)
def test_what_is_wrong_is_told(town, tmp_path, inputs, told):
    with pytest.raises(ScenarioError) as caught:
        given_batch([load_scenario("base")], inputs, Save(), tmp_path)
    assert str(caught.value).startswith(f"inputs=: {told}")


def test_a_number_does_not_take_the_place_of_a_path(town, tmp_path):
    with pytest.raises(ScenarioError, match="productivity growth is a path in effort"):
        given_batch([load_scenario("effort")], {"productivity growth": [0.01]}, Save(), tmp_path)
