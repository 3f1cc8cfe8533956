"""calibrated.yaml: a scenario that sets what a calibration has found; run, it gives the fit again."""

from __future__ import annotations

import json
from pathlib import Path, PurePath

from simulator.report.fit.outcome import Asked, Calibrated
from simulator.scenario.schedule import value_text

__all__ = ["CALIBRATED", "fragment_text", "head_lines", "write_fragment"]

CALIBRATED = "calibrated.yaml"


def head_lines(command: str, asked: Asked, english: str, chinese: str) -> list[str]:
    """Begin a scenario that a fit gives: its name with the year until which history counted, the model, what was set.

    chinese: with {} where that year stands.
    """
    until, zh = ("", "") if asked.until is None else (f" until {asked.until}", f"截至{asked.until}年的")
    return [
        f"# Written by simulator {command} from {PurePath(asked.calibration.shown).name}.",
        f"name: {{en: {_quoted(english + until)}, zh: {_quoted(chinese.format(zh))}}}",
        f"model: {_quoted(asked.reference)}",
        "set:",
        *(f"  {_quoted(each.name)}: {value_text(each.value)}" for each in asked.scenario.settings),
    ]


def fragment_text(done: Calibrated) -> str:
    """Write the scenario; every number reads back to the same bits."""
    lines = head_lines("calibrate", done.asked, "Calibrated on history", "按{}历史数据校准")
    values = zip(done.asked.calibration.parameters, done.found.values.tolist(), strict=True)
    lines += [f"  {_quoted(each.name)}: {value_text(value)}" for each, value in values]
    return "\n".join(lines) + "\n"


def write_fragment(folder: Path, done: Calibrated) -> None:
    """Write the scenario into a folder."""
    (folder / CALIBRATED).write_text(fragment_text(done), encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    """Quote a text as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)
