"""Targets, labels and yearly tables that every test of the room starts from."""

from collections.abc import Callable

import numpy as np
import pytest

from simulator.model.labels import Label
from simulator.target import Target, Yearly

TARGET = {
    "id": "urban_2030",
    "name_zh": "常住人口城镇化率",
    "name_en": "urbanization rate",
    "domain": "urbanization",
    "scope": "city",
    "document": "plan",
    "document_title": "规划纲要",
    "place": "第一章",
    "quote": "64 左右",
    "binding": "预期性",
    "unit": "%",
    "base_year": 2025,
    "base_value": 58.45,
    "year": 2030,
    "operator": "~",
    "target_value": 64.0,
    "reading": "at_least",
    "tolerance": 0.0,
    "tolerance_source": "",
    "restates": "",
    "variable": "urbanization rate",
    "measure": "level",
    "from_year": None,
    "other_variable": "",
    "basis": "model",
    "reason": "",
}


@pytest.fixture
def make_target() -> Callable[..., Target]:
    """Make a target: the level of a rate in 2030, with changes."""
    return lambda **changes: Target(**(TARGET | changes))


@pytest.fixture
def make_yearly() -> Callable[..., Yearly]:
    """Make a yearly table of variables given as {name: one number a year or (year, member)}."""

    def make(columns: dict[str, list[float]], first_year: int = 2020, unit: str = "%") -> Yearly:
        stacked = [np.array(values, dtype=np.float64).reshape(len(values), -1) for values in columns.values()]
        years = np.arange(first_year, first_year + len(stacked[0]))
        return Yearly(years, tuple(columns), (unit,) * len(columns), np.stack(stacked, axis=1))

    return make


@pytest.fixture
def labels() -> tuple[Label, ...]:
    """Four variables, one of each yearly kind."""
    return (
        Label("population", "Population", "常住人口", "万人", "population", "end"),
        Label("GDP", "GDP", "地区生产总值", "亿元", "economy", "total", start_total="GDP of 2020"),
        Label("urbanization rate", "Urbanization", "城镇化率", "%", "urbanization", "mean"),
        Label("GDP growth rate", "Growth", "增速", "%", "economy", "growth", of="GDP"),
    )
