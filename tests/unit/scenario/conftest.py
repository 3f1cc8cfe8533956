"""Files and names that the tests of scenarios share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.scenario.distribution import Distribution
from simulator.scenario.levers import Lever
from simulator.scenario.names import ModelNames


@pytest.fixture
def known() -> ModelNames:
    """Names of a small city model."""
    even = Distribution("uniform", (0.0, 1.0))
    levers = (
        Lever("hukou effort", "Hukou effort", "户籍力度", "Dmnl", -0.5, 0.5, 0.0, "policy", "assumption", even),
        Lever("wind starts", "Wind starts", "风电开工", "wanKW/Year", 0.0, 200.0, 40.0, "policy", "assumption", even),
    )
    return ModelNames(
        constants={
            "hukou effort": 0.0,
            "wind starts": 40.0,
            "lifetime": 20.0,
            "growth[trad]": 0.01,
            "growth[emer]": 0.03,
        },
        levers={each.name: each for each in levers},
        imposable={"GDP": "亿元", "capacity[wind]": "万千瓦"},
        units={"lifetime": "Year", "growth[trad]": "1/Year", "growth[emer]": "1/Year"},
        period=(2020.0, 2035.0),
    )


@pytest.fixture
def write(tmp_path, monkeypatch) -> Callable[..., None]:
    """Write scenario files into an empty folder and go there: write(name="text")."""
    monkeypatch.chdir(tmp_path)

    def files(**texts: str) -> None:
        for name, text in texts.items():
            path = Path(name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return files
