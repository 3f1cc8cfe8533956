"""Values given in Python, as the YAML nodes that they would be in a scenario file."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral, Real
from typing import Any

import numpy as np

from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import OVERRIDE
from simulator.scenario.place import Fault, Place, raise_all
from simulator.scenario.read import Items, Node, Pairs, Scalar, number_of

__all__ = ["Given", "layer_of", "overrides_of"]

# What may stand behind a name: a number, a text such as "5.5 %/year", a path {2026: 40, 2030: 60}, {"growth": ...}.
Given = float | str | Mapping[int | float | str, "Given"] | list["Given"] | tuple["Given", ...]

_EXPECTED = "Expected a number, a text such as '5.5 %/year', or a dict such as {2026: 40, 2030: 60}"


def layer_of(
    settings: Mapping[str, Given] | None, impositions: Mapping[str, Given] | None
) -> tuple[Layer, tuple[Fault, ...]]:
    """Make the layer that is put over a scenario.

    settings, impositions: what could stand under `set` and under `impose`, as Python values.
    Returns: the layer, and the faults of what has no meaning in a scenario.
    """
    faults: list[Fault] = []
    layer = Layer(
        OVERRIDE, settings=_entries(settings, "set=", faults), impositions=_entries(impositions, "impose=", faults)
    )
    return layer, tuple(faults)


def overrides_of(settings: Mapping[str, Given] | None) -> tuple[str, ...]:
    """Write values as `--set` takes them, NAME=VALUE. Raises: ScenarioError for what has no meaning in a scenario."""
    faults: list[Fault] = []
    entries = _entries(settings, "set=", faults)
    raise_all(faults)
    return tuple(f"{entry.name.text}={_text(entry.value)}" for entry in entries)


def _text(node: Node) -> str:
    """Write a node as YAML in one line."""
    if isinstance(node, Pairs):
        return f"{{{', '.join(f'{_text(key)}: {_text(value)}' for key, value in node.pairs)}}}"
    return f"[{', '.join(map(_text, node.items))}]" if isinstance(node, Items) else node.text


def _entries(given: Any, argument: str, faults: list[Fault]) -> tuple[Entry, ...]:
    place = Place(argument)
    if given is None:
        return ()
    if not isinstance(given, Mapping):
        told = f"it is {type(given).__name__}. Expected a dict of names and values. Write {argument}{{'NAME': 0.4}}."
        faults.append(Fault(place, told))
        return ()
    entries = []
    for name, value in given.items():
        node = _node(value, place, f"{name!r}", faults)
        if not isinstance(name, str):
            faults.append(Fault(place, f"{name!r} is no name. Expected the name of a constant. Write it in quotes."))
        elif node is not None:
            entries.append(Entry(Scalar(name, name, place), node))
    return tuple(entries)


def _node(value: Any, place: Place, what: str, faults: list[Fault]) -> Node | None:
    """Write one value; None where there is a fault."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value.item()
    if isinstance(value, str):
        number = number_of(value)
        return Scalar(value, value if number is None else number, place)
    is_truth = isinstance(value, bool | np.bool_)
    if isinstance(value, Integral) and not is_truth:
        return Scalar(str(int(value)), int(value), place)
    if isinstance(value, Real) and not is_truth:
        return Scalar(repr(float(value)), float(value), place)
    if isinstance(value, Mapping):
        pairs = [(_node(key, place, what, faults), _node(each, place, what, faults)) for key, each in value.items()]
        return Pairs(tuple((key, each) for key, each in pairs if isinstance(key, Scalar) and each is not None), place)
    if isinstance(value, list | tuple):
        items = [_node(each, place, what, faults) for each in value]
        return Items(tuple(each for each in items if each is not None), place)
    faults.append(Fault(place, f"{what} holds {value!r} ({type(value).__name__}). {_EXPECTED}. Correct it."))
    return None
