"""The battery as rows, for JSON and CSV: names and numbers that stay, words in both languages."""

from collections.abc import Sequence
from typing import Any

from simulator.check import Result
from simulator.report.check.told import finding_text, said_text

__all__ = ["CHECK_COLUMNS", "check_rows", "check_table"]

CHECK_COLUMNS = ("model", "part", "check", "status", "subject", "where", "en", "zh")


def check_rows(model: str, results: Sequence[Result]) -> dict[str, Any]:
    """Make what --json prints."""
    return {
        "model": model,
        "passed": all(each.status != "failed" for each in results),
        "checks": [
            {
                "part": result.part,
                "check": result.name,
                "title": dict(result.title) or None,
                "status": result.status,
                "counts": {name: _number(value) for name, value in result.counts.items()},
                "en": said_text(result.told, "en"),
                "zh": said_text(result.told, "zh"),
                "findings": [
                    {
                        "subject": each.subject,
                        "where": each.where,
                        "kind": each.told.key,
                        "known_weakness": dict(each.weakness) or None,
                        "note": each.note,
                        "en": finding_text(each, "en"),
                        "zh": finding_text(each, "zh"),
                    }
                    for each in result.findings
                ],
            }
            for result in results
        ],
    }


def check_table(model: str, results: Sequence[Result]) -> list[dict[str, str]]:
    """Make checks.csv: a row a check, then one for each of its findings."""
    rows = []
    for result in results:
        own = {"model": model, "part": result.part, "check": result.name, "status": result.status}
        told = {language: said_text(result.told, language) for language in ("en", "zh")}
        rows.append({**own, "subject": "", "where": "", **told})
        for each in result.findings:
            words = {language: finding_text(each, language) for language in ("en", "zh")}
            rows.append({**own, "subject": each.subject, "where": each.where, **words})
    return rows


def _number(value: float) -> float | int | None:
    """Bring a count to JSON; what is no number is null."""
    if isinstance(value, int):
        return value
    return value if value == value and abs(value) != float("inf") else None
