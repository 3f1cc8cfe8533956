"""The register: one dated target a row, with its source, its reading and, where the model speaks to it, its measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from pathlib import Path

from simulator.errors import Faults, TargetError, unknown_name
from simulator.model.labels import Label
from simulator.model.table import Row, choice, number, read_table, required, whole_number
from simulator.units import conversion

__all__ = ["BINDINGS", "MEASURES", "READINGS", "TARGET_COLUMNS", "Target", "read_targets", "unit_factor"]

READINGS = ("at_least", "at_most", "within")
BINDINGS = ("约束性", "预期性", "")
MEASURES = (
    "level",
    "mean_growth",
    "change_since",
    "relative_change_since",
    "cumulative",
    "minimum",
    "maximum",
)
TARGET_COLUMNS = (
    *("id", "name_zh", "name_en", "domain", "scope", "document", "document_title", "place", "quote", "binding"),
    *("unit", "base_year", "base_value", "year", "operator", "target_value", "reading", "tolerance"),
    *("tolerance_source", "restates", "variable", "measure", "from_year", "other_variable", "basis", "reason"),
)

_PERCENT = ("%",)
_PERCENT_A_YEAR = ("%/Year", "%")


@dataclass(frozen=True)
class Target:
    """One target of a document.

    place, quote:     where it stands and what is printed there.
    binding:          约束性, 预期性 or empty.
    unit:             of target_value, tolerance and base_value.
    year:             the year in which it is asked; None when the document names none.
    target_value:     None when the document gives no number, or when another variable takes its place.
    reading:          at_least, at_most or within.
    tolerance:        what the document leaves open by 左右 (about); 0 when it leaves nothing open.
    restates:         id of the target that this row repeats, or empty.
    measure:          what is asked of the variable over (from_year, year].
    other_variable:   the variable whose same measure takes the place of target_value, or empty.
    basis:            model or none; with none, reason says why.
    where:            "path:line" of the row, for messages.
    """

    id: str
    name_zh: str
    name_en: str
    domain: str
    scope: str
    document: str
    document_title: str
    place: str
    quote: str
    binding: str
    unit: str
    base_year: int | None
    base_value: float | None
    year: int | None
    operator: str
    target_value: float | None
    reading: str
    tolerance: float
    tolerance_source: str
    restates: str
    variable: str
    measure: str
    from_year: int | None
    other_variable: str
    basis: str
    reason: str
    where: str = ""
    factor: float = 1.0
    other_factor: float = 1.0

    @property
    def is_modelled(self) -> bool:
        """Tell whether the model speaks to this target."""
        return self.basis == "model"

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that decide it."""
        return tuple(filter(None, (self.variable, self.other_variable)))


def read_targets(path: Path, labels: Sequence[Label]) -> tuple[Target, ...]:
    """Read targets.csv in the order of the file.

    labels: of the same model; they give the known variables, their shown units and their yearly kind.

    Raises: TargetError with every fault of the file.
    """
    faults = Faults()
    known = {label.variable: label for label in labels}
    rows = read_table(path, "a register of targets", TARGET_COLUMNS, faults)
    targets = tuple(_target(row, known, faults) for row in rows)
    _check_identities(targets, faults)
    faults.raise_as(TargetError)
    return targets


def unit_factor(label: Label, measure: str, unit: str) -> float:
    """Factor from a measure of a variable in its shown unit to the unit of a target.

    Growth and relative change are percent, whatever the variable; every other measure has the variable's unit.

    Raises: ValueError when the two do not measure the same thing.
    """
    sources = {"mean_growth": _PERCENT_A_YEAR, "relative_change_since": _PERCENT}.get(measure, (label.unit,))
    for source in sources[:-1]:
        try:
            return conversion(source, unit)
        except ValueError:
            continue
    return conversion(sources[-1], unit)


def _target(row: Row, known: Mapping[str, Label], faults: Faults) -> Target:
    """Read one row."""
    tolerance = number(row, "tolerance", faults)
    basis = choice(row, "basis", ("model", "none"), faults)
    factor, other_factor = _check_basis(row, basis, known, faults)
    _check_tolerance(row, tolerance, faults)
    return Target(
        id=required(row, "id", faults),
        name_zh=required(row, "name_zh", faults),
        name_en=required(row, "name_en", faults),
        domain=row["domain"],
        scope=row["scope"],
        document=required(row, "document", faults),
        document_title=required(row, "document_title", faults),
        place=required(row, "place", faults),
        quote=required(row, "quote", faults),
        binding=choice(row, "binding", BINDINGS, faults),
        unit=row["unit"],
        base_year=whole_number(row, "base_year", faults),
        base_value=number(row, "base_value", faults),
        year=whole_number(row, "year", faults),
        operator=row["operator"],
        target_value=number(row, "target_value", faults),
        reading=choice(row, "reading", (*READINGS, ""), faults),
        tolerance=tolerance or 0.0,
        tolerance_source=row["tolerance_source"],
        restates=row["restates"],
        variable=row["variable"],
        measure=choice(row, "measure", (*MEASURES, ""), faults),
        from_year=whole_number(row, "from_year", faults),
        other_variable=row["other_variable"],
        basis=basis,
        reason=row["reason"],
        where=row.where,
        factor=factor,
        other_factor=other_factor,
    )


