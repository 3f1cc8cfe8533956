"""What exports tell of a result as tables: tidy values, verdicts and shares with both languages' names, inputs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.report.export.input_text import imposed_text, input_text
from simulator.report.export.result import Paths, Result
from simulator.report.export.sheet import Sheet
from simulator.report.export.wording import verdict_word
from simulator.report.labelling import Named
from simulator.report.sheets import number_text
from simulator.report.unit_words import unit_text
from simulator.report.words import LANGUAGES, Language, say

__all__ = [
    "column_sheet",
    "input_sheet",
    "labelled_bands",
    "labelled_targets",
    "long_header",
    "long_rows",
    "manifest_sheet",
    "sample_note",
    "time_text",
    "wide_header",
    "wide_rows",
]

Cell = str | float

_NAMED = ("variable", "label_en", "label_zh", "sector", "unit", "unit_en")
_PARTS = ("value", "margin", "verdict")
_INPUT_COLUMNS = (
    *("scenario", "kind", "input", "label_en", "label_zh", "unit", "unit_en", "value", "value_zh", "where"),
)


def long_header(paths: Paths) -> tuple[str, ...]:
    """Name the columns of `long_rows`."""
    return ("scenario", *_NAMED, paths.axis, "value")


def long_rows(paths: Paths) -> Iterator[tuple[Cell, ...]]:
    """Give one row a scenario, variable and time."""
    times = [time_text(paths, time) for time in paths.times.tolist()]
    for place, scenario in enumerate(paths.scenarios):
        for column, variable in enumerate(paths.variables):
            named = _named(variable)
            for time, value in zip(times, paths.values[place, :, column].tolist(), strict=True):
                yield (scenario, *named, time, value)


def wide_header(paths: Paths) -> tuple[str, ...]:
    """Name the columns of `wide_rows`: the times are columns."""
    return ("scenario", *_NAMED, *(time_text(paths, time) for time in paths.times.tolist()))


def wide_rows(paths: Paths) -> Iterator[tuple[Cell, ...]]:
    """Give one row a scenario and variable."""
    for place, scenario in enumerate(paths.scenarios):
        for column, variable in enumerate(paths.variables):
            yield (scenario, *_named(variable), *paths.values[place, :, column].tolist())


def time_text(paths: Paths, time: float) -> str:
    """Write a year as a whole number, another time so that it reads back to the same bits."""
    return str(int(time)) if paths.axis == "year" else number_text(time)


def labelled_targets(result: Result, sheet: Sheet) -> Sheet:
    """Put both languages' names behind a sheet of targets, the verdict in Chinese, and of what shares are shares."""
    named = [result.named("target", name) for name in sheet.column("target").text]
    added = {"label_en": [each.en for each in named], "label_zh": [each.zh for each in named]}
    if "verdict" in sheet.header:
        added["verdict_zh"] = [verdict_word(verdict, "zh") for verdict in sheet.column("verdict").text]
    if "p_met" in sheet.header:
        for language in LANGUAGES:
            added[f"note_{language}"] = [sample_note(result, language)] * len(named)
    return sheet.with_columns({name: cells for name, cells in added.items() if name not in sheet.header})


def labelled_bands(result: Result, sheet: Sheet) -> Sheet:
    """Put both languages' names, the sector, and of what quantiles are quantiles behind a sheet of bands."""
    named = [result.named("variable", name) for name in sheet.column("variable").text]
    units = [unit_text(unit, "en") for unit in sheet.column("unit").text]
    return sheet.with_columns(
        {
            "label_en": [each.en for each in named],
            "label_zh": [each.zh for each in named],
            "sector": [each.sector for each in named],
            "unit_en": units,
            **{f"note_{language}": [sample_note(result, language)] * len(named) for language in LANGUAGES},
        }
    )


def column_sheet(result: Result) -> Sheet:
    """Say what each column of members and trajectories is."""
    rows = []
    for parts, kind in ((result.members, "input"), (result.trajectories, "variable")):
        for field in parts.fields if parts else ():
            if field.kind != "key":
                rows.append(_described(result, field.name, kind))
    return Sheet(("column", "kind", "label_en", "label_zh", "unit", "unit_en"), tuple(dict.fromkeys(rows)))


