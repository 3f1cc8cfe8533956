"""Print what a benchmark measures beside what was last recorded; with RECORD=1, record it in results.json and .md."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks._machine import is_busy, machine

FOLDER = Path(__file__).resolve().parent
HEAD = """# What the benchmarks measured

`make bench` writes this page and `results.json`. A ratio compares two things measured in one run: seconds depend on the
machine, ratios hardly do. The spread is the distance between the quartiles of the repeats, relative to the median.
"Reach" is what the ratio, or the time, is meant to be. [How to read and repeat this](README.md).
"""


@dataclass(frozen=True)
class Reach:
    """What a ratio, or a figure in a unit, is meant to be: at least or at most a bound."""

    sense: str
    bound: float
    unit: str = ""

    def holds(self, figure: float) -> bool:
        """Tell whether a figure is as it is meant to be."""
        return figure >= self.bound if self.sense == "at least" else figure <= self.bound

    def __str__(self) -> str:
        return f"{self.sense} {self.bound:,g} {self.unit}".rstrip()


@dataclass(frozen=True)
class Row:
    """One measurement.

    peer:     what the ratio is against, or what varies.
    measured: in words.
    ratio:    as the question words it. spread: of the ratio, relative; None where it was measured once.
    model:    that was run. reach: what the figure is meant to be, or None.
    figure:   what is held against the reach, in its unit; None for the ratio itself.
    """

    peer: str
    measured: str
    ratio: float
    spread: float | None = None
    model: str = "dezhou"
    reach: Reach | None = None
    figure: float | None = None


def report(question: str, rows: Sequence[Row], folder: Path = FOLDER) -> None:
    """Print a table, and record it where RECORD is set. question: what the ratios answer, one sentence."""
    last = {(each["question"], each["model"], each["peer"]): each["ratio"] for each in recorded(folder)}
    print(f"{question}\n")
    print("| model | against | measured | ratio | spread | reach | last recorded |\n|---|---|---|---|---|---|---|")
    for row in rows:
        before = last.get((question, row.model, row.peer))
        print(f"{_line(asdict(row) | _reached(row))} {'none' if before is None else f'{before:.3g}'} |")
    if is_busy():
        print("\nOther programs were running; measure again on a quiet machine.")
    print(flush=True)
    if os.environ.get("RECORD"):
        record(question, rows, folder)


def recorded(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Read what was recorded, one record a ratio."""
    path = folder / "results.json"
    return list(json.loads(path.read_text(encoding="utf-8"))["results"]) if path.is_file() else []


def record(question: str, rows: Sequence[Row], folder: Path = FOLDER) -> None:
    """Replace what is recorded of a question by new rows, for the models that they are about."""
    models, here = {row.model for row in rows}, machine()
    results = recorded(folder)
    kept = [each for each in results if each["question"] != question or each["model"] not in models]
    fresh = [{"question": question, **asdict(row), **_reached(row), "machine": here} for row in rows]
    order = list(dict.fromkeys(each["question"] for each in [*results, *fresh]))
    everything = sorted([*kept, *fresh], key=lambda each: order.index(each["question"]))
    write(everything, _failures(folder), folder)


def record_failures(names: Sequence[str], failures: dict[str, str], folder: Path = FOLDER) -> None:
    """Say in the results which of the scripts that were run failed, and how."""
    kept = {name: said for name, said in _failures(folder).items() if name not in names}
    write(recorded(folder), kept | failures, folder)


def write(results: list[dict[str, Any]], failures: dict[str, str], folder: Path) -> None:
    """Write results.json and results.md, each as a whole."""
    document = json.dumps({"results": results, "failures": failures}, ensure_ascii=False, indent=1) + "\n"
    for name, text in (("results.json", document), ("results.md", page(results, failures))):
        partial = folder / f"{name}.partial"
        partial.write_text(text, encoding="utf-8")
        partial.replace(folder / name)


def page(results: Sequence[dict[str, Any]], failures: dict[str, str]) -> str:
    """Write the results as a page: machines, what fell short or failed, and a table a question."""
    lines = [HEAD]
    lines += [f"Measured on: {each}.\n" for each in dict.fromkeys(each["machine"] for each in results)]
    lines += [f"**`{name}` failed**: {said}\n" for name, said in failures.items()]
    for question in dict.fromkeys(each["question"] for each in results):
        lines.append(
            f"## {question}\n\n| model | against | measured | ratio | spread | reach | |\n|---|---|---|---|---|---|---|"
        )
        for each in (each for each in results if each["question"] == question):
            lines.append(f"{_line(each)} {_verdict(each)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _failures(folder: Path) -> dict[str, str]:
    path = folder / "results.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))["failures"]) if path.is_file() else {}


def _reached(row: Row) -> dict[str, Any]:
    return {
        "reach": None if row.reach is None else str(row.reach),
        "holds": None if row.reach is None else row.reach.holds(row.ratio if row.figure is None else row.figure),
    }


def _line(each: dict[str, Any]) -> str:
    spread = "" if each["spread"] is None else f"{100 * each['spread']:.1f} %"
    ratio = f"{each['ratio']:,.0f}" if each["ratio"] >= 1000 else f"{each['ratio']:.3g}"
    return f"| {each['model']} | {each['peer']} | {each['measured']} | {ratio} | {spread} | {each['reach'] or ''} |"


def _verdict(each: dict[str, Any]) -> str:
    return "" if each["holds"] is None else "holds" if each["holds"] else "**falls short**"
