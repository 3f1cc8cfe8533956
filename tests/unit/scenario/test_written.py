"""What stands behind a name under `set`."""

import pytest

from simulator.scenario.place import Fault
from simulator.scenario.read import Pairs, parse
from simulator.scenario.schedule import Schedule
from simulator.scenario.written import Absolute, Change, apply, read_knots, read_written

LINEAR = Schedule("linear", ((2025.0, 1.0), (2030.0, 2.0)), 1.0)


def resolved(text: str, parent: float | Schedule = 40.0) -> float | Schedule | Fault:
    """Read a value and apply it to its parent's."""
    node, _ = parse(text, "a.yaml")
    assert node is not None
    faults: list[Fault] = []
    written = read_written(node, "x", "wanKW/Year", faults)
    assert not faults
    assert written is not None
    return apply(written, parent, "x")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60", 60.0),
        ("0.6 GW/year", 60.0),
        ("{2025: 0, 2028: 0.01}", Schedule("linear", ((2025.0, 0.0), (2028.0, 0.01)), 0.0)),
        ("{'2025': 1 GW/year}", Schedule("linear", ((2025.0, 100.0),), 100.0)),
        ("{step: {2026: 60}}", Schedule("step", ((2026.0, 60.0),), 40.0)),
        ("{step: {start: 0, 2026: 60, 2030.5: 20}}", Schedule("step", ((2026.0, 60.0), (2030.5, 20.0)), 0.0)),
        ("{growth: {2026: 50 %/year}}", Schedule("growth", ((2026.0, 0.5),), 40.0)),
        ("{growth: {2026: 50 %/year, start: 10}}", Schedule("growth", ((2026.0, 0.5),), 10.0)),
        ("{multiply: 1.5}", 60.0),
        ("{add: -10}", 30.0),
        ("{add: 0.1 GW/year}", 50.0),
    ],
)
def test_values(text, value):
    assert resolved(text) == value


def test_changes_of_a_path():
    assert resolved("{multiply: 2}", LINEAR) == Schedule("linear", ((2025.0, 2.0), (2030.0, 4.0)), 2.0)
    assert resolved("{add: 1}", LINEAR) == Schedule("linear", ((2025.0, 2.0), (2030.0, 3.0)), 2.0)


@pytest.mark.parametrize("kind", ["step", "growth"])
def test_a_path_without_start_needs_a_number_to_start_from(kind):
    told = resolved(f"{{{kind}: {{2026: 0 /year}}}}" if kind == "growth" else "{step: {2026: 3}}", LINEAR)
    assert isinstance(told, Fault)
    assert told.text == (
        "x has no start, and its parent's value is a path. Expected a number to start from. "
        "Write start: NUMBER before the first year."
    )


def test_changes_by_nothing_keep_the_very_value():
    assert apply(Change(), LINEAR, "x") is LINEAR
    assert apply(Absolute(0.1), LINEAR, "x") == 0.1


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[1, 2]",
        "{2025: 0, multiply: 2}",
        "{multiply: 2, add: 1}",
        "{times: 2}",
        "{multiply: {2025: 1}}",
        "{multiply: 5 %}",
        "{step: 4}",
        "{step: {}}",
        "{step: {start: 4}}",
        "{growth: {start: x, 2026: 1 %/year}}",
        "{2028: 0, 2025: 1}",
        "{2025: 0, 2025.0: 1}",
        "{2025: 0, later: 1}",
        "{1e30: 0}",
        "{.nan: 0}",
    ],
)
def test_what_is_no_value(text):
    node, _ = parse(text, "a.yaml")
    assert node is not None
    faults: list[Fault] = []
    assert read_written(node, "x", "Dmnl", faults) is None
    assert faults


def test_every_fault_of_a_path_is_found():
    node, _ = parse("{2025: a, 2024: b, soon: 1}", "a.yaml")
    assert isinstance(node, Pairs)
    faults: list[Fault] = []
    assert read_knots(node.pairs, node.place, "x", None, faults) == ()
    assert len(faults) == 4


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{2026-01-01: 1}", "x has '2026-01-01' for a year: it is a date."),
        ("{2025: 1, 2026-01-01: 1}", "x has '2026-01-01' for a year: it is a date."),
        ("{2026:40}", "'2026:40' has no blank behind the colon."),
        ("{2025: 1, 2026:40}", "'2026:40' has no blank behind the colon."),
        ("{２０２６: 40}", "'２０２６' holds the full-width '２'. Expected '2026'."),
        ("{1e30: 0}", "x has '1e30' for a year. Expected a number."),
        ("{times: 2}", "no year or kind of path 'times'. Expected one of 'add', 'growth', 'multiply', 'step'."),
    ],
)
def test_keys_that_are_no_years(text, told):
    node, _ = parse(text, "a.yaml")
    assert node is not None
    faults: list[Fault] = []
    assert read_written(node, "x", "Dmnl", faults) is None
    assert faults[0].text.startswith(told)
