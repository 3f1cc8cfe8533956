"""A file of checks, read: what it may say, and every fault of one that is wrong, all at once."""

import pytest

from simulator.check.checks_file import no_checks
from simulator.errors import ScenarioError
from tests.unit.check.small import TOWN, checks_of, source_and_model, subject_of

GOOD = """
conditions:
  no births:
    title: {en: No births, zh: 零出生}
    when: {set: {birth rate: 0}}
    expect: [births = 0, people falls over time]
monotonic:
  births:
    vary: {birth rate: [0.01, 0.02, 0.03]}
    expect: people at 2030 rises with birth rate
    known_weakness: It is only a test.
balances:
  variables: check *
  within: 1e-6
  relative_to: {check people: people}
halving: {within: 1 %}
direct: {left_out: {output: it is only shown}}
ranges: {births: [0, 1e3]}
known_weaknesses:
  - {part: units, variable: output, finding: side, why: It is only a test.}
"""


@pytest.fixture(scope="module")
def model():
    return source_and_model(TOWN)[1]


def test_a_file_is_read_whole(model):
    checks = checks_of(model, GOOD)
    first, second = checks.conditions
    assert (first.part, first.name, len(first.expectations), len(first.members)) == ("extremes", "no births", 2, 1)
    assert first.members[0][1].settings[0].value == 0
    assert dict(first.title)["zh"] == "零出生"
    assert [given["birth rate"] for given, _ in second.members] == [0.01, 0.02, 0.03]
    assert dict(second.known[second.expectations[0].text]) == {"en": "It is only a test.", "zh": "It is only a test."}
    (balance,) = checks.balances
    assert (balance.variable, balance.scale, balance.within) == ("check people", ("people",), 1e-6)
    assert (checks.halving, checks.left_out) == (0.01, {"output": "it is only shown"})
    assert checks.ranges == {"births": (0.0, 1000.0)}
    assert (checks.weaknesses[0].part, checks.weaknesses[0].finding) == ("units", "side")
    assert checks.names == {"births", "people", "check people"}


