"""Describing a model: read it with all that its folder knows of it, and find its structure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from simulator.errors import Faults, ModelError, unknown_name
from simulator.fit import CALIBRATION, Known, read_calibration
from simulator.model.build import load_model
from simulator.model.glossary import read_glossary
from simulator.model.model import Model
from simulator.model.syntax import key_of
from simulator.report.describe.outcome import Description, Fitted
from simulator.structure import graph_of, read_loops
from simulator.structure.found import structure_of
from simulator.study.city import City, Together, load_city
from simulator.study.run import is_model_file

__all__ = ["describe_city", "describe_model", "headlines_of", "variable_named"]

# Variables of which a document tells by itself which loops drive them.
MOST_HEADLINES = 4


def describe_model(reference: str | None, overrides: Sequence[str] = ()) -> Description:
    """Read a city, by name, or a bare model file; None takes the only city there is.

    overrides: NAME=VALUE texts, constants of the run that signs and shares are taken from.

    Raises: SimulatorError with every fault of its files.
    """
    if reference is None or not is_model_file(reference):
        return describe_city(load_city(reference), overrides)
    path = Path(reference)
    model = load_model(path)
    graph = graph_of(model)
    beside = Together()
    glossary = beside(lambda: read_glossary(path.parent / "glossary.csv", model))
    named = beside(lambda: read_loops(path.parent / "loops.csv", model, graph))
    given = beside(lambda: _given(model, overrides))
    beside.finish()
    assert glossary is not None and named is not None and given is not None
    return Description(reference, path.name, model, structure_of(model, graph, named, given), glossary, given=given)


def describe_city(city: City, overrides: Sequence[str] = ()) -> Description:
    """Describe a city that is read. Raises: SimulatorError with the faults of its glossary, loops and calibration."""
    folder, model = city.folder, city.model
    graph = graph_of(model)
    beside = Together()
    glossary = beside(lambda: read_glossary(folder.glossary, model))
    named = beside(lambda: read_loops(folder.loops, model, graph))
    fitted = beside(lambda: _fitted(city))
    given = beside(lambda: _given(model, overrides))
    beside.finish()
    assert glossary is not None and named is not None and fitted is not None and given is not None
    shown = f"models/{folder.name}/{folder.model.name}"
    structure = structure_of(model, graph, named, given)
    return Description(folder.name, shown, model, structure, glossary, city.case, fitted, given)


def _given(model: Model, overrides: Sequence[str]) -> dict[str, float]:
    """Read constants of the run. Raises: ModelError with every fault."""
    faults, found = Faults(), {}
    names = {key_of(name): name for name in model.constants}
    for text in overrides:
        name, _, number = text.rpartition("=")
        try:
            value = float(number)
        except ValueError:
            value = math.nan
        if key_of(name) not in names:
            faults.add(unknown_name("command line", "constant of the model", name.strip() or text, names.values()))
        elif not math.isfinite(value):
            told = f"--set {text}: {number.strip()!r} is not a number. Expected NAME=VALUE. Correct it."
            faults.add(f"command line: {told}")
        else:
            found[names[key_of(name)]] = value
    faults.raise_as(ModelError)
    return found


def _fitted(city: City) -> dict[str, Fitted]:
    """Read what calibration frees; nothing where the folder has no such file."""
    path = city.folder.folder / CALIBRATION
    if not path.is_file():
        return {}
    known = Known(city.names, city.case.labels, city.case.history)
    calibration = read_calibration(path, known)
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
