"""Run the conformance cases through our public functions and write what comes out to docs/conformance.md.

    SIMULATOR_CONFORMANCE=FOLDER python -m tests.oracle.conformance

FOLDER is the one with cases.csv and compare_output.py, the harness, which is run from where it is.
"""

import importlib.util
import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd

from simulator.errors import ModelError
from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.model.build import load_model
from tests.oracle.eligible import Case, read_cases

# The level of the harness that counts: |ours - theirs| <= 1e-5 + 1e-5 |theirs|, PySD's own. The tight one is `printed`:
# 1e-8 + 1e-6 |theirs| + one unit of the last printed digit.
LEVEL, TIGHT = "pysd", "printed"
LEAST_SHARE = 0.95
DOCUMENT = Path(__file__).parents[2] / "docs" / "conformance.md"
LOST = "the file was exported from the Vensim model by a tool that lost something: "


@dataclass(frozen=True)
class Failure:
    """Why an eligible case fails. largest: the harness's largest relative difference; nan where it is not read."""

    largest: float
    cause: str


# Every eligible case that fails. None may start to pass, or differ by more, unseen.
EXPECTED_FAILURES = {
    "test-models/tests/active_initial/test_active_initial.stmx": Failure(1.0, LOST + "the first value of `Value A`"),
    "test-models/tests/active_initial/test_active_initial.xmile": Failure(1.0, LOST + "the first value of `Value A`"),
    "test-models/tests/smooth_and_stock/test_smooth_and_stock.stmx": Failure(0.0, LOST + "three variables are absent"),
    "test-models/tests/smooth_and_stock/test_smooth_and_stock.xmile": Failure(0.0, LOST + "three variables are absent"),
    "simlin/test-models/tests/subscript_aggregation/test_subscript_aggregation.xmile": Failure(
        3.8e-6, LOST + "the variables `Complex ...` are absent"
    ),
    "test-models/tests/logicals/test_logicals.stmx": Failure(
        np.nan, LOST + "`IF false_input not THEN 1` has NOT after its operand, which is no equation"
    ),
}


@dataclass(frozen=True)
class Outcome:
    """A case that was run. largest: difference relative to the larger of theirs and 1e-3, as the harness measures it.

    scaled: difference relative to the largest magnitude of the farthest column.
    """

    case: Case
    passes: bool
    passes_tightly: bool
    largest: float
    scaled: float
    column: str
    time: float
    reason: str


def run(model_path: str, *, columns: list[str] | None = None) -> pd.DataFrame:
    """Run a model with its own settings, as the harness asks. columns: what it will look at, of no use here."""
    model = load_model(Path(model_path))
    compiled = compile_model(model, save=None)
    solver = Solver(model.settings.method, sided=False)
    ours = integrate(compiled, solver, clock_of(model.settings), compiled.defaults[:, None])
    return pd.DataFrame(ours.values[:, :, 0], index=ours.time, columns=list(ours.names))


def harness(folder: Path) -> ModuleType:
    """Load the harness from where it is."""
    spec = importlib.util.spec_from_file_location("compare_output", folder / "compare_output.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def run_eligible(folder: Path) -> list[Outcome]:
    """Run every eligible case."""
    judge = harness(folder)
    with warnings.catch_warnings():
        return [_outcome(judge, folder, case) for case in read_cases(folder) if not case.why_not]


def _outcome(judge: Any, folder: Path, case: Case) -> Outcome:
    path, expected = folder / case.model, folder / case.expected
    found = judge.run_case(run, judge.Case(path, expected, rel=case.model), isolate=False)
    return Outcome(
        case,
        found.status[LEVEL] == "PASS",
        found.status[TIGHT] == "PASS",
        found.worst_rel,
        _scaled(judge, path, expected, found.worst_col),
        found.worst_col,
        found.worst_time,
        found.reason.replace(f"{folder}/", ""),
    )


def _scaled(judge: Any, path: Path, expected: Path, column: str) -> float:
    """Return how far a column is, relative to its largest magnitude; nan where it was not computed."""
    try:
        ours = run(str(path))
    except ModelError:
        return np.nan
    theirs = judge.read_expected(expected).frame[column]
    mine = next(each for each in ours.columns if judge.norm(each) == judge.norm(column))
    rows = np.abs(ours.index.to_numpy()[:, None] - theirs.index.to_numpy()[None, :]).argmin(axis=0)
    difference = np.abs(ours[mine].to_numpy()[rows] - theirs.to_numpy())
    return float(np.nanmax(difference) / max(np.nanmax(np.abs(theirs.to_numpy())), 1e-300))


def document_of(cases: list[Case], outcomes: list[Outcome]) -> str:
    """Write the tables of docs/conformance.md."""
    passing = [each for each in outcomes if each.passes]
    tightly = [each for each in outcomes if each.passes_tightly]
    failing = [each for each in outcomes if not each.passes]
    loosely = [each for each in passing if not each.passes_tightly]
    lines = [
        "# Conformance",
        "",
        "Models with outputs of Vensim and Stella, run by our reader and kernel with each model's own settings. A",
        "case is eligible when its text uses only what this release runs: `tests/oracle/eligible.py` tells.",
        "The cases are not part of this repository. Where they are, this writes the page anew:",
        "",
        "    SIMULATOR_CONFORMANCE=FOLDER python -m tests.oracle.conformance",
        "",
        "| | cases |",
        "|---|---|",
        f"| in the folder | {len(cases)} |",
        f"| eligible | {len(outcomes)} |",
        f"| pass at `pysd` (1e-5 relative + 1e-5) | {len(passing)} = {len(passing) / len(outcomes):.1%} |",
        f"| pass at `printed` (1e-6 relative + one unit of the last printed digit) | {len(tightly)} |",
        "",
        "## Eligible and failing",
        "",
        "| case | largest difference | cause |",
        "|---|---|---|",
        *(f"| {each.case.model} | {_shown(each)} | {_cause(each)} |" for each in failing),
        "",
        "## Failing only at `printed`",
        "",
        "The cause is one for all: the expected values were computed in single precision, ours in double. Relative to",
        "the column's largest magnitude, the second number, the difference is that of 24 bits gathered over the steps.",
        "The first is the harness's, relative to the value at that time, which is large where a value passes zero.",
        "",
        "| case | largest difference | relative to the largest magnitude |",
        "|---|---|---|",
        *(f"| {each.case.model} | {_shown(each)} | {each.scaled:.0e} |" for each in loosely),
        "",
        "## Not eligible",
        "",
        "| case | uses |",
        "|---|---|",
        *(f"| {case.model} | {', '.join(case.why_not)} |" for case in cases if case.why_not),
    ]
    return "\n".join(lines) + "\n"


def _cause(outcome: Outcome) -> str:
    expected = EXPECTED_FAILURES.get(outcome.case.model)
    return expected.cause if expected else "unknown"


def _shown(outcome: Outcome) -> str:
    if np.isnan(outcome.largest):
        return "not read"
    absent = "columns absent, others " if "absent" in outcome.reason else ""
    return f"{absent}{outcome.largest:.0e}, `{outcome.column}` at {outcome.time:g}"


if __name__ == "__main__":
    FOLDER = Path(os.environ["SIMULATOR_CONFORMANCE"])
    DOCUMENT.write_text(document_of(read_cases(FOLDER), run_eligible(FOLDER)), encoding="utf-8")
