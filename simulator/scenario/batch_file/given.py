"""Inputs whose values come from a file of members."""

from __future__ import annotations

import numpy as np

from simulator.scenario.batch import Input, Sample
from simulator.scenario.batch_file.input_line import InputLine, Placed, input_of
from simulator.scenario.batch_file.members_file import MEMBER, column_names, read_members
from simulator.scenario.layer import Layer
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import constant_named
from simulator.scenario.place import Fault, Place
from simulator.scenario.read import Scalar

__all__ = ["given_inputs"]

_SCENARIO = "scenario"
# As many rows outside a lever's range are told one by one.
_MOST_TOLD = 5


def given_inputs(sample: Sample, known: ModelNames, faults: list[Fault]) -> tuple[dict[str, Placed], int]:
    """Read the columns of a file of members as inputs, and hold every value against its lever's range.

    Returns: the inputs in the order of the columns, and how many rows there are; none and 0 where there is a fault.
    """
    assert sample.file is not None
    before = len(faults)
    columns = [name for name in column_names(sample.file, sample.shown, faults) if name != MEMBER]
    place = Place(sample.shown)
    inputs: dict[str, Placed] = {}
    for column in columns:
        if column == _SCENARIO:
            told = "column 'scenario': every row is run in every base scenario. Expected inputs alone. Remove it."
            faults.append(Fault(place, told))
            continue
        key = Scalar(column, column, place)
        name = constant_named(key, known)
        if isinstance(name, Fault):
            faults.append(Fault(place, f"column {column!r}: {name.text}"))
        elif name in inputs:
            faults.append(Fault(place, f"column {column!r} is {name!r} again. Expected it once. Remove one."))
        else:
            line = InputLine(name, key, key, Layer(sample.shown))
            inputs[name] = Placed(input_of(line, "given", "value", known), place)
    if not columns and len(faults) == before:
        faults.append(Fault(place, "the table has no column of an input. Expected constants of the model. Add some."))
    if len(faults) > before:
        return {}, 0
    _, values = read_members(sample.file, sample.shown, faults)
    for each, column_values in zip(inputs.values(), values, strict=False):
        _judge(each.input, column_values, place, faults)
    return (inputs, values.shape[1]) if len(faults) == before else ({}, 0)


def _judge(each: Input, values: np.ndarray, place: Place, faults: list[Fault]) -> None:
    """Refuse values outside the lever's range."""
    if each.low is None or each.high is None:
        return
    outside = np.flatnonzero((values < each.low) | (values > each.high))
    for row in outside[:_MOST_TOLD].tolist():
        more = f" (and {len(outside) - _MOST_TOLD} rows more)" if row == outside[:_MOST_TOLD][-1] else ""
        more = more if len(outside) > _MOST_TOLD else ""
        told = f"row {row + 1}: {each.name} is {values[row]:g}{more}. Expected {each.low:g} to {each.high:g}"
        faults.append(Fault(place, f"{told}, the lever's range. Correct the value."))
