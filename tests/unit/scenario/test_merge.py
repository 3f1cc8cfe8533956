"""Files joined along `extends`."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.merge import OVERRIDE, merge, override, read_scenario


def layers(reference: str) -> list[str]:
    """Names of the layers of a scenario."""
    return [layer.shown for layer in read_scenario(reference).layers]


def test_parents_come_first_from_left_to_right(write):
    write(top="extends: [left, right]", left="extends: base", right="extends: base", base="model: city")
    assert layers("top.yaml") == ["base.yaml", "left.yaml", "right.yaml", "top.yaml"]


def test_a_parent_in_the_list_comes_before_its_child_wherever_it_is_named(write):
    write(top="extends: [child, base]", child="extends: base", base="model: city")
    assert layers("top.yaml") == ["base.yaml", "child.yaml", "top.yaml"]


def test_a_file_counts_once_under_any_path(write):
    write(top="extends: [base, ../folder/base.yaml, ./base.yaml]", base="model: a")
    write(folder__top="extends: [base, ../folder/base.yaml]", folder__base="model: city")
    assert layers("folder/top.yaml") == ["folder/base.yaml", "folder/top.yaml"]


def test_the_last_model_counts(write):
    write(top="extends: [a, b]", a="model: one", b="model: two", c="extends: a\nmodel: three")
    assert read_scenario("top.yaml").model.text == "two"
    assert read_scenario("c.yaml").model.text == "three"
    assert read_scenario("c.yaml").model.place.line == 2


def test_a_long_ladder_of_diamonds_is_read_quickly(write):
    steps = {f"s{n}": f"extends: [s{n - 1}, t{n - 1}]" for n in range(1, 40)}
    others = {f"t{n}": f"extends: s{n}" for n in range(40)}
    write(s0="model: city", **steps, **others)
    assert len(layers("s39.yaml")) == 79


def test_title_and_description_are_a_files_own(write):
    write(top="extends: base", base="model: city\nname: Base\ndescription: First.")
    tree = read_scenario("top.yaml")
    assert tree.own.title == tree.own.description == ()
    assert override(tree, ("a=1",)).own.shown == "top.yaml"


def test_broken_parents_are_told_together(write):
    write(top="model: city\nextends: [none, empty, list]\nnmae: x", empty="", list="[1]")
    with pytest.raises(ScenarioError) as caught:
        read_scenario("top.yaml")
    assert [each.split(": ")[0] for each in caught.value.faults] == [
        "top.yaml:2:11",
        "top.yaml:3:1",
        "empty.yaml",
        "list.yaml:1:1",
    ]


def test_a_circle_is_named_from_where_it_begins(write):
    write(top="extends: a", a="extends: b", b="model: city\nextends: a")
    with pytest.raises(ScenarioError) as caught:
        read_scenario("top.yaml")
    told = "b.yaml:2:10: extends goes in a circle: a -> b -> a. Expected an end. Remove one of these extends."
    assert caught.value.faults == (told,)


def test_lesser_faults_wait_for_the_values(write):
    write(top="model: city\nnmae: x")
    assert [each.place.line for each in read_scenario("top.yaml").faults] == [2]


def test_overrides_are_the_last_layer(write):
    write(top="model: city")
    tree = override(read_scenario("top.yaml"), ("hukou effort=0.4", "growth[trad] = 5 %/year", "a=b=c"))
    assert tree.layers[-1].shown == OVERRIDE
    entries = tree.layers[-1].settings
    assert [each.name.text for each in entries] == ["hukou effort", "growth[trad]", "a"]
    assert {str(each.name.place) for each in entries} == {"--set"}
    assert not tree.faults


def test_merge_keeps_the_second_name(write):
    write(a="model: city", b="model: town")
    merged = merge(read_scenario("a.yaml"), read_scenario("b.yaml"))
    assert merged.name == "b"
    assert [layer.shown for layer in merged.layers] == ["a.yaml", "b.yaml"]
