"""IAMC: the long and the wide table that pyam reads, and a table that leads from its variables back to the model's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import OutputError
from simulator.report.export.plain import write_rows
from simulator.report.export.result import Paths, Result
from simulator.report.export.sheet import Sheet
from simulator.report.export.tables import sample_note
from simulator.report.export.wording import sector_word
from simulator.report.labelling import Named
from simulator.report.unit_words import unit_text
from simulator.report.words import Language, choose

__all__ = ["write_iamc"]

_INDEX = ("model", "scenario", "region", "variable", "unit")
_MAPPING = ("variable", "unit", "name_in_model", "label_en", "label_zh", "sector", "unit_in_model", "yearly", "note")


@dataclass(frozen=True)
class _Series:
    """The values of one variable of one scenario by year; suffix: what stands behind the variable's name."""

    scenario: str
    variable: str
    suffix: str
    values: tuple[tuple[int, float], ...]


def write_iamc(result: Result, folder: Path, language: Language, region: str) -> tuple[str, ...]:
    """Write long.csv, wide.csv and variables.csv into an empty folder.

    language: of variables and units.
    Returns:  what was left out and why, a line each: IAMC has whole years and finite numbers alone.
    Raises:   OutputError where there is nothing by year.
    """
    variables = _variables(result)
    names = _iamc_names(variables, language)
    units = {each.name: unit_text(each.unit, language) or _dimensionless(language) for each in variables}
    all_series = list(_series(result))
    kept = [_finite(each) for each in all_series]
    years = sorted({year for each in kept for year, _ in each.values})
    if not years:
        raise OutputError(f"{result.folder}: no finite value at a whole year. IAMC has years alone. Export as csv.")
    index = [
        (result.model, each.scenario, region, names[each.variable] + each.suffix, units[each.variable]) for each in kept
    ]
    long = ((*key, str(year), value) for key, each in zip(index, kept, strict=True) for year, value in each.values)
    write_rows(folder / "long.csv", (*_INDEX, "year", "value"), long)
    write_rows(folder / "wide.csv", (*_INDEX, *map(str, years)), _wide(index, kept, years))
    suffixes = dict.fromkeys((each.variable, each.suffix) for each in all_series)
    labelled = {each.name: each for each in variables}
    note = sample_note(result, language) if result.is_batch else ""
    mapping = [(*_mapped(labelled[name], names[name] + suffix, units[name]), note) for name, suffix in suffixes]
    write_rows(folder / "variables.csv", _MAPPING, mapping)
    return _left_out(result, all_series, kept)


def _variables(result: Result) -> tuple[Named, ...]:
    """Give the variables that have values by year."""
    if result.paths is not None:
        return result.paths.variables
    return tuple(result.named("variable", name) for name in dict.fromkeys(_bands(result).column("variable").text))


def _series(result: Result) -> Iterator[_Series]:
    """Give the values of every scenario and variable at whole times; of a batch, its quantiles."""
    if result.paths is not None:
        yield from _path_series(result.paths)
        return
    bands = _bands(result)
    quantiles = [name for name in bands.header if name[:1] == "q" and name[1:].isdigit()]
    keys = list(zip(*(bands.column(name).text for name in ("scenario", "variable", "year")), strict=True))
    numbers = {name: bands.column(name).numbers.tolist() for name in quantiles}
    for scenario, variable in dict.fromkeys(key[:2] for key in keys):
        rows = [place for place, key in enumerate(keys) if key[:2] == (scenario, variable)]
        for name in quantiles:
            values = tuple((int(keys[place][2]), numbers[name][place]) for place in rows)
            yield _Series(scenario, variable, f"|{int(name[1:]):.1f}th Percentile", values)


def _path_series(paths: Paths) -> Iterator[_Series]:
    whole = [(place, int(time)) for place, time in enumerate(paths.times.tolist()) if time == int(time)]
    for number, scenario in enumerate(paths.scenarios):
        for column, variable in enumerate(paths.variables):
            values = paths.values[number, :, column].tolist()
            yield _Series(scenario, variable.name, "", tuple((time, values[place]) for place, time in whole))


def _bands(result: Result) -> Sheet:
    if result.bands is None or not result.bands.rows:
        raise OutputError(
            f"{result.folder}: no bands by year. IAMC has values by year. "
            "Add save: {bands: [...]} to the batch, or export as csv."
        )
    return result.bands


def _finite(series: _Series) -> _Series:
    values = tuple(each for each in series.values if math.isfinite(each[1]))
    return _Series(series.scenario, series.variable, series.suffix, values)


def _wide(
    index: Iterable[tuple[str, ...]], kept: Iterable[_Series], years: Sequence[int]
) -> Iterator[tuple[str | float, ...]]:
    for key, each in zip(index, kept, strict=True):
        values = dict(each.values)
        if values:
            yield (*key, *(values.get(year, math.nan) for year in years))


def _iamc_names(variables: Sequence[Named], language: Language) -> dict[str, str]:
    """Name each variable `Sector|Label`; where two would be alike, the model's name is added to each."""
    plain = {each.name: _joined(each, choose(each.en, each.zh, language), language) for each in variables}
    told = list(plain.values())
    return {
        each.name: plain[each.name] if told.count(plain[each.name]) == 1 else f"{plain[each.name]} ({_part(each.name)})"
        for each in variables
    }


def _joined(variable: Named, label: str, language: Language) -> str:
    sector = sector_word(variable.sector, language)
    return f"{_part(sector)}|{_part(label)}" if sector else _part(label)


def _part(text: str) -> str:
    """Write one level of a name: | and * have a meaning of their own, blanks at the ends are lost in reading."""
    return text.replace("|", "/").replace("*", "×").strip()


def _dimensionless(language: Language) -> str:
    return "无量纲" if language == "zh" else "dimensionless"


def _mapped(variable: Named, name: str, unit: str) -> tuple[str, ...]:
    about = (variable.name, variable.en, variable.zh, variable.sector, variable.unit, variable.yearly)
    return (name, unit, *about)


def _left_out(result: Result, series: Sequence[_Series], kept: Sequence[_Series]) -> tuple[str, ...]:
    """Say what IAMC cannot hold."""
    notices = []
    if result.paths is not None:
        n_between = sum(time != int(time) for time in result.paths.times.tolist())
        if n_between:
            notices.append(f"{result.name}: {n_between} times that are no whole years are left out of IAMC")
    n_lost = sum(len(each.values) for each in series) - sum(len(each.values) for each in kept)
    if n_lost:
        notices.append(f"{result.name}: {n_lost} values that are blank or not finite are left out of IAMC")
    return tuple(notices)
