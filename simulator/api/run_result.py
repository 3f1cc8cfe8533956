"""What a run gives: arrays over years and variables, verdicts as records, tables and labelled arrays of both."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.api.cubes import dataset_of
from simulator.api.frames import frame_of
from simulator.errors import unknown_name
from simulator.report.outcome import BareRun, Numerics, Results
from simulator.target import Verdict

if TYPE_CHECKING:
    import pandas
    import xarray

__all__ = ["BareResult", "RunResult"]


@dataclass(frozen=True, eq=False)
class RunResult:
    """Scenarios of one city, run and judged. results: the records that reports are made from."""

    results: Results

    @cached_property
    def scenarios(self) -> tuple[str, ...]:
        """Names of the scenarios."""
        return tuple(each.scenario.name for each in self.results.outcomes)

    @property
    def years(self) -> np.ndarray:
        """(year,), whole numbers."""
        return self.results.outcomes[0].yearly.years

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables that the city shows."""
        return self.results.outcomes[0].yearly.names

    @property
    def units(self) -> tuple[str, ...]:
        """The unit in which each variable is shown."""
        return self.results.outcomes[0].yearly.units

    @cached_property
    def values(self) -> np.ndarray:
        """(scenario, year, variable), shown units; nan where there is none. Stocks at the year's end, flows over it."""
        return np.stack([each.yearly.values[:, :, 0] for each in self.results.outcomes])

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What each scenario says about each target of the register, scenario by scenario."""
        return tuple(verdict for each in self.results.outcomes for verdict in each.verdicts)

    @property
    def numerics(self) -> tuple[Numerics, ...]:
        """How each scenario was integrated, and its numerical error."""
        return tuple(each.numerics for each in self.results.outcomes)

    def of(self, variable: str) -> np.ndarray:
        """(scenario, year), shown unit. One variable. Raises: KeyError with the nearest names."""
        return self.values[:, :, _place(variable, self.variables)]

    def to_pandas(self, long: bool = False) -> pandas.DataFrame:
        """Make a table indexed by scenario and year, one column a variable; long: one row a value, with its unit."""
        n_scenarios, n_years, n_variables = self.values.shape
        scenario = np.repeat(np.array(self.scenarios, dtype=object), n_years)
        year = np.tile(self.years, n_scenarios)
        if not long:
            columns = {name: self.values[:, :, place].ravel() for place, name in enumerate(self.variables)}
            return frame_of(columns, (("scenario", scenario), ("year", year)))
        n_rows = n_scenarios * n_years
        return frame_of(
            {
                "scenario": np.repeat(scenario, n_variables),
                "year": np.repeat(year, n_variables),
                "variable": np.tile(np.array(self.variables, dtype=object), n_rows),
                "unit": np.tile(np.array(self.units, dtype=object), n_rows),
                "value": self.values.ravel(),
            }
        )

    def verdicts_to_pandas(self) -> pandas.DataFrame:
        """Make a table of one row a scenario and target, with the columns of verdicts.csv."""
        return frame_of([asdict(each) for each in self.verdicts])

    def to_xarray(self) -> xarray.Dataset:
        """Make one array a variable, over scenario and year, with unit and labels in its attributes."""
        cubes: dict[str, Any] = {}
        for place, (name, unit) in enumerate(zip(self.variables, self.units, strict=True)):
            label = self.results.label(name)
            about = {
                "units": unit,
                "long_name": label.en if label else name,
                "long_name_zh": label.zh if label else name,
            }
            cubes[name] = (("scenario", "year"), self.values[:, :, place], about)
        axes = {"scenario": list(self.scenarios), "year": self.years}
        return dataset_of(cubes, axes, {"model": self.results.case.model})


@dataclass(frozen=True, eq=False)
class BareResult:
    """A model file, run with its own settings. bare: the record that reports are made from."""

    bare: BareRun

    @property
    def times(self) -> np.ndarray:
        """(time,), in the model's unit of time."""
        return self.bare.trajectories.time

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of all variables, elements as name[a,b]."""
        return self.bare.trajectories.names

    @property
    def units(self) -> tuple[str, ...]:
        """The model unit of each variable."""
        return self.bare.trajectories.units

    @property
    def values(self) -> np.ndarray:
        """(time, variable), model units."""
        return self.bare.trajectories.values[:, :, 0]

    @property
    def numerics(self) -> Numerics:
        """How it was integrated, and its numerical error."""
        return self.bare.numerics

    def of(self, variable: str) -> np.ndarray:
        """(time,), model unit. One variable. Raises: KeyError with the nearest names."""
        return self.bare.trajectories.of(variable)[:, 0]

    def to_pandas(self) -> pandas.DataFrame:
        """Make a table indexed by time, one column a variable."""
        columns = {name: self.values[:, place] for place, name in enumerate(self.variables)}
        return frame_of(columns, (("time", self.times),))

    def to_xarray(self) -> xarray.Dataset:
        """Make one array a variable, over time, with its unit in its attributes."""
        named = enumerate(zip(self.variables, self.units, strict=True))
        cubes = {name: (("time",), self.values[:, place], {"units": unit}) for place, (name, unit) in named}
        return dataset_of(cubes, {"time": self.times}, {"model": self.bare.name})


def _place(variable: str, variables: tuple[str, ...]) -> int:
    if variable not in variables:
        raise KeyError(unknown_name("results", "variable", variable, variables))
    return variables.index(variable)