def test_without_a_file_the_model_is_checked_as_it_stands(model):
    checks = no_checks(subject_of(model))
    assert [each.settings for each in checks.bases] == [()]
    assert checks.conditions == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("conditons: {}", "1:1: no key 'conditons'. Nearest: 'conditions'. Rename or remove it."),
        (
            "[a]",
            "1:1: the file holds a list. Expected a map with keys such as from, conditions, monotonic, balances, fit, "
            "halving, direct, ranges, known_weaknesses. Correct it.",
        ),
        ("conditions: 3", "1:13: conditions is 3. Expected a map of names. Write one."),
        (
            "conditions: {a: {expect: [peopel > 3]}}",
            "1:27: no variable 'peopel'. Nearest: 'people'. Rename or remove it.",
        ),
        (
            "conditions: {a: {expect: [people > 3 4]}}",
            "1:27: 'people > 3 4': there is '4'. Expected the end. Correct it.",
        ),
        ("conditions: {a: {expect: [3]}}", "1:27: an expectation is 3. Expected a text such as 'GDP > 0'. Correct it."),
        (
            "conditions: {a: {expect: []}}",
            "1:26: expect is an empty list. Expected one expectation or more. Correct it.",
        ),
        ("conditions: {a: {when: {}}}", "1:14: 'a' has no expect. Expected a list of expectations. Correct it."),
        (
            "conditions: {a: {when: {sett: {}}, expect: [people > 3]}}",
            "1:25: no key of when 'sett'. Nearest: 'set'. Rename or remove it.",
        ),
        (
            "conditions: {a: {when: {set: {brith rate: 3}}, expect: [people > 3]}}",
            "1:31: no lever or constant 'brith rate'. Nearest: 'birth rate', 'death rate'. Rename or remove it.",
        ),
        (
            "conditions: {a: {when: {set: {births: 3}}, expect: [people > 3]}}",
            "1:31: the model produces 'births', so it cannot be set. Expected a constant. Move it to impose.",
        ),
        (
            "conditions: {a: {when: {from: baseline}, expect: [people > 3]}}",
            "1:31: scenarios speak of a city's model, and this is a bare one. Expected none. Remove it.",
        ),
        (
            "conditions: {a: {expect: people > 3}}\nmonotonic: {a: {vary: {moving: [0, 1]}, expect: people > 3}}",
            "2:13: 'a' is the name of an earlier test. Expected each name once. Rename one.",
        ),
        (
            "monotonic: {a: {expect: [people > 3]}}",
            "1:13: 'a' has no vary. Expected one constant with a list of values. Correct it.",
        ),
        (
            "monotonic: {a: {vary: {people: [1, 2]}, expect: [people > 3]}}",
            "1:24: no constant 'people'. Nearest: 'initial people'. Rename or remove it.",
        ),
        (
            "monotonic: {a: {vary: {birth rate: [1]}, expect: [people > 3]}}",
            "1:36: birth rate has 1 value. Expected two or more. Correct it.",
        ),
        (
            "monotonic: {a: {vary: {birth rate: [1, 1.0]}, expect: [people > 3]}}",
            "1:36: birth rate has a value twice. Expected each once. Correct it.",
        ),
        (
            "monotonic: {a: {vary: {birth rate: [1, x]}, expect: [people > 3]}}",
            "1:40: birth rate is 'x'. Expected a number. Write one, without quotes.",
        ),
        (
            "balances: {relative_to: {}}",
            "1:11: balances name no variables. Expected variables: a pattern such as 'check *'. Correct it.",
        ),
        (
            "balances: {variables: dea*s2, relative_to: {}}",
            "1:23: no variable like 'dea*s2'. Nearest: 'deaths'. Rename or remove it.",
        ),
        (
            "balances: {variables: deaths, relative_to: {}}",
            "1:44: 'deaths' reads nothing measured alike. Expected a variable, or 1. Add it to relative_to.",
        ),
        (
            "balances: {variables: check *, within: 2, relative_to: {check people: 1}}",
            "1:40: within is 2. Expected more than 0 and less than 1, such as 0.5 %. Correct it.",
        ),
        (
            "balances: {variables: check *, relative_to: {check people: peple}}",
            "1:60: no variable 'peple'. Nearest: 'people'. Rename or remove it.",
        ),
        (
            "fit: {people: {mape: 1 %}}",
            "1:7: no labelled variable 'people'. There is no labelled variable at all. Remove it.",
        ),
        (
            "ranges: {birth rate: [0, 1]}",
            "1:10: 'birth rate' is a constant or an element. Expected a variable that moves. Remove it.",
        ),
        ("ranges: {births: 3}", "1:18: a range is 3. Expected [low, high]. Correct it."),
        ("ranges: {births: [3, 1]}", "1:18: a range is [3, 1]. Expected the lower end first. Correct it."),
        ("halving: {within: x}", "1:19: within is 'x'. Expected a number. Write one, without quotes."),
        (
            "direct: {left_out: {outputt: why}}",
            "1:21: no variable 'outputt'. Nearest: 'output', 'output a head'. Rename or remove it.",
        ),
        (
            "known_weaknesses: [{part: unit, variable: people, finding: side, why: x}]",
            "1:27: no part of the battery 'unit'. Nearest: 'units'. Rename or remove it.",
        ),
        (
            "known_weaknesses: [{part: units, variable: people, finding: sid, why: x}]",
            "1:61: no finding of units 'sid'. Nearest: 'side'. Rename or remove it.",
        ),
        (
            "known_weaknesses: [{part: units, why: x}]",
            "1:20: a known weakness lacks variable, finding. Expected all four. Correct it.",
        ),
        (
            "conditions: {a: {title: x, expect: [people > 3]}}",
            "1:25: there is 'x'. Expected a map with en, zh. Correct it.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text, message, model):
    with pytest.raises(ScenarioError) as error:
        checks_of(model, text)
    assert f"town.checks.yaml:{message}" in error.value.faults


def test_a_balance_is_measured_against_what_it_reads_unless_the_file_says_otherwise(model):
    (balance,) = checks_of(model, "balances: {variables: check *}").balances
    assert (balance.scale, balance.within) == (("people",), 1e-9)
    (balance,) = checks_of(model, "balances: {variables: check *, relative_to: {check people: 1}}").balances
    assert balance.scale == ()


def test_all_faults_of_a_file_are_told_at_once(model):
    text = """
conditions:
  one:
    when: {set: {brith rate: 0}}
    expect: [peopel > 0, deaths > ]
monotonic:
  two: {vary: {birth: [0, 1]}, expect: [people at 2040 > 0]}
halving: {within: no}
"""
    with pytest.raises(ScenarioError) as error:
        checks_of(model, text)
    places = [each.split(": ")[0] for each in error.value.faults]
    assert places == [f"town.checks.yaml:{place}" for place in ("4:18", "5:14", "5:26", "7:16", "7:41", "8:19")]
