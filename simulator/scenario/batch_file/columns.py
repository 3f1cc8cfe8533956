"""Inputs whose values come from a file of members."""

from __future__ import annotations

import numpy as np

from simulator.scenario.batch import Input, Sample
from simulator.scenario.batch_file.input_line import InputLine, Placed, input_of
from simulator.scenario.batch_file.members_file import MEMBER, cell_places, column_names, head_place, read_columns
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
    columns = column_names(sample.file, sample.shown, faults)
    inputs: dict[str, Placed] = {}
    kept: list[str] = []
    for number, column in enumerate(columns):
        place = head_place(sample.file, sample.shown, number)
        if column == MEMBER:
            continue
        if column == _SCENARIO:
            told = "column 'scenario': every row is run in every base scenario. Expected inputs alone. Remove it."
            faults.append(Fault(place, told))
            continue
        key = Scalar(column, column, Place(sample.shown))
        name = constant_named(key, known)
        if isinstance(name, Fault):
            text = name.text.replace("Rename or remove it.", "Rename the column, or remove it from the table.")
            faults.append(Fault(place, f"column {column!r}: {text}"))
        elif name in inputs:
            faults.append(Fault(place, f"column {column!r} is {name!r} again. Expected it once. Remove one."))
        else:
            line = InputLine(name, key, key, Layer(sample.shown))
            kept.append(column)
            inputs[name] = Placed(input_of(line, "given", "value", known), place)
    if not kept and len(faults) == before:
        faults.append(
            Fault(
                Place(sample.shown), "the table has no column of an input. Expected constants of the model. Add some."
            )
        )
    if not kept:
        return {}, 0
    values = read_columns(sample.file, sample.shown, tuple(kept), faults)
    for each, column, column_values in zip(inputs.values(), kept, values, strict=True):
        _judge(each.input, column, column_values, sample, faults)
    return (inputs, values.shape[1]) if len(faults) == before else ({}, 0)


def _judge(each: Input, column: str, values: np.ndarray, sample: Sample, faults: list[Fault]) -> None:
    """Refuse values outside the lever's range; what is no number has been told already."""
    if each.low is None or each.high is None or sample.file is None:
        return
    outside = np.flatnonzero((values < each.low) | (values > each.high)).tolist()
    told = outside[:_MOST_TOLD]
    for row, (place, what) in zip(told, cell_places(sample.file, sample.shown, column, told), strict=True):
        is_last = row == told[-1] and len(outside) > _MOST_TOLD
        more = f" (and {len(outside) - _MOST_TOLD} rows more)" if is_last else ""
        text = f"{what}{each.name} is {values[row]:g}{more}. Expected {each.low:g} to {each.high:g}"
        faults.append(Fault(place, f"{text}, the lever's range. Correct the value."))
