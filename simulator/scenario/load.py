"""From a scenario's name to its resolved values, for callers that know the model already."""

from pathlib import Path

from simulator.scenario.merge import override, read_scenario
from simulator.scenario.names import ModelNames
from simulator.scenario.resolve import resolve
from simulator.scenario.scenario import Scenario

__all__ = ["load_scenario"]


def load_scenario(reference: str | Path, known: ModelNames, overrides: tuple[str, ...] = ()) -> Scenario:
    """Find, read, override and resolve a scenario. reference: a path or a name; overrides: texts NAME=VALUE.

    Raises: ScenarioError with every fault at once.
    """
    return resolve(override(read_scenario(reference), overrides), known)
