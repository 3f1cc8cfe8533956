"""What can be written, and the exact words about what cannot."""

import pytest

from simulator.check.expectation import Comparison, Finite, Trend
from simulator.check.expectation_text import read_expectation
from simulator.check.words import Unread, vocabulary_of
from tests.unit.check.small import TOWN, source_and_model


@pytest.fixture(scope="module")
def known():
    more = (
        "part: a,b | |\nparts[part] = people | person | Parts.\nthree: c,d,e | |\nmore[three] = people | person | More."
    )
    _, model = source_and_model(f"{TOWN}\n{more}")
    return vocabulary_of(model)


def read(text, known, varied=("birth rate",)):
    return read_expectation(text, known, (2020.0, 2030.0), varied)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("people > 0", Comparison),
        ("0 < people <= 5 * people - 3 / 2 != 4", Comparison),
        ("people = 3 within 1 %", Comparison),
        ("people = 3 within 0.5 in 2021", Comparison),
        ("-people < (births + deaths) from 2021", Comparison),
        ("growth(people, 2021, 2030) > -2 %", Comparison),
        ("max(people) < max(people, 2021, 2022)", Comparison),
        ("abs(change(people)) < 1 until 2025", Comparison),
        ("integral(births, 2020, 2021) > 1", Comparison),
        ("people at start < people at end", Comparison),
        ("people at 2025 > baseline(people at 2025)", Comparison),
        ("every stock >= 0", Comparison),
        ("every variable except births, deaths is finite", Finite),
        ("parts rises over time in 2021..2030", Trend),
        ("people never falls over time", Trend),
        ("people at 2030 rises with birth rate", Trend),
        ("growth(people, 2020, 2021) never falls with birth rate", Trend),
    ],
)
def test_what_can_be_written(text, kind, known):
    found = read(text, known)
    assert isinstance(found, kind)
    assert found.text == text


def test_names_that_are_read(known):
    assert set(read("parts > births", known).names()) == {"parts[a]", "parts[b]", "births"}
    assert set(read("every variable except births, parts, more is finite", known).names()).isdisjoint(
        {"births", "parts[a]"}
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("people", "there is nothing more. Expected a comparison such as <=, or rises, falls, is finite. Correct it"),
        ("people > ", "there is nothing more. Expected a name, a number or a function. Correct it"),
        ("people > 3 births", "there is 'births'. Expected the end. Correct it"),
        ("people at 2031 > 3", "time 2031 is outside the run. Expected 2020 to 2030. Correct it"),
        ("people > 3 within 1", "'within' with >. Expected it with = or !=. Put the room into the number"),
        ("people = 3 within births", "there is 'births'. Expected a number behind 'within'. Correct it"),
        (
            "people rises",
            "there is nothing more. Expected 'over time', or 'with' and the constant that is varied. Correct it",
        ),
        (
            "people at 2030 rises with death rate",
            "rises with 'death rate', which the test does not vary. Expected one of 'birth rate'. Add it",
        ),
        (
            "people rises with birth rate",
            "rises with 'birth rate' of a course. Expected a value at a time. Add 'at' and a time",
        ),
        ("growth(people) > 1", "growth with 0 numbers behind its term. Expected 2. Correct it"),
        ("growth(people, 2030, 2020) > 1", "growth from 2030 to 2020. Expected a later time. Correct the times"),
        ("(people > 3", "there is '>'. Expected ')'. Correct it"),
        (
            "every stock except people >= 0",
            "every stock stands for nothing here. Expected at least one. Name variables",
        ),
        ("every stock except >= 0", "there is '>='. Expected a name behind 'except'. Correct it"),
        ("parts > more", "it joins arrays of 2 and 3 elements. Expected as many in each. Name single elements"),
        (
            "people at 2025 > 3 in 2025",
            "it is about values of no course, so no times can be chosen. Expected a course. Leave them out",
        ),
        (
            "(" * 21 + "people" + ")" * 21 + " > 0",
            "brackets are nested too deeply. Expected a few. Write several expectations",
        ),
        ("births == 0", "there is '=='. Expected '='. Correct it"),
        (
            "births = 0 and people > 3",
            "there is 'and'. Expected one condition. Write each as an expectation of its own",
        ),
        ("births = 0 and", "there is 'and'. Expected one condition. Write each as an expectation of its own"),
        ("births > 0 || people > 3", "there is '||'. Expected one condition. Write each as an expectation of its own"),
        (
            "people never climbs over time",
            "there is 'never climbs' behind 'people'. Expected a sign such as <=, or a word such as 'never rises', "
            "'never falls'. Correct it",
        ),
        ("__import__('os') > 3", None),
    ],
)
def test_what_cannot(text, message, known):
    with pytest.raises(Unread) as fault:
        read(text, known)
    assert message is None or str(fault.value) == message


def test_a_constant_must_be_varied_by_the_test(known):
    with pytest.raises(Unread, match="Expected vary in the test"):
        read("people at 2030 rises with birth rate", known, ())
