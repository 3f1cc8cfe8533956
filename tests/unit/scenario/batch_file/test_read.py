"""A batch file with its base scenarios."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.batch_file.read import is_batch, last_section, override_batch, read_batch
from simulator.scenario.merge import read_scenario
from simulator.scenario.read import Scalar

SWEEP = "sweep: {hukou effort: [0.1, 0.2]}\n"


def test_without_scenarios_the_base_is_the_file_itself(write):
    write(mine=f"model: city\nset: {{lifetime: 30}}\n{SWEEP}")
    tree = read_batch("mine.yaml")
    assert (tree.name, [base.name for base in tree.trees], tree.model.text) == ("mine", ["mine"], "city")
    assert tree.trees[0] is tree.own


def test_each_scenario_gets_the_layers_of_the_batch_over_it(write):
    write(
        scenarios__base="model: city\nname: Base\n",
        scenarios__plan="extends: base\nname: Plan\nset: {lifetime: 25}\n",
        mine=f"name: Mine\nscenarios: [base, scenarios/plan.yaml]\nset: {{lifetime: 30}}\n{SWEEP}",
    )
    tree = read_batch("mine.yaml")
    assert [base.name for base in tree.trees] == ["base", "plan"]
    assert [layer.shown for layer in tree.trees[1].layers] == [
        "scenarios/base.yaml",
        "scenarios/plan.yaml",
        "mine.yaml",
    ]
    assert dict(tree.trees[1].own.title)["en"] == "Plan"
    assert dict(tree.own.own.title)["en"] == "Mine"
    assert tree.model.text == "city"


def test_an_override_comes_last_in_every_scenario(write):
    write(a="model: city\n", b="model: city\n", mine=f"scenarios: [a, b]\n{SWEEP}")
    tree = override_batch(read_batch("mine.yaml"), ("lifetime=5",))
    assert [base.layers[-1].shown for base in tree.trees] == ["--set", "--set"]
    assert tree.own.layers[-1].shown == "--set"
    assert override_batch(tree, ()) is tree


def test_the_last_layer_that_has_a_key_counts(write):
    write(
        a="model: city\nsample: {method: sobol, size: 8}\nsave: {every: 5}\n",
        mine=f"extends: a\n{SWEEP}sample: members.csv\n",
    )
    own = read_batch("mine.yaml").own
    entry, layer = last_section(own, "sample") or pytest.fail("no sample")
    assert isinstance(entry.value, Scalar)
    assert (entry.value.text, layer.shown) == ("members.csv", "mine.yaml")
    assert (last_section(own, "save") or pytest.fail("no save"))[1].shown == "a.yaml"
    assert last_section(own, "uncertain") is None


def test_a_batch_is_told_from_a_scenario(write):
    write(a="model: city\n", b=f"extends: a\n{SWEEP}", c="model: city\nimpose: {GDP: {growth: [], from: 2025}}\n")
    assert [is_batch(read_scenario(f"{name}.yaml")) for name in "abc"] == [False, True, True]


def test_run_of_a_batch_of_scenarios_is_refused_as_a_batch(write):
    write(a="model: city\n", mine="scenarios: [a]\nsweep: {lifetime: [1]}\n")
    with pytest.raises(ScenarioError, match=r"'scenarios' and 'sweep' make a batch.*simulator batch mine.yaml"):
        read_scenario("mine.yaml")


def test_a_batch_that_cannot_be_read(write):
    write(mine="[1]", worse=f"extends: mine\n{SWEEP}", loop=f"model: a\nscenarios: [loop]\n{SWEEP}")
    with pytest.raises(ScenarioError, match="the file holds a list"):
        read_batch("mine.yaml")
    with pytest.raises(ScenarioError, match="the file holds a list"):
        read_batch("worse.yaml")
    with pytest.raises(ScenarioError, match=r"loop.yaml is a batch itself"):
        read_batch("loop.yaml")
    with pytest.raises(ScenarioError, match="no such file"):
        read_batch("nowhere.yaml")
