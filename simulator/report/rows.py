"""Results as plain rows: what --json prints and what sheets hold."""

import math
from collections.abc import Mapping, Sequence

from simulator.report.outcome import Case, Results
from simulator.scenario.explain import Explained

__all__ = ["VERDICT_COLUMNS", "explained_rows", "target_rows", "verdict_rows"]

Cell = str | int | float | bool | None

VERDICT_COLUMNS = (
    "scenario",
    "target",
    "document",
    "binding",
    "variable",
    "year",
    "reading",
    "target_value",
    "value",
    "margin",
    "margin_percent",
    "unit",
    "verdict",
    "basis",
    "first_year",
    "numerical_error",
    "required_rate",
    "past_rate",
    "rate_unit",
)


def verdict_rows(results: Results) -> list[dict[str, Cell]]:
    """Give one row a scenario and target: the columns of verdicts.csv, then both names and the reason.

    A number that is not finite is None; the verdict says undecided then.
    """
    rows = []
    for outcome in results.outcomes:
        for target, verdict in zip(results.case.targets, outcome.verdicts, strict=True):
            row: dict[str, Cell] = {name: plain(getattr(verdict, name)) for name in VERDICT_COLUMNS}
            row |= {"name_en": target.name_en, "name_zh": target.name_zh, "reason": verdict.reason}
            rows.append(row)
    return rows


def target_rows(case: Case) -> list[dict[str, Cell]]:
    """Give one row a target of the register, in its order, with the variable's names where it is modelled."""
    labels = {label.variable: label for label in case.labels}
    shown = (
        *("id", "name_en", "name_zh", "domain", "scope", "document", "document_title", "place", "quote", "binding"),
        *("unit", "base_year", "base_value", "year", "reading", "target_value", "tolerance", "restates"),
        *("variable", "measure", "from_year", "other_variable", "basis", "reason", "reason_zh"),
    )
    rows = []
    for target in case.targets:
        row: dict[str, Cell] = {name: plain(getattr(target, name)) for name in shown}
        label = labels.get(target.variable)
        row["sector"] = label.sector if label else ""
        rows.append(row)
    return rows


def explained_rows(values: Sequence[Explained]) -> list[dict[str, object]]:
    """Give one row a value of a scenario, with what it overrode."""
    return [
        {
            "kind": value.kind,
            **({"scenario": value.scenario} if value.scenario else {}),
            "name": value.name,
            "value": value.value,
            "unit": value.unit,
            "where": value.where,
            "overrode": [{"value": earlier.value, "where": earlier.where} for earlier in value.overrode],
        }
        for value in values
    ]


def plain(value: Cell | Mapping[str, object]) -> Cell:
    """Bring a number to what JSON can hold: None for what is not finite, no NumPy numbers."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | float):
        return value if math.isfinite(value) else None
    return str(value)
