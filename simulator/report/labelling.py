"""labels.csv: what every name in a folder of results is called, in both languages: results explain themselves."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from io import StringIO
from pathlib import Path

from simulator.encoding import Unreadable, read_text
from simulator.errors import Faults, OutputError
from simulator.report.cell_guard import guarded, unguarded
from simulator.report.outcome import Case
from simulator.scenario.batch import Input

__all__ = ["LABELS", "NAME_KINDS", "Named", "read_names", "write_labels"]

LABELS = "labels.csv"
NAME_KINDS = ("variable", "target", "input", "lever")


@dataclass(frozen=True)
class Named:
    """One name of a result.

    kind:   variable, target or input; lever: the constant itself, where the input of its name is a factor or is added.
    name:   as columns of results spell it; of a target its id.
    en, zh: what it is called. unit: in which its numbers are.
    sector: of a variable, or of the variable a target asks of. yearly: of a variable: end, total, mean or growth.
    """

    kind: str
    name: str
    en: str
    zh: str
    unit: str
    sector: str = ""
    yearly: str = ""


_COLUMNS = tuple(field.name for field in fields(Named))


def write_labels(path: Path, case: Case, inputs: Sequence[Input] = ()) -> None:
    """Write one row a labelled variable, a target, an input of a batch and any other lever, in their own orders."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(map(guarded, astuple(each)) for each in _names(case, inputs))


def read_names(path: Path) -> tuple[Named, ...]:
    """Read what `write_labels` wrote. Raises: OutputError with every fault of the file."""
    text = read_text(path, "the labels of a result")
    if isinstance(text, Unreadable):
        raise OutputError(text.at(path))
    rows = list(csv.reader(StringIO(text, newline="")))
    if not rows or tuple(rows[0]) != _COLUMNS:
        told = f"its columns are {', '.join(rows[0]) if rows else 'none'}. Expected {', '.join(_COLUMNS)}"
        raise OutputError(f"{path}:1: {told}. Make the results again with this version.")
    faults = Faults()
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(_COLUMNS) or row[0] not in NAME_KINDS:
            expected = f"{len(_COLUMNS)} cells, the first of them {', '.join(NAME_KINDS)}"
            faults.add(f"{path}:{number}: {row!r} names nothing. Expected {expected}. Make the results again.")
    faults.raise_as(OutputError)
    return tuple(Named(*map(unguarded, row)) for row in rows[1:])


def _names(case: Case, inputs: Sequence[Input]) -> Iterable[Named]:
    """Give every name."""
    sectors = {label.variable: label.sector for label in case.labels}
    for label in case.labels:
        yield Named("variable", label.variable, label.en, label.zh, label.unit, label.sector, label.yearly)
    for target in case.targets:
        yield Named("target", target.id, target.name_en, target.name_zh, target.unit, sectors.get(target.variable, ""))
    for each in inputs:
        yield Named("input", each.name, *each.labels, each.unit)
    acts = {each.name: each.act for each in inputs}
    for lever in case.levers:
        if acts.get(lever.name) != "value":
            kind = "lever" if lever.name in acts else "input"
            yield Named(kind, lever.name, lever.en, lever.zh, lever.unit)
