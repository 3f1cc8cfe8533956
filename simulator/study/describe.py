"""Describing a model: read it with all that its folder knows of it, and find its structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from simulator.errors import ModelError, unknown_name
from simulator.fit import CALIBRATION, read_calibration
from simulator.model.build import load_model
from simulator.model.glossary import read_glossary
from simulator.model.model import Model
from simulator.report.describe.outcome import Description, Fitted
from simulator.scenario.layer import Layer
from simulator.scenario.merge import OVERRIDE, ScenarioTree, override
from simulator.scenario.names import names_of
from simulator.scenario.place import Fault, Place, raise_all
from simulator.scenario.read import Scalar
from simulator.scenario.resolve import resolve
from simulator.scenario.schedule import Schedule
from simulator.structure import graph_of, read_loops
from simulator.structure.found import structure_of
from simulator.study.city import City, Together, open_city, read_city
from simulator.study.fitting import known_of
from simulator.study.run import is_model_file

__all__ = ["describe_model", "headlines_of", "variable_named"]

# Variables of which a document tells by itself which loops drive them.
MOST_HEADLINES = 4


def describe_model(reference: str | None, overrides: Sequence[str] = ()) -> Description:
    """Read a city, by name, or a bare model file; None takes the only city there is.

    overrides: NAME=VALUE texts, constants of the run that signs and shares are taken from.

    Raises: SimulatorError with every fault of its files.
    """
    reading, city = Together(), None
    fitted: dict[str, Fitted] | None = {}
    if reference is not None and is_model_file(reference):
        path = Path(reference)
        model = load_model(path)
        name, shown, glossary, loops = reference, path.name, path.parent / "glossary.csv", path.parent / "loops.csv"
    else:
        opened = open_city(reference)
        folder, model = opened.folder, opened.model
        city = read_city(opened, reading)
        if city is not None:
            fitted = reading(partial(_fitted, city))
        name, shown = folder.name, f"models/{folder.name}/{folder.model.name}"
        glossary, loops = folder.glossary, folder.loops
    graph = graph_of(model)
    words = reading(partial(read_glossary, glossary, model))
    named = reading(partial(read_loops, loops, model, graph))
    given = reading(partial(_given, model, overrides))
    reading.finish()
    assert words is not None and named is not None and given is not None and fitted is not None
    case = None if city is None else city.case
    integrals = [each.variable for each in case.labels if each.yearly in ("total", "mean")] if case else []
    structure = structure_of(model, graph, named, given, integrals)
    return Description(name, shown, model, structure, words, case, fitted, given)


def _given(model: Model, overrides: Sequence[str]) -> dict[str, float]:
    """Read constants of the run. Raises: ScenarioError with every fault."""
    itself = Layer(OVERRIDE, identity="the model itself", model=Scalar(model.name, model.name, Place(OVERRIDE)))
    tree = override(ScenarioTree(model.name, (itself,)), tuple(overrides))
    found: dict[str, float] = {}
    faults = []
    for each in resolve(tree, names_of(model, (), None)).settings:
        if isinstance(each.value, Schedule):
            told = f"{each.name!r} is a path over time. Expected a number: a document is of one run. Write one."
            faults.append(Fault(Place(OVERRIDE), told))
        else:
            found[each.name] = each.value
    raise_all(faults)
    return found


def _fitted(city: City) -> dict[str, Fitted]:
    """Read what calibration frees; nothing where the folder has no such file."""
    path = city.folder.folder / CALIBRATION
    if not path.exists():
        return {}
    calibration = read_calibration(path, known_of(city), path.as_posix())
    return {each.name: Fitted(each.low, each.high, each.source) for each in calibration.parameters}


def headlines_of(description: Description) -> tuple[int, ...]:
    """Choose the variables of which it is told which loops drive them.

    Of the largest group that feeds back, one a sector: the one that decides most targets.
    """
    counts = Counter(
        number for number in description.labels for each in description.targets(number) if each.is_modelled
    )
    inside = set(next(iter(description.structure.groups), ()))
    found: dict[str, int] = {}
    for number, _ in counts.most_common():
        if number in inside:
            found.setdefault(description.labels[number][0].sector, number)
    return tuple(found.values())[:MOST_HEADLINES]


def variable_named(description: Description, name: str) -> int:
    """Return the variable of a name. Raises: ModelError with the nearest names."""
    number = description.number(name)
    if number is None or description.model.variables[number].hidden:
        known = [each.name for each in description.model.variables if not each.hidden]
        raise ModelError(unknown_name("command line", "variable of the model", name, known))
    return number
