"""The register: one dated target a row, with its source, its reading and, where the model speaks to it, its measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from pathlib import Path

from simulator.errors import Faults, TargetError, unknown_name
from simulator.model.labels import Label
from simulator.model.table import Row, calendar_year, choice, number, read_table, required
from simulator.target.basis import BASES, MEASURES, check_basis
from simulator.units import conversion

__all__ = ["BINDINGS", "READINGS", "TARGET_COLUMNS", "Target", "read_targets"]

READINGS = ("at_least", "at_most", "within")
BINDINGS = ("约束性", "预期性", "")
TARGET_COLUMNS = (
    *("id", "name_zh", "name_en", "domain", "scope", "document", "document_title", "place", "quote", "binding"),
    *("unit", "base_year", "base_value", "year", "operator", "target_value", "reading", "tolerance"),
    *("tolerance_source", "restates", "variable", "measure", "from_year", "other_variable", "basis", "reason"),
    *("reason_zh", "series"),
)
_OPTIONAL = ("reason_zh", "series")


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
    basis:            model; trend (no equation, but a number and a base, required and past rates are told) or none.
                      Without an equation reason says why.
    reason_zh:        the reason in Chinese, or empty.
    series:           of history, in which an indicator without a variable is recorded; empty where it is not.
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
    reason_zh: str = ""
    series: str = ""
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
    rows = read_table(path, "a register of targets", TARGET_COLUMNS, faults, optional=_OPTIONAL)
    targets = tuple(_target(row, known, faults) for row in rows)
    _check_identities(targets, faults)
    faults.raise_as(TargetError)
    return targets


def _target(row: Row, known: Mapping[str, Label], faults: Faults) -> Target:
    """Read one row."""
    tolerance = number(row, "tolerance", faults)
    basis = choice(row, "basis", BASES, faults)
    factor, other_factor = check_basis(row, basis, known, faults)
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
        base_year=calendar_year(row, "base_year", faults),
        base_value=number(row, "base_value", faults),
        year=calendar_year(row, "year", faults),
        operator=row["operator"],
        target_value=number(row, "target_value", faults),
        reading=choice(row, "reading", (*READINGS, ""), faults),
        tolerance=tolerance or 0.0,
        tolerance_source=row["tolerance_source"],
        restates=row["restates"],
        variable=row["variable"],
        measure=choice(row, "measure", (*MEASURES, ""), faults),
        from_year=calendar_year(row, "from_year", faults),
        other_variable=row["other_variable"],
        basis=basis,
        reason=row["reason"],
        reason_zh=row["reason_zh"],
        series=row["series"],
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
