"""Print what a benchmark measures beside what was last recorded in results.md; with RECORD=1, record it."""

import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results.md"
HEAD = """# What the benchmarks measured

`make bench` prints these tables with fresh numbers beside the ratios recorded here; `RECORD=1 make bench` records them.
Seconds depend on the machine, ratios hardly do.
"""


@dataclass(frozen=True)
class Row:
    """One measurement. what: its name; measured: in words; ratio: against the peer that the question names."""

    what: str
    measured: str
    ratio: float


def seconds(job: Callable[[], object], times: int = 5) -> float:
    """Return the median time of a job."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[times // 2]


def report(question: str, rows: Sequence[Row]) -> None:
    """Print a table, and record it where RECORD is set. question: what the ratios answer, one sentence."""
    last = _recorded(question)
    print(f"{question}\n")
    print("| | measured | ratio | last recorded |\n|---|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.measured} | {row.ratio:.3g} | {last.get(row.what, 'none')} |")
    print()
    if os.environ.get("RECORD"):
        _record(question, rows)


def _sections() -> dict[str, str]:
    """Read the recorded tables by their question."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.is_file() else HEAD
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _recorded(question: str) -> dict[str, str]:
    """Read the recorded ratios of a question by what was measured."""
    found = re.findall(r"^\| (.+?) \| .+? \| (\S+) \|$", _sections().get(question, ""), flags=re.MULTILINE)
    return dict(found)


def _record(question: str, rows: Sequence[Row]) -> None:
    table = "".join(f"| {row.what} | {row.measured} | {row.ratio:.3g} |\n" for row in rows)
    sections = {**_sections(), question: f"\n| | measured | ratio |\n|---|---|---|\n{table}\n"}
    text = HEAD + "".join(f"\n## {name}\n{body.rstrip()}\n" for name, body in sections.items())
    RESULTS.write_text(text, encoding="utf-8")
