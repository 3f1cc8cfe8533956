"""What is declared as known to fail, and what is wrong with such a declaration."""

import pytest

from simulator.errors import ScenarioError
from tests.unit.check.small import TOWN, checks_of, source_and_model

WHY = (("en", "why"), ("zh", "why"))


@pytest.fixture(scope="module")
def model():
    return source_and_model(TOWN)[1]


def test_expectations_are_named_unless_there_is_one(model):
    two = "conditions: {a: {expect: [people > 3, births > 4], known_weakness: {births  > 4: why}}}"
    assert checks_of(model, two).conditions[0].known == {"births > 4": WHY}
    one = "conditions: {a: {expect: people > 3, known_weakness: why}}"
    assert checks_of(model, one).conditions[0].known == {"people > 3": WHY}


def test_why_may_stand_in_both_languages(model):
    both = "{en: why, zh: 原因}"
    one = f"conditions: {{a: {{expect: people > 3, known_weakness: {both}}}}}"
    each = f"conditions: {{a: {{expect: [people > 3, births > 4], known_weakness: {{people > 3: {both}}}}}}}"
    for text in (one, each):
        assert checks_of(model, text).conditions[0].known == {"people > 3": (("en", "why"), ("zh", "原因"))}
    declared = f"known_weaknesses: [{{part: units, variable: people, finding: side, why: {both}}}]"
    assert dict(checks_of(model, declared).weaknesses[0].why) == {"en": "why", "zh": "原因"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "known_weakness: why",
            "1:68: known_weakness is 'why', of 2 expectations. Expected a map with each. Correct it.",
        ),
        (
            "known_weakness: {births > 4: {zh: 原因}}",
            "1:81: why is a map. Expected {en: ..., zh: ...}. Correct it.",
        ),
        (
            "known_weakness: {births > 3: why}",
            "1:69: no expectation of the test 'births > 3'. Nearest: 'births > 4'. Rename or remove it.",
        ),
    ],
)
def test_what_is_wrong(text, message, model):
    with pytest.raises(ScenarioError) as fault:
        checks_of(model, f"conditions: {{a: {{expect: [people > 3, births > 4], {text}}}}}")
    assert f"town.checks.yaml:{message}" in fault.value.faults
