"""What stands behind a name under `impose`."""

import pytest

from simulator.scenario.imposed import Imposed, growth_range, read_imposed
from simulator.scenario.place import Fault
from simulator.scenario.read import parse


def imposed(text: str, period: tuple[float, float] | None = (2020.0, 2035.0)) -> tuple[Imposed | None, list[Fault]]:
    """Read a value for GDP."""
    node, _ = parse(text, "a.yaml")
    assert node is not None
    faults: list[Fault] = []
    return read_imposed(node, "GDP", "亿元", period, faults), faults


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{growth: 5.5 %/year, from: 2025}", (None, 0.055, 2025.0)),
        ("{growth: 0, from: 2025.5}", (None, 0.0, 2025.5)),
        ("{2025: 4214.61, 2030: 5508}", (((2025.0, 4214.61), (2030.0, 5508.0)), None, None)),
        ("{2025: 4214.61 亿元, 2030: 0.5508 万亿元}", (((2025.0, 4214.61), (2030.0, 5508.0)), None, None)),
        ("{2035: 1}", (((2035.0, 1.0),), None, None)),
        ("{2010: 1, 2040: 2}", (((2010.0, 1.0), (2040.0, 2.0)), None, None)),
    ],
)
def test_values(text, value):
    assert imposed(text) == (value, [])


@pytest.mark.parametrize(
    ("text", "n_faults"),
    [
        ("5508", 1),
        ("{}", 1),
        ("[1]", 1),
        ("{growth: 5 %/year}", 1),
        ("{from: 2025}", 1),
        ("{growth: 5, from: soon, until: 2030}", 3),
        ("{2025: x, 2024: 1}", 2),
        ("{growth: 5 %/year, from: 2019}", 1),
        ("{growth: 5 %/year, from: 2035}", 1),
        ("{2036: 1}", 1),
        ("{2010: 1, 2019: 2}", 1),
        ("{2025: 3 万人}", 1),
    ],
)
def test_what_cannot_be_imposed(text, n_faults):
    value, faults = imposed(text)
    assert value is None
    assert len(faults) == n_faults


def test_without_a_period_every_year_will_do():
    assert imposed("{growth: 5 %/year, from: 1900}", None)[0] == (None, 0.05, 1900.0)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{2026: 1e300}", "GDP in 2026 is 1e300. Expected at most 1e+15 亿元 either way. Correct the value."),
        ("{2026: -1e16}", "GDP in 2026 is -1e16. Expected at most 1e+15 亿元 either way. Correct the value."),
        (
            "{growth: 1e9 %/year, from: 2025}",
            "GDP: growth is '1e9 %/year', more than 1e+15 times over 10 years. Expected a rate such as 5.5 %/year. "
            "Write a smaller one.",
        ),
        ("{2026:40}", "'2026:40' has no blank behind the colon. Expected '2026: 40'. Write it so."),
    ],
)
def test_values_that_no_city_has_and_slips(text, told):
    value, faults = imposed(text)
    assert (value, [each.text for each in faults]) == (None, [told])


def test_the_largest_value_still_passes():
    assert imposed("{2026: 1e15}")[0] == (((2026.0, 1e15),), None, None)


@pytest.mark.parametrize(
    ("text", "is_range"),
    [
        ("{growth: [1 %/year], from: 2025}", True),
        ("{growth: {uniform: [1 %/year, 2 %/year]}, from: 2025}", True),
        ("{growth: 5 %/year, from: 2025}", False),
        ("{2025: 1}", False),
        ("[1, 2]", False),
    ],
)
def test_more_than_one_rate_is_a_range(text, is_range):
    node, _ = parse(text, "a.yaml")
    assert node is not None
    assert (growth_range(node) is not None) == is_range
