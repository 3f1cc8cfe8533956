"""Python values become what a scenario file would hold."""

import numpy as np
import pytest

from simulator.api.written import layer_of, overrides_of
from simulator.errors import ScenarioError
from simulator.scenario.read import Items, Pairs, Scalar, parse


def as_plain(node):
    """A node without its places."""
    if isinstance(node, Pairs):
        return {as_plain(key): as_plain(value) for key, value in node.pairs}
    return [as_plain(each) for each in node.items] if isinstance(node, Items) else node.value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.4, "0.4"),
        (3, "3"),
        (np.float64(0.25), "0.25"),
        (np.int32(7), "7"),
        (np.array(1.5), "1.5"),
        ("5.5 %/year", "5.5 %/year"),
        ("12", "12"),
        ({2026: 40, 2030.5: 60}, "{2026: 40, 2030.5: 60}"),
        ({"growth": {2026: "8 %/year"}}, "{growth: {2026: 8 %/year}}"),
        ([1, 2.5], "[1, 2.5]"),
        ((1, "a"), "[1, a]"),
    ],
)
def test_a_value_is_what_yaml_would_give(value, text):
    layer, faults = layer_of({"x": value}, None)
    expected, _ = parse(text, "expected")
    assert not faults
    assert as_plain(layer.settings[0].value) == as_plain(expected)
    assert layer.settings[0].name == Scalar("x", "x", layer.settings[0].name.place)


def test_numbers_keep_all_their_digits():
    layer, _ = layer_of(None, {"x": 0.1 + 0.2})
    assert layer.impositions[0].value.value == 0.1 + 0.2
    assert layer.impositions[0].value.text == "0.30000000000000004"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"x": None},
            "set=: 'x' holds None (NoneType). Expected a number, a text such as '5.5 %/year', or a dict such as",
        ),
        ({"x": True}, "set=: 'x' holds True (bool). Expected a number"),
        ({"x": {2026: np.bool_(False)}}, "set=: 'x' holds np.False_ (bool). Expected a number"),
        ({"x": np.ones(2)}, "set=: 'x' holds array([1., 1.]) (ndarray). Expected a number"),
        ({3: 4}, "set=: 3 is no name. Expected the name of a constant. Write it in quotes."),
        ([1], "set=: it is list. Expected a dict of names and values. Write set={'NAME': 0.4}."),
    ],
)
def test_what_has_no_meaning_is_a_fault(given, told):
    _, faults = layer_of(given, None)
    assert len(faults) == 1 and str(faults[0]).startswith(told)


def test_overrides_are_what_the_command_takes():
    values = {"a": 0.1 + 0.2, "b": {2026: 40, "growth": {2030: "5 %/year"}}, "c[x]": [1, "2 GW"]}
    texts = ("a=0.30000000000000004", "b={2026: 40, growth: {2030: 5 %/year}}", "c[x]=[1, 2 GW]")
    assert overrides_of(values) == texts
    assert overrides_of(None) == ()
    with pytest.raises(ScenarioError, match="set=: 'a' holds None"):
        overrides_of({"a": None})
