"""What members share is taken out of equations, and its meaning stays."""

import numpy as np
import pytest

from simulator.kernel.levels import CONSTANT
from simulator.kernel.native.hoist import Sharing, share
from simulator.model.model import Model
from tests.native_runs import members_of
from tests.small_models import small_model

EQUATIONS = """
area: town,land
own=2
other=3
each[area]=1,2
table((0,0),(1,1),(5,3))
path=table(Time)
alone=INTEG(other*0.1+path,1)
mixed=own*(path+alone)+other*3
sum[area]=own+EXP(each[area]*other)*Time
both=SUM(sum[area!])+own*other
stock=INTEG(other*2-stock*own*0.1,other+own)
begun=INTEG(path+other*2,own)
start=ACTIVE INITIAL(mixed*(other+path),own+other*7)
kept=INITIAL(start)
inside=own*ACTIVE INITIAL(other+1,own*2)
first=INTEG(0*other,inside)
"""


@pytest.fixture(scope="module")
def model() -> Model:
    return small_model(EQUATIONS)


def shared(model: Model, *names: str) -> Sharing:
    """Share a model of which some constants are varied."""
    return share(model, [each for name in names for each in numbers_of(model, name)])


def numbers_of(model: Model, name: str) -> list[int]:
    return [n for n, each in enumerate(model.equations) if model.variables[each.variable].name == name]


def varied(sharing: Sharing) -> set[str]:
    """Names of what differs between members."""
    model = sharing.model
    pairs = zip(model.equations, sharing.varied, strict=True)
    return {model.variables[each.variable].name for each, is_varied in pairs if is_varied}


def test_left_as_it_is_everything_is_a_members_own(model):
    sharing = share(model, None)
    assert sharing.model is model and all(sharing.varied)


def test_nothing_varied_is_all_shared(model):
    assert not any(share(model, []).varied)


def test_what_reads_a_varied_input_directly_or_not_is_varied(model):
    found = {name for name in varied(shared(model, "own")) if "#" not in name}
    assert found == {"own", "mixed", "sum", "both", "stock", "begun", "start", "kept", "inside", "first"}


def test_a_stock_is_varied_where_only_its_start_is(model):
    assert "begun" in varied(shared(model, "own"))
    assert "alone" not in varied(shared(model, "own")) and "alone" in varied(shared(model, "other"))


def test_shared_parts_become_hidden_variables_of_their_own(model):
    sharing = shared(model, "own")
    parts = sharing.model.variables[len(model.variables) :]
    assert parts and all(each.hidden and each.name.startswith("#part") for each in parts)
    assert len({each.name for each in parts}) == len(parts)
    assert len(sharing.model.equations) == len(sharing.varied) == len(sharing.plan.levels)
    for number in range(len(model.equations), len(sharing.model.equations)):
        equation = sharing.model.equations[number]
        # a part is cheaper than what it was taken from: of all members, or a constant of one
        assert not sharing.varied[number] or sharing.plan.levels[number] == CONSTANT
        assert equation.expression.size == len(equation.rows) == sharing.model.variables[equation.variable].size


def test_equations_given_are_left_as_they_were(model):
    before = [each.expression for each in model.equations]
    shared(model, "own", "each")
    assert all(new.expression is old for new, old in zip(model.equations, before, strict=True))


@pytest.mark.parametrize("name", ["own", "other", "each[town]"])
def test_the_same_bits_whatever_is_shared(model, name):
    members = members_of(model, **{name.replace("[", "_").replace("]", ""): [2.0, -1.0, 0.5, 1e2]})
    assert np.isfinite(members.values).all()
