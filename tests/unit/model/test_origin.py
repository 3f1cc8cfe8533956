"""Where numbers come from."""

import numpy as np
import pytest

from simulator.model.model import Variable
from simulator.model.origin import assumed_of, count_origins, is_parameter, origin_of


def constant(told: str, name: str = "x", kind: str = "constant") -> Variable:
    return Variable(name, kind, (), "", told, np.ones(1, dtype=bool))


@pytest.mark.parametrize(
    ("told", "origin"),
    [
        ("Births. Source: yearbook 2020.", "source"),
        ("Speed. Source: calibrated to 43 % (census).", "calibrated"),
        ("Speed. Source: calibrated to 43 %; the split is an assumption.", "assumption"),
        ("Speed. Source: census, 2011 calibrated.", "source"),
        ("Speed; assumption.", "assumption"),
        ("Source: yearbook; the split is an assumption.", "assumption"),
        ("Assumed.", "assumption"),
        ("One. Source: definition.", "definition"),
        ("Speed.", "untold"),
    ],
)
def test_what_a_text_says(told, origin):
    assert origin_of(constant(told)) == origin


def test_counts():
    texts = ["Source: a.", "Source: calibrated to a.", "assumption", "assumption", "Source: definition", ""]
    variables = [constant(text) for text in texts] + [constant("", "TIME STEP"), constant("", "f", "stock")]
    assert count_origins(variables) == {"source": 1, "calibrated": 1, "assumption": 2, "definition": 1, "untold": 1}
    assert assumed_of(count_origins(variables)) == (5, 0.4)
    assert assumed_of(count_origins([])) == (0, 0.0)
    assert [is_parameter(each) for each in variables] == [True] * 6 + [False] * 2
