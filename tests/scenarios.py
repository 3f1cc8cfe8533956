"""What a run does with a scenario before it integrates, for tests that have names and no model."""

from pathlib import Path

from simulator.scenario.merge import override, read_scenario
from simulator.scenario.names import ModelNames
from simulator.scenario.resolve import resolve
from simulator.scenario.scenario import Scenario


def load_scenario(reference: str | Path, known: ModelNames, overrides: tuple[str, ...] = ()) -> Scenario:
    """Find, read, override and resolve a scenario."""
    return resolve(override(read_scenario(reference), overrides), known)