def input_sheet(result: Result) -> Sheet:
    """Say what each scenario sets and imposes, and what a batch sweeps and draws, in words of both languages."""
    rows: list[tuple[str, ...]] = []
    for each in _inputs(result.manifest):
        named = result.named("input", str(each.get("name", "")))
        told = tuple(input_text(each, language) for language in LANGUAGES)
        keys = ("", str(each.get("kind", "input")))
        rows.append((*keys, *_input_cells(named, each), *told, str(each.get("where", ""))))
    for scenario in result.manifest.get("scenarios", ()):
        for kind in ("set", "impose"):
            for name, what in scenario.get(kind, {}).items():
                named = result.named("variable" if kind == "impose" else _of_constant(result, name), name)
                value = what.get("value") if kind == "set" else _without(what, "where", "unit")
                told = tuple(imposed_text(value, language) for language in LANGUAGES)
                keys = (str(scenario["name"]), kind)
                rows.append((*keys, *_input_cells(named, what), *told, str(what.get("where", ""))))
    return Sheet(_INPUT_COLUMNS, tuple(rows))


def manifest_sheet(result: Result) -> Sheet:
    """Write the manifest as keys and values, one row a value."""
    return Sheet(("key", "value"), tuple(_flat("", result.manifest)))


def sample_note(result: Result, language: Language) -> str:
    """Say of what the shares of a batch are shares: of sampled futures, not of the real one; or of a sweep's points."""
    kinds = {str(each.get("kind")) for each in _inputs(result.manifest)}
    kind = "drawn"
    if kinds == {"given"} and _is_posterior(result.manifest):
        kind = "posterior"
    elif kinds <= {"swept", "given"} and kinds:
        kind = "given" if "given" in kinds else "swept"
    elif "swept" in kinds:
        kind = "crossed"
    return say(f"batch.{kind}", language, count=f"{int(result.manifest.get('members', 0)):,}")


def _named(variable: Named) -> tuple[str, ...]:
    shown = (variable.name, variable.en, variable.zh, variable.sector, variable.unit)
    return (*shown, unit_text(variable.unit, "en"))


def _described(result: Result, column: str, kind: str) -> tuple[str, ...]:
    """Describe one column: a part of a target, or a name of its own."""
    target, _, part = column.rpartition("_")
    if part in _PARTS and ("target", target) in result.labels and (kind, column) not in result.labels:
        named, kind = result.named("target", target), f"target {part}"
    else:
        named = result.named(kind, column)
    unit = "" if kind == "target verdict" else named.unit
    return (column, kind, named.en, named.zh, unit, unit_text(unit, "en"))


def _inputs(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Find the inputs of a batch in its manifest; a run has none."""
    return list(manifest.get("batch", {}).get("inputs", []))


def _is_posterior(manifest: Mapping[str, Any]) -> bool:
    """Tell whether the members of a batch are conditional on history."""
    sample = manifest.get("batch", {}).get("sample") or {}
    return bool(sample.get("conditional") == "history")


def _of_constant(result: Result, name: str) -> str:
    """Tell under which kind a constant itself is named, rather than what members do to it."""
    return "lever" if ("lever", name) in result.labels else "input"


def _input_cells(named: Named, what: Mapping[str, Any]) -> tuple[str, ...]:
    unit = str(what.get("unit") or named.unit)
    return (named.name, named.en, named.zh, unit, unit_text(unit, "en"))


def _without(what: Mapping[str, Any], *left_out: str) -> dict[str, Any]:
    return {key: value for key, value in what.items() if key not in left_out}


def _written(value: Any) -> str:
    """Write a value of the manifest as a number, as itself where it is text, else as JSON."""
    if isinstance(value, str):
        return value
    return number_text(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for name, each in value.items():
            yield from _flat(f"{key}.{name}" if key else str(name), each)
    elif isinstance(value, list) and value:
        for number, each in enumerate(value, start=1):
            yield from _flat(f"{key}.{number}", each)
    else:
        yield key, "" if value is None else _written(value)
