"""The columns of members/ and trajectories/."""

from __future__ import annotations

import numpy as np

from simulator.chunk.case import BatchCase
from simulator.chunk.evaluate import Evaluated
from simulator.chunk.plan import Chunk
from simulator.ensemble.parts import Column, Words
from simulator.target import VERDICTS, Judged

__all__ = ["member_columns", "saved_years", "trajectory_columns"]


def member_columns(case: BatchCase, chunk: Chunk, found: Evaluated, judged: Judged) -> list[Column]:
    """Make one row a member: scenario, member, inputs, and of each judged target its value, margin and verdict."""
    n_members = chunk.last - chunk.first
    columns = [
        Column("scenario", Words(np.zeros(n_members, dtype=np.int8), (case.batch.scenarios[chunk.scenario].name,))),
        Column("member", np.arange(chunk.first, chunk.last, dtype=np.int64)),
    ]
    columns += [
        Column(each.name, row, _about(each.unit, *each.labels))
        for each, row in zip(case.batch.inputs, found.inputs, strict=True)
    ]
    for row, place in enumerate(judged.places):
        target = case.targets[place]
        columns += [
            Column(f"{target.id}_value", judged.value[row], _about(target.unit, target.name_en, target.name_zh)),
            Column(f"{target.id}_margin", judged.margin[row], _about(target.unit, target.name_en, target.name_zh)),
            Column(f"{target.id}_verdict", Words(judged.code[row], VERDICTS)),
        ]
    return columns


def saved_years(case: BatchCase) -> np.ndarray:
    """Return the (year,) that trajectories/ has."""
    save = case.batch.save
    first, last = save.window or case.years
    return np.arange(last, first - 1, -save.every)[::-1]


def trajectory_columns(case: BatchCase, chunk: Chunk, found: Evaluated) -> list[Column]:
    """Make one row a member and year: scenario, member, year, and the saved variables in their shown units."""
    years, n_members = saved_years(case), chunk.last - chunk.first
    n_rows = n_members * len(years)
    places = np.searchsorted(found.yearly.years, years)
    units = dict(zip(found.yearly.names, found.yearly.units, strict=True))
    labels = {label.variable: label for label in case.labels}
    name = case.batch.scenarios[chunk.scenario].name
    columns = [
        Column("scenario", Words(np.zeros(n_rows, dtype=np.int8), (name,))),
        Column("member", np.repeat(np.arange(chunk.first, chunk.last, dtype=np.int64), len(years))),
        Column("year", np.tile(years.astype(np.int32), n_members)),
    ]
    for variable in case.batch.save.variables:
        values = found.yearly.of(variable)[places]
        label = labels[variable]
        columns.append(Column(variable, values.T.ravel(), _about(units[variable], label.en, label.zh)))
    return columns


def _about(unit: str, en: str, zh: str) -> dict[str, str]:
    """Say what a column is, for readers of the file."""
    return {"unit": unit, "en": en, "zh": zh}
