"""What a row of the register needs by its basis: variable and measure, a base, or a sentence why not."""

from collections.abc import Mapping

from simulator.errors import Faults, unknown_name
from simulator.model.labels import Label
from simulator.model.table import Row
from simulator.units import conversion

__all__ = ["BASES", "MEASURES", "check_basis", "factor_between", "unit_factor"]

BASES = ("model", "trend", "none")
MEASURES = (
    "level",
    "mean_growth",
    "change_since",
    "relative_change_since",
    "cumulative",
    "minimum",
    "maximum",
)

# What a series of levels gives no base for.
_OF_A_WINDOW = ("change_since", "relative_change_since", "cumulative")
_PERCENT = ("%",)
_PERCENT_A_YEAR = ("%/Year", "%")


def unit_factor(label: Label, measure: str, unit: str) -> float:
    """Factor from a measure of a variable in its shown unit to the unit of a target.

    Growth and relative change are percent, whatever the variable; every other measure has the variable's unit.

    Raises: ValueError when the two do not measure the same thing.
    """
    return factor_between(label.unit, measure, unit)


def factor_between(shown: str, measure: str, unit: str) -> float:
    """Factor from a measure of values in the unit `shown` to the unit of a target; as unit_factor."""
    sources = {"mean_growth": _PERCENT_A_YEAR, "relative_change_since": _PERCENT}.get(measure, (shown,))
    for source in sources[:-1]:
        try:
            return conversion(source, unit)
        except ValueError:
            continue
    return conversion(sources[-1], unit)


def check_basis(row: Row, basis: str, known: Mapping[str, Label], faults: Faults) -> tuple[float, float]:
    """Check what a modelled row needs and what an unmodelled one must not have; give the two unit factors."""
    _check_base(row, faults)
    if basis in ("trend", "none"):
        _check_unmodelled(row, basis, faults)
    if basis != "model":
        return 1.0, 1.0
    if row["series"]:
        expected = "Expected it empty with basis model, whose variable has a history. Empty the cell"
        faults.add(f"{row.where}: series is {row['series']!r}. {expected}.")
    for column in ("variable", "measure", "year", "reading"):
        if not row[column]:
            faults.add(f"{row.where}: {column} is empty with basis model. Expected a value. Fill the cell.")
    if bool(row["target_value"]) == bool(row["other_variable"]):
        given = (
            "target_value and other_variable are both"
            if row["target_value"]
            else "neither target_value nor other_variable is"
        )
        faults.add(f"{row.where}: {given} given. Expected either of them. Fill one, empty the other.")
    _check_window(row, faults)
    return _factor(row, "variable", known, faults), _factor(row, "other_variable", known, faults)


def _check_unmodelled(row: Row, basis: str, faults: Faults) -> None:
    """A row without an equation says why; it has no variable, and a measure only of a series or for its trend."""
    if not row["reason"].strip():
        faults.add(f"{row.where}: reason is empty with basis {basis}. Expected why it is not modelled. Fill the cell.")
    has_measure = basis == "trend" or bool(row["series"])
    for column in ("variable", "other_variable", *(() if has_measure else ("measure", "from_year"))):
        if row[column]:
            expected = f"Expected it empty with basis {basis}. Empty the cell or set the basis to model"
            faults.add(f"{row.where}: {column} is {row[column]!r}. {expected}.")
    if has_measure and row["measure"]:
        _check_window(row, faults)
    elif has_measure and row["from_year"]:
        faults.add(f"{row.where}: measure is empty with a from_year. Expected a measure. Fill the cell.")
    if basis != "trend":
        return
    for column in ("target_value", "year", "reading"):
        if not row[column]:
            faults.add(f"{row.where}: {column} is empty with basis trend. Expected a value. Fill the cell.")
    if row["base_value"]:
        return
    if row["measure"] in _OF_A_WINDOW:
        told = f"base_value is empty with basis trend and measure {row['measure']}"
        expected = "Expected that of as many years up to from_year"
        faults.add(f"{row.where}: {told}. {expected}. Fill the cell.")
    elif not row["series"]:
        told = "base_value is empty with basis trend. Expected it, or a series that has one"
        faults.add(f"{row.where}: {told}. Fill the cell.")


def _check_base(row: Row, faults: Faults) -> None:
    """A base is of a year, before that of the target."""
    base, year = row["base_year"], row["year"]
    if row["base_value"] and not base:
        told = f"base_value is {row['base_value']!r} without a base_year"
        faults.add(f"{row.where}: {told}. Expected the year that it is of. Fill the cell.")
    if _is_year(base) and _is_year(year) and base >= year:
        faults.add(f"{row.where}: base_year {base} is not before year {year}. Expected an earlier year. Correct one.")


def _is_year(text: str) -> bool:
    """Tell a year of four digits, which compares as text does."""
    return len(text) == 4 and text.isascii() and text.isdigit()


def _check_window(row: Row, faults: Faults) -> None:
    """A level has no from_year; every other measure has one before its year."""
    measure, start, end = row["measure"], row["from_year"], row["year"]
    if measure == "level" and start:
        faults.add(f"{row.where}: from_year is {start!r} with measure level. Expected it empty. Empty the cell.")
    if measure in MEASURES[1:] and not start:
        faults.add(f"{row.where}: from_year is empty with measure {measure}. Expected a year. Fill the cell.")
    if _is_year(start) and _is_year(end) and start >= end:
        faults.add(f"{row.where}: from_year {start} is not before year {end}. Expected an earlier year. Correct one.")


def _factor(row: Row, column: str, known: Mapping[str, Label], faults: Faults) -> float:
    """Look a variable up and convert its measure to the unit of the target; 1 when there is none."""
    name, measure = row[column], row["measure"]
    if not name:
        return 1.0
    if name not in known:
        faults.add(unknown_name(row.where, "labelled variable", name, known))
        return 1.0
    label = known[name]
    if measure == "cumulative" and label.yearly != "total":
        expected = "Expected a yearly total. Choose another variable or measure"
        faults.add(f"{row.where}: cumulative of {name!r}, whose yearly kind is {label.yearly}. {expected}.")
    if measure == "mean_growth" and label.yearly == "growth":
        expected = f"Expected {label.of!r}, whose growth it is. Change the variable"
        faults.add(f"{row.where}: mean_growth of {name!r}, which is a growth rate. {expected}.")
    try:
        return unit_factor(label, measure, row["unit"])
    except ValueError as problem:
        faults.add(f"{row.where}: {problem}")
        return 1.0
