"""What a run does with a scenario before it integrates, for tests that have names and no model."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from simulator.errors import ScenarioError
from simulator.scenario.batch import Batch
from simulator.scenario.batch_file.read import override_batch, read_batch
from simulator.scenario.batch_file.resolve import resolve_batch
from simulator.scenario.distribution import Distribution
from simulator.scenario.levers import Lever
from simulator.scenario.merge import override, read_scenario
from simulator.scenario.names import ModelNames
from simulator.scenario.resolve import resolve
from simulator.scenario.scenario import Scenario
from simulator.scenario.schema import ScenarioFile


def load_scenario(reference: str | Path, known: ModelNames, overrides: tuple[str, ...] = ()) -> Scenario:
    """Find, read, override and resolve a scenario."""
    return resolve(override(read_scenario(reference), overrides), known)


def load_batch(reference: str | Path, known: ModelNames, overrides: tuple[str, ...] = ()) -> Batch:
    """Find, read, override and resolve a batch."""
    return resolve_batch(override_batch(read_batch(reference), overrides), known)


def shipped() -> tuple[list[Path], list[Path]]:
    """Part the shipped files into single scenarios and batches."""
    paths = sorted((Path(__file__).resolve().parents[1] / "scenarios").glob("*.yaml"))
    batches = []
    for path in paths:
        try:
            read_batch(path)
        except ScenarioError:
            continue
        batches.append(path)
    return [path for path in paths if path not in batches], batches


def lever(name: str, unit: str, low: float, high: float, default: float) -> Lever:
    """Build a lever whose labels do not matter."""
    distribution = Distribution("uniform", (low, high))
    return Lever(name, name, name, unit, low, high, default, "policy", "assumption", distribution)


LEVERS = (
    lever("hukou effort", "Dmnl", -0.5, 0.5, 0.0),
    lever("wind starts", "wanKW/Year", 0.0, 200.0, 40.0),
    lever("PV starts", "wanKW/Year", 0.0, 300.0, 30.0),
    lever("storage starts", "wanKW/Year", 0.0, 200.0, 17.0),
    lever("must run hours", "hour/Year", 0.0, 4800.0, 2200.0),
    lever("grid factor", "Dmnl", 0.3, 3.0, 1.0),
    lever("export limit", "yiKWh/Year", 0.0, 300.0, 60.0),
    lever("data centre load", "yiKWh/Year", 0.0, 60.0, 0.0),
    lever("thermal starts", "wanKW/Year", 0.0, 200.0, 10.0),
)
ELEMENTS = {"productivity growth[trad]": 0.01, "productivity growth[emer]": 0.03}
KNOWN = ModelNames(
    constants={each.name: each.default for each in LEVERS} | ELEMENTS,
    levers={each.name: each for each in LEVERS},
    imposable={
        "GDP": "亿元",
        "population": "万人",
        "urbanization rate": "%",
        "employment": "万人",
        "GDP per capita": "元/人",
    },
    period=(2020.0, 2035.0),
    labels={"GDP": ("Gross product", "地区生产总值"), "population": ("Residents", "常住人口")},
)


def batch_faults_of(reference: str | Path, *overrides: str) -> tuple[str, ...]:
    """Load a batch that cannot be loaded."""
    with pytest.raises(ScenarioError) as caught:
        load_batch(reference, KNOWN, overrides)
    return caught.value.faults


def faults_of(reference: str | Path, *overrides: str) -> tuple[str, ...]:
    """Load a scenario that cannot be loaded."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(reference, KNOWN, overrides)
    return caught.value.faults


def texts(node: object) -> object:
    """Turn keys into texts, as JSON has them."""
    if isinstance(node, dict):
        return {str(key): texts(value) for key, value in node.items()}
    return [texts(each) for each in node] if isinstance(node, list) else node


def accepts(text: str) -> bool:
    """Tell whether the schema accepts a file."""
    try:
        ScenarioFile.model_validate(texts(YAML(typ="safe").load(text)))
    except ValidationError:
        return False
    return True
