"""calibrated.yaml: a scenario that sets what a calibration has found; run, it gives the fit again."""

from __future__ import annotations

import json
from pathlib import Path

from simulator.report.fit.outcome import Calibrated
from simulator.scenario.schedule import value_text

__all__ = ["CALIBRATED", "fragment_text", "write_fragment"]

CALIBRATED = "calibrated.yaml"


def fragment_text(done: Calibrated) -> str:
    """Write the scenario; every number reads back to the same bits."""
    until = f" until {done.until}" if done.until is not None else ""
    zh = f"截至{done.until}年的" if done.until is not None else ""
    lines = [
        f"# Written by simulator calibrate from {Path(done.calibration.shown).name}.",
        f"name: {{en: {_quoted(f'Calibrated on history{until}')}, zh: {_quoted(f'按{zh}历史数据校准')}}}",
        f"model: {_quoted(done.reference)}",
        "set:",
    ]
    lines += [f"  {_quoted(each.name)}: {value_text(each.value)}" for each in done.scenario.settings]
    values = zip(done.calibration.parameters, done.found.values.tolist(), strict=True)
    lines += [f"  {_quoted(each.name)}: {value_text(value)}" for each, value in values]
    return "\n".join(lines) + "\n"


def write_fragment(folder: Path, done: Calibrated) -> None:
    """Write the scenario into a folder."""
    (folder / CALIBRATED).write_text(fragment_text(done), encoding="utf-8", newline="\n")


def _quoted(text: str) -> str:
    """Quote a text as YAML reads it."""
    return json.dumps(text, ensure_ascii=False)
