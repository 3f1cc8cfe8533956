"""Models and scenarios, loaded to be run from Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from simulator.api.written import Given, layer_of
from simulator.errors import ScenarioError
from simulator.model.build import load_model as read_model
from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.explain import Explained, explain
from simulator.scenario.levers import Lever
from simulator.scenario.merge import read_scenario
from simulator.scenario.resolve import resolve
from simulator.scenario.scenario import Scenario
from simulator.study import City, is_model_file, load_city
from simulator.study.city import one_model
from simulator.target import Target

__all__ = ["LoadedModel", "LoadedScenario", "load_model", "load_scenario"]


@dataclass(frozen=True, eq=False)
class LoadedModel:
    """A model, read: a city's, with its targets, or a bare model file.

    name: of the city's folder, or of the file without suffix. path: of the model file.
    city: what else the folder holds; None for a bare file, which has no levers, labels or targets.
    """

    name: str
    path: Path
    model: Model
    city: City | None = None

    @property
    def levers(self) -> tuple[Lever, ...]:
        """The constants that scenarios are meant to move, with unit, range, default and distribution."""
        return () if self.city is None else self.city.case.levers

    @property
    def labels(self) -> tuple[Label, ...]:
        """The variables that are shown, with their names in both languages and their shown unit."""
        return () if self.city is None else self.city.case.labels

    @property
    def targets(self) -> tuple[Target, ...]:
        """The register of targets."""
        return () if self.city is None else self.city.case.targets

    @cached_property
    def constants(self) -> dict[str, float]:
        """Every constant of the model and its value, in its model unit; elements as name[a,b]."""
        return dict(self.model.constants)

    @cached_property
    def units(self) -> dict[str, str]:
        """Every variable of the model and its model unit."""
        return dict(self.model.units)


@dataclass(frozen=True, eq=False)
class LoadedScenario:
    """A scenario with every value resolved, and the model that it speaks of."""

    scenario: Scenario
    model: LoadedModel

    @property
    def name(self) -> str:
        """What rows of results are marked with."""
        return self.scenario.name

    @property
    def city(self) -> City:
        """The city that it speaks of."""
        assert self.model.city is not None  # load_scenario takes no other model
        return self.model.city

    def explain(self) -> tuple[Explained, ...]:
        """Say of every value where it comes from."""
        return explain(self.scenario, self.city.names)


def load_model(reference: str | Path | None = None) -> LoadedModel:
    """Read a model.

    reference: a city by its folder's name or path ("mycity", "models/mycity"), or a model file ("teacup.mdl"); None
               takes the only city there is.
    Raises:    SimulatorError with every fault of the model and of a city's tables.
    """
    if reference is not None and is_model_file(str(reference)):
        model = read_model(Path(reference))
        return LoadedModel(model.name, Path(reference), model)
    return _of_city(load_city(None if reference is None else str(reference)))


def load_scenario(
    reference: str | Path,
    set: Mapping[str, Given] | None = None,
    impose: Mapping[str, Given] | None = None,
    name: str | None = None,
    model: LoadedModel | None = None,
) -> LoadedScenario:
    """Read a scenario, with values put over it if wanted.

    reference: a file, or the name of one in ./scenarios or of a shipped one.
    set:       constants: {"hukou effort": 0.4, "wind starts": {2026: 40, 2030: 60}, "PV starts": {"multiply": 1.2}}.
    impose:    variables: {"GDP": {"growth": "5.5 %/year", "from": 2025}}.
    name:      what results call it instead of the file's name.
    model:     a city that is already loaded, so that it is not read again.
    Raises:    SimulatorError with every fault of file and values.
    """
    tree = read_scenario(reference)
    layer, faults = layer_of(set, impose)
    tree = replace(tree, name=name or tree.name, layers=(*tree.layers, layer), faults=(*tree.faults, *faults))
    model = _of_city(load_city(one_model([tree]))) if model is None else model
    city = model.city
    if city is None:
        told = f"it is of model {tree.model.text!r}, and the model file {model.path.name!r} is given. Expected a city"
        raise ScenarioError(f"{tree.name}: {told}. Leave model= out, or load the city.")
    if model.name != Path(tree.model.text).name:
        told = f"it is of model {tree.model.text!r}, and {model.name!r} is given. Expected the same model"
        raise ScenarioError(f"{tree.name}: {told}. Leave model= out, or load the other model.")
    return LoadedScenario(resolve(tree, city.names), model)


def _of_city(city: City) -> LoadedModel:
    return LoadedModel(city.folder.name, city.folder.model, city.model, city)
