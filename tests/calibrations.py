"""A city with labels and history but no model, for tests of `calibration.yaml`."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulator.errors import ScenarioError
from simulator.model.labels import Label
from simulator.target import History, Point
from tests.scenarios import KNOWN

LABELS = (
    Label("population", "Population", "常住人口", "万人", "population", "end"),
    Label("GDP", "GDP", "地区生产总值", "亿元", "economy", "total"),
    Label("urbanization rate", "Urbanization", "城镇化率", "%", "urbanization", "end"),
)
LABELLED = replace(KNOWN, labels={each.variable: (each.en, each.zh) for each in LABELS})


def point(series: str, variable: str, year: float, value: float, line: int) -> Point:
    """Make a row of history."""
    unit = {each.variable: each.unit for each in LABELS}[variable]
    return Point(series, variable, year, value, unit, "yearbook", "high", "", f"history.csv:{line}")


HISTORY = History(
    (
        *(
            point("people", "population", year, value, line)
            for line, (year, value) in enumerate(
                ((2020.0, 561.0), (2021.0, 560.0), (2022.0, 558.0), (2023.4, 555.0)), start=2
            )
        ),
        *(point("output", "GDP", 2020.0 + number, 3000.0 + 100 * number, 10 + number) for number in range(6)),
    )
)


def faults_of(read: Callable[[str], object], text: str) -> tuple[str, ...]:
    """Read what cannot be read."""
    with pytest.raises(ScenarioError) as caught:
        read(text)
    return caught.value.faults
