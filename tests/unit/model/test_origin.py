"""Where numbers come from."""

import numpy as np
import pytest

from simulator.model.build import load_model
from simulator.model.model import Variable
from simulator.model.origin import assumption_share, count_origins, is_parameter, origin_of


def constant(told: str, name: str = "x", kind: str = "constant") -> Variable:
    return Variable(name, kind, (), "", told, np.ones(1, dtype=bool))


@pytest.mark.parametrize(
    ("told", "origin"),
    [
        ("Births. Source: yearbook 2020.", "source"),
        ("Speed; assumption.", "assumption"),
        ("Source: yearbook; the split is an assumption.", "assumption"),
        ("Assumed.", "assumption"),
        ("One. Source: definition.", "definition"),
        ("Speed.", "untold"),
    ],
)
def test_what_a_text_says(told, origin):
    assert origin_of(constant(told)) == origin


def test_counts_and_share(tmp_path):
    texts = ["Source: a.", "assumption", "assumption", "Source: definition", ""]
    variables = [constant(text) for text in texts] + [constant("", "TIME STEP"), constant("", "f", "stock")]
    assert count_origins(variables) == {"source": 1, "assumption": 2, "definition": 1, "untold": 1}
    assert [is_parameter(each) for each in variables] == [True] * 5 + [False] * 2
    path = tmp_path / "m.mdl"
    settings = "".join(f"{name}=1~~|\n" for name in ("INITIAL TIME", "FINAL TIME", "TIME STEP", "SAVEPER"))
    path.write_text(f"{settings}a=1~~assumption|\nb=1~~Source: x|\nt((0,0),(1,1))~~Source: x|\n", encoding="utf-8")
    assert assumption_share(load_model(path)) == pytest.approx(1 / 3)
    path.write_text(settings, encoding="utf-8")
    assert np.isnan(assumption_share(load_model(path)))
