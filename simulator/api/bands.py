"""Quantiles of variables by year over the members of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.api.frames import frame_of
from simulator.errors import unknown_name
from simulator.report.batch.outcome import PROBABILITIES
from simulator.report.batch.sheets import BAND_COLUMNS, QUANTILE_COLUMNS
from simulator.report.export.sheet import Sheet, read_sheet

if TYPE_CHECKING:
    import pandas

__all__ = ["BatchBands", "read_bands"]


@dataclass(frozen=True, eq=False)
class BatchBands:
    """Quantiles by year.

    scenarios, variables: names. units: shown unit of each variable. years: (year,).
    values: (scenario, probability, year, variable), nan where no member has a value.
    error:  (scenario, year, variable), by how much a quantile may be off at most; 0 where they are exact.
    """

    scenarios: tuple[str, ...]
    variables: tuple[str, ...]
    units: tuple[str, ...]
    years: np.ndarray
    values: np.ndarray
    error: np.ndarray

    @property
    def probabilities(self) -> tuple[float, ...]:
        """Which quantiles these are."""
        return PROBABILITIES

    def of(self, variable: str, scenario: str | None = None) -> np.ndarray:
        """(probability, year), shown unit. One variable of one scenario; None takes the first."""
        for name, kind, known in ((variable, "variable", self.variables), (scenario, "scenario", self.scenarios)):
            if name is not None and name not in known:
                raise KeyError(unknown_name("bands", kind, name, known))
        place = 0 if scenario is None else self.scenarios.index(scenario)
        band: np.ndarray = self.values[place, :, :, self.variables.index(variable)]
        return band

    @cached_property
    def _shape(self) -> tuple[int, int, int]:
        return len(self.scenarios), len(self.variables), len(self.years)

    def to_pandas(self) -> pandas.DataFrame:
        """Make a table of one row a scenario, variable and year, with the columns of bands.csv."""
        n_scenarios, n_variables, n_years = self._shape
        columns: dict[str, Any] = {
            "scenario": np.repeat(np.array(self.scenarios, dtype=object), n_variables * n_years),
            "variable": np.tile(np.repeat(np.array(self.variables, dtype=object), n_years), n_scenarios),
            "unit": np.tile(np.repeat(np.array(self.units, dtype=object), n_years), n_scenarios),
            "year": np.tile(self.years, n_scenarios * n_variables),
        }
        for place, name in enumerate(QUANTILE_COLUMNS):
            columns[name] = self.values[:, place].transpose(0, 2, 1).ravel()
        return frame_of(columns | {"error": self.error.transpose(0, 2, 1).ravel()})


def read_bands(path: Path) -> BatchBands:
    """Read bands.csv. Raises: OutputError where it is missing or damaged."""
    sheet = read_sheet(path, BAND_COLUMNS)
    scenarios, variables = (tuple(dict.fromkeys(sheet.column(name).text)) for name in ("scenario", "variable"))
    units = dict(zip(sheet.column("variable").text, sheet.column("unit").text, strict=True))
    years = np.unique(sheet.column("year").numbers).astype(np.int64)
    shape = (len(scenarios), len(variables), len(years))
    values = np.stack([_shaped(sheet, name, shape) for name in QUANTILE_COLUMNS], axis=1)
    named = tuple(units[name] for name in variables)
    return BatchBands(scenarios, variables, named, years, values, _shaped(sheet, "error", shape))


def _shaped(sheet: Sheet, column: str, shape: tuple[int, int, int]) -> np.ndarray:
    """(scenario, year, variable). Rows go through years first, then variables, then scenarios."""
    return sheet.column(column).numbers.reshape(shape).transpose(0, 2, 1)
