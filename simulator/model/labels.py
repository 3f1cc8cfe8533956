"""Labels: how a variable is named, in which unit it is shown, and how it becomes one number a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.errors import Faults, ModelError, unknown_name
from simulator.model.table import Row, choice, read_table, required
from simulator.units import conversion, parse_unit

__all__ = ["LABEL_COLUMNS", "YEARLY_KINDS", "Label", "read_labels"]

LABEL_COLUMNS = ("variable", "en", "zh", "unit", "sector", "yearly", "of", "start_total")
YEARLY_KINDS = ("end", "total", "mean", "growth")


@dataclass(frozen=True)
class Label:
    """What a variable is called and what its yearly value is.

    variable:    as the model spells it, elements as name[a,b]; for `growth` a name that the model need not have.
    en, zh:      its name in both languages.
    unit:        the unit in which it is shown.
    sector:      any word, by which reports group.
    yearly:      end (value at the year's end), total (integral over the year), mean (that integral divided by one
                 year) or growth (percent change of the yearly total of `of`).
    of:          for growth: the variable whose total grows; otherwise empty.
    start_total: for total: the model constant that holds the total of the start year, or empty.
    where:       "path:line" of the row, for messages.
    """

    variable: str
    en: str
    zh: str
    unit: str
    sector: str
    yearly: str
    of: str = ""
    start_total: str = ""
    where: str = ""


def read_labels(path: Path, model_units: Mapping[str, str] | None = None) -> tuple[Label, ...]:
    """Read labels.csv.

    model_units: unit of every variable of the model by name; None leaves the comparison with the model out.

    Raises: ModelError with every fault of the file.
    """
    faults = Faults()
    labels = tuple(_label(row, faults) for row in read_table(path, "a table of labels", LABEL_COLUMNS, faults))
    _check_names(labels, faults)
    for label in labels:
        _check_growth(label, labels, faults)
        if model_units is not None:
            _check_model(label, model_units, faults)
    faults.raise_as(ModelError)
    return labels


def _label(row: Row, faults: Faults) -> Label:
    """Read one row."""
    label = Label(
        variable=required(row, "variable", faults),
        en=required(row, "en", faults),
        zh=required(row, "zh", faults),
        unit=row["unit"],
        sector=required(row, "sector", faults),
        yearly=choice(row, "yearly", YEARLY_KINDS, faults),
        of=row["of"],
        start_total=row["start_total"],
        where=row.where,
    )
    try:
        parse_unit(label.unit)
    except ValueError as problem:
        faults.add(f"{row.where}: {problem}")
    if label.start_total and label.yearly in ("end", "mean", "growth"):
        expected = "Expected it only where yearly is total. Empty the cell"
        faults.add(f"{row.where}: start_total {label.start_total!r} with yearly {label.yearly}. {expected}.")
    return label


def _check_names(labels: Sequence[Label], faults: Faults) -> None:
    """A variable has one label."""
    first: dict[str, Label] = {}
    for label in labels:
        if label.variable in first:
            before = first[label.variable].where
            faults.add(f"{label.where}: {label.variable!r} is labelled already at {before}. Expected once. Remove one.")
        elif label.variable:
            first[label.variable] = label


def _check_growth(label: Label, labels: Sequence[Label], faults: Faults) -> None:
    """A growth rate names a yearly total; nothing else names anything."""
    totals = [each.variable for each in labels if each.yearly == "total"]
    if label.yearly == "growth" and label.of not in totals:
        faults.add(unknown_name(label.where, "yearly total", label.of, totals))
    if label.yearly in ("end", "total", "mean") and label.of:
        expected = "Expected it only where yearly is growth. Empty the cell"
        faults.add(f"{label.where}: of {label.of!r} with yearly {label.yearly}. {expected}.")


def _check_model(label: Label, model_units: Mapping[str, str], faults: Faults) -> None:
    """Names stand in the model and units can be converted."""
    if label.yearly in ("", "growth"):
        return
    for name in filter(None, (label.variable, label.start_total)):
        if name not in model_units:
            faults.add(unknown_name(label.where, "variable of the model", name, model_units))
            return
    unit = model_units[label.variable]
    try:
        conversion(f"({unit})*Year" if label.yearly == "total" else unit, label.unit)
        if label.start_total:
            conversion(model_units[label.start_total], label.unit)
    except ValueError as problem:
        faults.add(f"{label.where}: {problem}")
