"""A city read whole, with the scenarios that speak of it: every fault of every file told at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from simulator.errors import Faults, ModelError, ScenarioError, SimulatorError
from simulator.model.build import load_model
from simulator.model.folder import ModelFolder, find_model, only_model
from simulator.model.glossary import NO_GLOSSARY, Glossary
from simulator.model.labels import read_labels
from simulator.model.model import Model
from simulator.report.outcome import Case
from simulator.scenario.merge import ScenarioTree, override, read_scenario
from simulator.scenario.names import ModelNames, names_of
from simulator.scenario.resolve import resolve
from simulator.scenario.scenario import Scenario
from simulator.target import NO_HISTORY, check_series, read_history, read_targets
from simulator.units import conversion

__all__ = [
    "City",
    "Opened",
    "Together",
    "load_city",
    "one_model",
    "open_city",
    "read_city",
    "read_for",
    "read_scenarios",
]

T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A city whose model is read and nothing else yet. asked: how it was named; empty: as the only one there is."""

    folder: ModelFolder
    model: Model
    asked: str


@dataclass(frozen=True)
class City:
    """Everything that a model folder holds, read.

    names:    what scenarios may speak of. asked: how it was named, by name or path; empty: as the only one there is.
    glossary: empty where nothing that is done needs it.
    """

    folder: ModelFolder
    model: Model
    case: Case
    names: ModelNames
    asked: str = ""
    glossary: Glossary = NO_GLOSSARY

    @property
    def reference(self) -> str:
        """What a scenario writes under `model` to find it from the same place."""
        return self.asked or self.folder.name


def read_scenarios(references: Sequence[str], overrides: tuple[str, ...]) -> tuple[City, tuple[Scenario, ...]]:
    """Read scenarios and the one city that they speak of.

    Raises: SimulatorError with the faults of every scenario and of the city's files.
    """
    reading = Together()
    trees = [reading(partial(_tree, reference, overrides)) for reference in references]
    found = [tree for tree in trees if tree is not None]
    names = [tree.name for tree in found]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        told = f"two scenarios are called {name!r}. Expected each name once. Leave one out or rename it."
        reading.faults.append(ScenarioError(f"command line: {told}"))
    if not found:
        reading.finish()
    city, scenarios = read_for(
        found, reading, lambda city: [reading(partial(resolve, tree, city.names)) for tree in found]
    )
    return city, tuple(scenario for scenario in scenarios if scenario is not None)


def read_for(trees: Sequence[ScenarioTree], reading: Together, resolved: Callable[[City], T]) -> tuple[City, T]:
    """Read the one city that trees speak of, and resolve against it what they say.

    Raises: SimulatorError with the faults so far, those of the city's files and those that `resolved` raises.
    """
    opened = reading(lambda: open_city(one_model(trees)))
    city = None if opened is None else read_city(opened, reading)
    found = None if city is None else reading(partial(resolved, city))
    reading.finish()
    assert city is not None and found is not None
    return city, found


def _tree(reference: str, overrides: tuple[str, ...]) -> ScenarioTree:
    return override(read_scenario(reference), overrides)


def one_model(trees: Sequence[ScenarioTree]) -> str:
    """Name the one model that scenarios speak of. Raises: ScenarioError where it is none, or not one."""
    models = dict.fromkeys(tree.model.text for tree in trees)
    if len(models) > 1:
        listed = " and ".join(f"{tree.name} ({tree.model.text})" for tree in trees)
        raise ScenarioError(
            f"command line: scenarios of different models: {listed}. Expected one model. Run them apart."
        )
    tree, name = trees[0], next(iter(models))
    try:
        find_model(name)
    except ModelError as error:
        raise ScenarioError(*(fault.replace("models:", f"{tree.model.place}:", 1) for fault in error.faults)) from None
    return name


def load_city(name: str | None = None) -> City:
    """Read a city's model and tables; None takes the only one there is.

    Raises: SimulatorError with the faults of the model, or else of all tables that can be read without one another.
    """
    read = Together()
    city = read_city(open_city(name), read)
    read.finish()
    assert city is not None
    return city


def open_city(name: str | None, load: Callable[[Path], Model] = load_model) -> Opened:
    """Find a city and read its model; None takes the only one there is.

    load:   reads the model, for whoever wants to keep its text too.
    Raises: SimulatorError with all its faults.
    """
    folder = find_model(name or only_model())
    model = load(folder.model)
    if model.repairs:
        raise ModelError(*(f"{each} Expected well-formed XML in a city's model. Correct it." for each in model.repairs))
    _check_years(model)
    return Opened(folder, model, name or "")


def read_city(opened: Opened, read: Together) -> City | None:
    """Read a city's tables; their faults are kept, so that those of further files can be told with them.

    Returns: None where what others are held against cannot be read; with NO_HISTORY where only history cannot.
    """
    folder, model = opened.folder, opened.model
    labels = read(lambda: read_labels(folder.labels, model.units))
    names = read(lambda: names_of(model, labels or (), folder.levers))
    if labels is None or names is None:
        return None
    targets = read(lambda: read_targets(folder.targets, labels))
    history = read(lambda: read_history(folder.history, labels, model))
    if targets is not None and history is not None:
        read(partial(check_series, targets, history))
    levers = tuple(names.levers.values())
    case = Case(folder.name, model.digest, labels, targets or (), history or NO_HISTORY, levers)
    return City(folder, model, case, names, opened.asked)


class Together:
    """Reads several files and raises all their faults at once, one that several share once."""

    def __init__(self) -> None:
        self.faults: list[SimulatorError] = []

    def __call__(self, read: Callable[[], T]) -> T | None:
        """Return what is read, or None where there are faults."""
        try:
            return read()
        except SimulatorError as error:
            self.faults.append(error)
            return None

    def finish(self) -> None:
        """Raise: SimulatorError with every fault, if there are any."""
        if self.faults:
            told = dict.fromkeys(fault for error in self.faults for fault in error.faults)
            raise type(self.faults[0])(*told)


def _check_years(model: Model) -> None:
    """Refuse a city's model whose time is not in whole years: targets, labels and history speak of years.

    Raises: ModelError with every fault.
    """
    faults = Faults()
    settings, unit = model.settings, model.units.get("TIME STEP", "")
    try:
        a_year = conversion(unit, "Year") == 1.0
    except ValueError:
        a_year = False
    if not a_year:
        faults.add(f"{model.path}: TIME STEP is in {unit!r}. Expected years, as targets are. Write the model in years.")
    for name, time in (("INITIAL TIME", settings.initial_time), ("FINAL TIME", settings.final_time)):
        if time != int(time):
            faults.add(f"{model.path}: {name} is {time:g}. Expected a whole year, the end of that year. Correct it.")
    faults.raise_as(ModelError)
