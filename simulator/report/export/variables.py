"""Variables of a NetCDF group: how names, units, years and verdicts are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from simulator.report.export.identifiers import identifiers
from simulator.report.export.parts import VERDICT_NAMES
from simulator.report.labelling import Named
from simulator.report.unit_words import unit_text

__all__ = ["about", "codes", "flags", "free_names", "put", "put_scenarios", "put_text", "put_years"]

MOST_LETTERS = 200
_CELLS = {"end": "year: point", "total": "year: sum", "mean": "year: mean"}
_YEAR = {
    "long_name": "calendar year",
    "long_name_zh": "年份",
    "comment": "stocks at the year's end; flows as totals over the year, as cell_methods says of each variable; rates "
    "of growth compare such totals with those of the year before",
}


def about(named: Named) -> dict[str, str]:
    """Describe a variable: the model's name, both labels, the unit as shown and in English, what a yearly value is."""
    told = {
        "name_in_model": named.name,
        "long_name": named.en,
        "long_name_zh": named.zh,
        "units": unit_text(named.unit, "en") or "1",
        "units_shown": named.unit,
    }
    if named.sector:
        told["sector"] = named.sector
    if named.yearly in _CELLS:
        told["cell_methods"] = _CELLS[named.yearly]
    return told


def flags() -> dict[str, Any]:
    """Describe verdicts that are written as numbers; 0 is none, as of members that no part holds."""
    return {
        "flag_values": np.arange(len(VERDICT_NAMES) + 1, dtype=np.int8),
        "flag_meanings": " ".join(("none", *VERDICT_NAMES)),
    }


def codes(words: np.ndarray) -> np.ndarray:
    """Write verdicts as the numbers of `flags`. words: (row,), text."""
    found = np.zeros(len(words), dtype=np.int8)
    for code, word in enumerate(VERDICT_NAMES, start=1):
        found[words == word] = code
    return found


def free_names(names: Sequence[str], taken: Sequence[str]) -> dict[str, str]:
    """Give every name a valid one of its own, different from those of dimensions."""
    made = identifiers([*taken, *(f"{name} " if name in taken else name for name in names)], MOST_LETTERS)
    return dict(zip(names, made[len(taken) :], strict=True))


def put(group: Any, name: str, dimensions: tuple[str, ...], values: np.ndarray, told: Mapping[str, Any]) -> None:
    """Write a variable of numbers whole."""
    variable = group.create_variable(name, dimensions, values.dtype, data=values)
    variable.attrs.update(told)


def put_text(
    group: Any, name: str, dimensions: tuple[str, ...], text: Sequence[str] | np.ndarray, told: Mapping[str, Any]
) -> None:
    """Write a variable of text whole."""
    kind = np.dtype("O", metadata={"vlen": str})  # how HDF5's text of any length is spelled in NumPy
    variable = group.create_variable(name, dimensions, kind, data=np.asarray(text, dtype=kind))
    variable.attrs.update(told)


def put_scenarios(group: Any, scenarios: Sequence[str]) -> None:
    """Write the coordinate of scenarios."""
    put_text(group, "scenario", ("scenario",), scenarios, {"long_name": "scenario", "long_name_zh": "情景"})


def put_years(group: Any, years: np.ndarray) -> None:
    """Write the coordinate of years."""
    put(group, "year", ("year",), years.astype(np.int32), _YEAR)
