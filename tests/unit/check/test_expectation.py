"""Every kind of expectation, kept and broken."""

import numpy as np
import pytest

from simulator.check.expectation import broken
from simulator.check.expectation_text import read_expectation
from simulator.check.term import Course
from simulator.check.words import vocabulary_of
from tests.unit.check.small import TOWN, source_and_model

TIME = np.arange(2020.0, 2031.0)


@pytest.fixture(scope="module")
def known():
    return vocabulary_of(source_and_model(TOWN)[1])


def course(**rows):
    names = ("people", "births", "deaths")
    return Course(TIME, {name: np.asarray(rows.get(name, np.ones(11)), dtype=float) for name in names})


OWN = course(people=np.arange(11) + 100, births=11 - np.arange(11), deaths=[*np.ones(10), np.nan])
BASE = course(people=np.arange(11) + 50)


def fault(text, known, own=OWN):
    expectation = read_expectation(text, known, (2020.0, 2030.0))
    found = list(broken([expectation], [({}, own)], BASE))
    return found[0][1] if found else None


@pytest.mark.parametrize(
    "text",
    [
        "people > 99",
        "people = 105 within 5",
        "people != 99",
        "people > baseline(people)",
        "people at 2030 = 110",
        "people rises over time",
        "births falls over time in 2021..2029",
        "births never rises over time",
        "people is finite",
        "deaths is finite until 2029",
        "deaths = 1 in 2020..2029",
        "0 < births < people",
        "people = 100 within 10 %",
    ],
)
def test_kept(text, known):
    assert fault(text, known) is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("people > 100", ("2020", "100", "100")),
        ("people < 105", ("2025", "105", "105")),
        ("people = 105 within 4", ("2020", "100", "105")),
        ("people at 2030 < 3", ("", "110", "3")),
        ("people = 100 within 9 %", ("2030", "110", "100")),
        ("births < people < 105", ("2025", "105", "105")),
        ("deaths > 0", ("2030", "nan", "0")),
        ("deaths != 3", ("2030", "nan", "3")),
    ],
)
def test_broken_at_the_first_time(text, where, known):
    told = fault(text, known)
    assert told.key == "expect.broken"
    assert (told.values["time"], told.values["left"], told.values["right"]) == where


def test_trends_that_are_broken(known):
    assert fault("people falls over time", known).key == "expect.moves"
    assert fault("births never falls over time", known).values["time"] == "2021"
    assert fault("deaths is finite", known).key == "expect.not_finite"
    assert fault("deaths never falls over time", known) is not None


@pytest.mark.parametrize(
    "text",
    [
        "people > 0 in 2020.2..2020.8",
        "people is finite in 2020.2..2020.8",
        "people rises over time in 2020.2..2021.8",
        "max(people, 2020.2, 2020.8) > 0",
        "integral(people, 2020.2, 2021.8) >= 0",
        "people + mean(people, 2020.2, 2020.8) > 0",
        "change(people, 1) > 0 until 2020",
    ],
)
def test_a_span_without_a_saved_time_is_no_pass(text, known):
    assert fault(text, known).key == "expect.no_time"


def test_a_window_without_a_saved_time_is_no_pass_between_members(known):
    text = "mean(people, 2020.2, 2020.8) rises with moving"
    expectation = read_expectation(text, known, (2020.0, 2030.0), ["moving"])
    ((_, told),) = broken([expectation], [({"moving": each}, OWN) for each in (1.0, 2.0)], BASE)
    assert told.key == "expect.no_time"


def test_an_element_is_named(known):
    told = fault("every variable except output, movers, check people > 3", known)
    assert (told.values["name"], told.values["time"]) == ("deaths", "2020")


def test_from_member_to_member(known):
    rises = read_expectation("people at 2030 rises with birth rate", known, (2020.0, 2030.0), ["birth rate"])
    flat = read_expectation("births at 2030 never falls with birth rate", known, (2020.0, 2030.0), ["birth rate"])
    runs = [({"birth rate": 0.2}, course(people=np.full(11, 9))), ({"birth rate": 0.1}, course(people=np.full(11, 5)))]
    assert list(broken([rises, flat], runs, BASE)) == []
    runs.append(({"birth rate": 0.3}, course(people=np.full(11, 9))))
    ((found, told),) = broken([rises, flat], runs, BASE)
    assert found is rises
    assert told.values["points"] == "0.1: 5; 0.2: 9; 0.3: 9"


def test_a_move_within_rounding_is_none(known):
    noisy = course(people=100 * (1 + 1e-13 * np.arange(11)))
    assert fault("people never rises over time", known, noisy) is None
    assert fault("people never rises over time", known, course(people=100 + np.arange(11) / 1e6)) is not None
    expectation = read_expectation("people at 2030 rises with moving", known, (2020.0, 2030.0), ["moving"])
    for step, n_faults in ((1e-13, 1), (1e-6, 0)):
        runs = [({"moving": each}, course(people=np.full(11, 100 * (1 + step * each)))) for each in (1.0, 2.0)]
        assert len(list(broken([expectation], runs, BASE))) == n_faults


def test_a_move_is_told_with_its_values(known):
    values = fault("people falls over time", known).values
    assert dict(values) == {"text": "people falls over time", "name": "", "time": "2021", "left": "100", "right": "101"}