def _check_tolerance(row: Row, tolerance: float | None, faults: Faults) -> None:
    """A tolerance is not negative and has a source; `within` needs one."""
    if tolerance is not None and tolerance < 0:
        faults.add(f"{row.where}: tolerance {row['tolerance']!r} is negative. Expected 0 or more. Correct the cell.")
    if tolerance is not None and not row["tolerance_source"]:
        faults.add(f"{row.where}: tolerance_source is empty. Expected where the tolerance comes from. Fill the cell.")
    if tolerance is None and row["reading"] == "within" and row["basis"] == "model" and not row["tolerance"]:
        faults.add(f"{row.where}: tolerance is empty with reading within. Expected a number. Fill the cell.")


def _check_basis(row: Row, basis: str, known: Mapping[str, Label], faults: Faults) -> tuple[float, float]:
    """Check what a modelled row needs and what an unmodelled one must not have; give the two unit factors."""
    if basis == "none":
        if not row["reason"].strip():
            faults.add(f"{row.where}: reason is empty with basis none. Expected why it is not modelled. Fill the cell.")
        for column in ("variable", "measure", "from_year", "other_variable"):
            if row[column]:
                expected = "Expected it empty with basis none. Empty the cell or set the basis to model"
                faults.add(f"{row.where}: {column} is {row[column]!r}. {expected}.")
    if basis != "model":
        return 1.0, 1.0
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


def _check_window(row: Row, faults: Faults) -> None:
    """A level has no from_year; every other measure has one before its year."""
    measure, start, end = row["measure"], row["from_year"], row["year"]
    if measure == "level" and start:
        faults.add(f"{row.where}: from_year is {start!r} with measure level. Expected it empty. Empty the cell.")
    if measure in MEASURES[1:] and not start:
        faults.add(f"{row.where}: from_year is empty with measure {measure}. Expected a year. Fill the cell.")
    if start.isdigit() and end.isdigit() and int(start) >= int(end):
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


def _check_identities(targets: Sequence[Target], faults: Faults) -> None:
    """An id is unique; a restatement points to an original that asks the same number of the same year."""
    first: dict[str, Target] = {}
    for target in targets:
        if target.id.startswith(("=", "+", "-", "@")):
            expected = "Expected a letter or a digit first, for spreadsheets run such cells as formulas. Rename it"
            faults.add(f"{target.where}: id {target.id!r} begins with {target.id[0]!r}. {expected}.")
        if target.id in first:
            before = first[target.id].where
            faults.add(f"{target.where}: id {target.id!r} stands already at {before}. Expected it once. Rename one.")
        elif target.id:
            first[target.id] = target
    for target in targets:
        if not target.restates:
            continue
        original = first.get(target.restates)
        if original is None:
            faults.add(unknown_name(target.where, "target", target.restates, first))
        elif original.restates or original.id == target.id:
            expected = "Expected the first of them, which restates nothing. Correct the cell"
            faults.add(f"{target.where}: {target.restates!r} is a restatement itself. {expected}.")
        elif not _asks_the_same(target, original):
            expected = "Expected the same year and value. Empty the cell: targets that disagree stay apart"
            faults.add(f"{target.where}: it does not ask what {target.restates!r} asks. {expected}.")


def _asks_the_same(target: Target, original: Target) -> bool:
    """Compare number and year, as far as a restatement gives them.

    1 万个 repeats 10000 个, and a change of 3.76 points from a base of 72.24 % repeats 76 %.
    """
    if None not in (target.year, original.year) and target.year != original.year:
        return False
    if target.target_value is None or original.target_value is None:
        return target.target_value is original.target_value
    factor = 1.0
    if target.unit != original.unit:
        try:
            factor = conversion(target.unit, original.unit)
        except ValueError:
            return False
    asked = target.target_value * factor
    if target.measure == "change_since" and target.from_year == original.base_year:
        asked += original.base_value or 0.0
    return isclose(asked, original.target_value, rel_tol=1e-9)
