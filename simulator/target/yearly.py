"""Shown values of runs: one number a year in shown units, and values between whole years."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from simulator.errors import unknown_name
from simulator.kernel.change import integral_of
from simulator.kernel.trajectories import Trajectories
from simulator.model.labels import Label
from simulator.target.register import Target
from simulator.units import conversion

__all__ = ["Shown", "Yearly", "needed_labels", "shown_run", "yearly_table"]

# How near to a whole year, or to a save, a time is taken for it, in saves.
_SAME = 1e-6

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Yearly:
    """One number a year.

    years:  (year,), ascending whole years.
    names:  of the variables, as in the labels.
    units:  the shown unit of each.
    values: (year, variable, member), shown unit; nan where there is none, as for flows of the start year.
    """

    years: NDArray[np.int64]
    names: tuple[str, ...]
    units: tuple[str, ...]
    values: Values

    def of(self, name: str) -> Values:
        """(year, member), shown unit. One variable.

        Raises: KeyError when there is none of that name.
        """
        if name not in self.names:
            raise KeyError(name)
        return self.values[:, self.names.index(name), :]

    def at(self, name: str, year: int) -> Values:
        """(member,), shown unit. One variable in one year; nan outside the years of the run."""
        column = self.of(name)
        places = np.flatnonzero(self.years == year)
        return column[places[0]] if places.size else np.full(column.shape[1], np.nan)


@dataclass(frozen=True, eq=False)
class Shown:
    """A run as history sees it: its values in shown units at any time.

    ran:    saves evenly apart, whole years among them. yearly: of its whole years.
    labels: by variable. units: of the model's variables.
    """

    ran: Trajectories
    yearly: Yearly
    labels: Mapping[str, Label]
    units: Mapping[str, str]

    def at(self, name: str, time: float) -> Values:
        """(member,), shown unit. One labelled variable: of a whole year, or straight between two saves.

        nan outside the run; a total, a mean and growth have no value at a part of a year.
        """
        label, times = self.labels[name], self.ran.time
        if time == round(time):
            return self.yearly.at(name, round(time))
        if label.yearly != "end" or not times[0] <= time <= times[-1]:
            return np.full(self.ran.values.shape[2], np.nan)
        column = self.ran.of(name)
        place = float((time - times[0]) / (times[1] - times[0]))
        before = min(int(place + _SAME), len(column) - 1)
        after = min(before + 1, len(column) - 1)
        part = max(place - before, 0.0)
        value: Values = column[before] * (1.0 - part) + column[after] * part
        return value * conversion(self.units[name], label.unit)


def shown_run(ran: Trajectories, labels: Sequence[Label], model_units: Mapping[str, str]) -> Shown:
    """Show a run. ran: saves evenly apart, every whole year among them. labels, model_units: as of yearly_table."""
    room = _SAME * (ran.time[1] - ran.time[0]) if len(ran.time) > 1 else 0.0
    whole = np.abs(ran.time - np.rint(ran.time)) <= room
    years = replace(ran, time=ran.time[whole], values=ran.values[whole])
    yearly = yearly_table(years, labels, model_units)
    return Shown(ran, yearly, {each.variable: each for each in labels}, model_units)


def yearly_table(trajectories: Trajectories, labels: Sequence[Label], model_units: Mapping[str, str]) -> Yearly:
    """Make the yearly table of a run.

    trajectories: one save a whole year; for every label that is a total or a mean it carries the integral since the
                  start, and for every start_total a variable of that name.
    labels:       any of the model's, with the totals of which growth is told; needed_labels chooses them.
    model_units:  unit of every variable of the model by name.
    """
    columns: dict[str, Values] = {}
    for label in labels:
        if label.yearly != "growth":
            columns[label.variable] = _column(trajectories, label, model_units)
    for label in labels:
        if label.yearly == "growth":
            columns[label.variable] = _growth(columns[label.of]) * conversion("%", label.unit)
    n_times, _, n_members = trajectories.values.shape
    values = np.empty((n_times, len(labels), n_members))
    for place, label in enumerate(labels):
        values[:, place] = columns[label.variable]
    return Yearly(
        years=np.rint(trajectories.time).astype(np.int64),
        names=tuple(label.variable for label in labels),
        units=tuple(label.unit for label in labels),
        values=values,
    )


def needed_labels(targets: Sequence[Target], labels: Sequence[Label], extra: Collection[str]) -> tuple[Label, ...]:
    """Choose the labels that a yearly table must hold.

    targets: those that are to be judged. extra: labelled variables that are wanted besides.
    Returns: the labels of their variables and of the totals of which growth is told, in the order of `labels`.
    Raises:  KeyError for a variable without a label.
    """
    known = {label.variable: label for label in labels}
    wanted = {name for target in targets if target.is_modelled for name in target.variables} | set(extra)
    for name in sorted(wanted - set(known)):
        raise KeyError(unknown_name("yearly table", "labelled variable", name, known))
    wanted |= {known[name].of for name in wanted}
    return tuple(label for label in labels if label.variable in wanted)


def _saved(trajectories: Trajectories, name: str) -> Values:
    """(time, member), model unit. One saved variable."""
    return trajectories.values[:, trajectories.names.index(name), :]


def _column(trajectories: Trajectories, label: Label, model_units: Mapping[str, str]) -> Values:
    """(year, member), shown unit. The value at the year's end, or the integral over the year.

    A run has no integral over the year in which it starts: that total is a constant of the model or blank.
    """
    unit = model_units[label.variable]
    if label.yearly == "end":
        return _saved(trajectories, label.variable) * conversion(unit, label.unit)
    since_start = _saved(trajectories, integral_of(label.variable))
    column = np.full(since_start.shape, np.nan)
    column[1:] = since_start[1:] - since_start[:-1]
    column *= conversion(f"({unit})*Year" if label.yearly == "total" else unit, label.unit)
    if label.start_total:
        start = _saved(trajectories, label.start_total)[0]
        column[0] = start * conversion(model_units[label.start_total], label.unit)
    return column


def _growth(totals: Values) -> Values:
    """(year, member), %. Growth of a yearly total on the year before; blank in the first year, or unless both are > 0.

    Source: ours. From -100 to -110 is no growth of 10 %.
    """
    growth = np.full(totals.shape, np.nan)
    with np.errstate(all="ignore"):
        rates = 100.0 * (totals[1:] / totals[:-1] - 1.0)
    growth[1:] = np.where((totals[1:] > 0) & (totals[:-1] > 0), rates, np.nan)
    return growth
