"""Run all conformance cases through our public functions and write what comes out to docs/conformance.md.

    SIMULATOR_CONFORMANCE=FOLDER python -m tests.oracle.conformance [WORD]

WORD: only print the cases whose path holds it, with what is wrong.

FOLDER is the one with cases.csv and compare_output.py, the harness, which is run from where it is.
"""

import csv
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

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.model.build import load_model
from tests.oracle.parsed_by_pysd import parsed_cases

# The level of the harness that counts: |ours - theirs| <= 1e-5 + 1e-5 |theirs|, PySD's own. The tight one is `printed`:
# 1e-8 + 1e-6 |theirs| + one unit of the last printed digit.
LEVEL, TIGHT = "pysd", "printed"
# How many cases are to pass: of all, and of those that PySD's translators take.
LEAST_PASSING, LEAST_PARSED = 200, 185
DOCUMENT = Path(__file__).parents[2] / "docs" / "conformance.md"
LOST = "the file was exported from the Vensim model by a tool that lost something: "


@dataclass(frozen=True)
class Case:
    """A conformance case: paths within the folder."""

    model: str
    expected: str
    external: tuple[str, ...]


@dataclass(frozen=True)
class Failure:
    """Why a case fails. largest: the harness's largest relative difference; nan where it is not read."""

    largest: float
    cause: str


# Models of which the tool left the numbers out and wrote ??? in their place; the files ending in .stmx and .xmile.
NUMBERS_LOST = {
    "subscript_1d_arrays/test_subscript_1d_arrays": "`Rate A`",
    "subscript_constant_call/test_subscript_constant_call": "`Subscripted Constant`",
    "subscript_mixed_assembly/test_subscript_mixed_assembly": "`mixed assembly`",
    "subscript_subranges/test_subscript_subrange": "`Rate A`",
    "subscript_updimensioning/test_subscript_updimensioning": "`One Dim`",
}

# Every case that fails. None may start to pass, or differ by more, unseen.
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
    "sdeverywhere/models/directlookups_invalidcell/directlookups_invalidcell.mdl": Failure(
        1.8e5,
        "Vensim reads 0 where a value is missing; the model's own comment calls it a fault of Vensim's",
    ),
    "test-models/samples/Query_file/Query_file.mdl": Failure(
        1.16, "the model draws random numbers, Vensim others than ours"
    ),
    **{
        f"test-models/tests/{model}.{suffix}": Failure(np.nan, f"{LOST}the numbers of {name} are `???`")
        for model, name in NUMBERS_LOST.items()
        for suffix in ("stmx", "xmile")
    },
    **{
        f"test-models/tests/{model}/test_{model}.{suffix}": Failure(np.nan, f"{LOST}the macro EXPRESSION MACRO")
        for model in ("macro_expression", "macro_multi_expression")
        for suffix in ("stmx", "xmile")
    },
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


def read_cases(folder: Path) -> list[Case]:
    """Read cases.csv."""
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [Case(row["path"], row["expected"], tuple(filter(None, row["data_files"].split(";")))) for row in rows]


def run(model_path: str, *, columns: list[str] | None = None, data_files: list[str] | None = None) -> pd.DataFrame:
    """Run a model with its own settings, as the harness asks.

    columns:    what it will look at, of no use here.
    data_files: with the values of variables without equations; without any, those beside the model.
    """
    model = load_model(Path(model_path), [Path(each) for each in data_files or ()])
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


def run_all(folder: Path, word: str = "") -> list[Outcome]:
    """Run every case whose path holds a word."""
    judge = harness(folder)
    with warnings.catch_warnings():
        return [_outcome(judge, folder, case) for case in read_cases(folder) if word in case.model]


def _outcome(judge: Any, folder: Path, case: Case) -> Outcome:
    path, expected = folder / case.model, folder / case.expected
    external = [folder / each for each in case.external]
    found = judge.run_case(run, judge.Case(path, expected, external, rel=case.model), isolate=False)
    return Outcome(
        case,
        found.status[LEVEL] == "PASS",
        found.status[TIGHT] == "PASS",
        found.worst_rel,
        _scaled(judge, (path, external), expected, found.worst_col) if found.status[LEVEL] == "PASS" else np.nan,
        found.worst_col,
        found.worst_time,
        found.reason.replace(f"{folder}/", ""),
    )


def _scaled(judge: Any, model: tuple[Path, list[Path]], expected: Path, column: str) -> float:
    """Return how far a column is, relative to its largest magnitude. model: its file, and those of external values."""
    ours = run(str(model[0]), data_files=[str(each) for each in model[1]])
    theirs = judge.read_expected(expected).frame[column]
    mine = next(each for each in ours.columns if judge.norm(each) == judge.norm(column))
    rows = np.abs(ours.index.to_numpy()[:, None] - theirs.index.to_numpy()[None, :]).argmin(axis=0)
    difference = np.abs(ours[mine].to_numpy()[rows] - theirs.to_numpy())
    return float(np.nanmax(difference) / max(np.nanmax(np.abs(theirs.to_numpy())), 1e-300))


def document_of(outcomes: list[Outcome]) -> str:
    """Write the tables of docs/conformance.md."""
    passing = [each for each in outcomes if each.passes]
    tightly = [each for each in outcomes if each.passes_tightly]
    failing = [each for each in outcomes if not each.passes]
    loosely = [each for each in passing if not each.passes_tightly]
    lines = [
        "# Conformance",
        "",
        "Models with outputs of Vensim and Stella, run by our reader and kernel with each model's own settings.",
        "The cases are not part of this repository. Where they are, this writes the page anew:",
        "",
        "    SIMULATOR_CONFORMANCE=FOLDER python -m tests.oracle.conformance",
        "",
        "The second column counts the cases whose files the translators of PySD 3.14.3 take;",
        "`tests/oracle/parsed_by_pysd.py` finds them.",
        "",
        "| | all cases | those that PySD parses |",
        "|---|---|---|",
        f"| in the folder | {_counts(outcomes)} |",
        f"| pass at `pysd` (1e-5 relative + 1e-5) | {_counts(passing)} |",
        f"| pass at `printed` (1e-6 relative + one unit of the last printed digit) | {_counts(tightly)} |",
        "",
        "## Failing",
        "",
        "| case | PySD parses it | largest difference | cause |",
        "|---|---|---|---|",
        *(f"| {each.case.model} | {_parsed(each)} | {_shown(each)} | {_cause(each)} |" for each in failing),
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
    ]
    return "\n".join(lines) + "\n"


def _counts(outcomes: list[Outcome]) -> str:
    parsed = parsed_cases()
    return f"{len(outcomes)} | {sum(each.case.model in parsed for each in outcomes)}"


def _parsed(outcome: Outcome) -> str:
    return "yes" if outcome.case.model in parsed_cases() else "no"


def _cause(outcome: Outcome) -> str:
    expected = EXPECTED_FAILURES.get(outcome.case.model)
    return expected.cause if expected else outcome.reason.replace("|", "/")


def _shown(outcome: Outcome) -> str:
    if np.isnan(outcome.largest):
        return "not read"
    absent = "columns absent, others " if "absent" in outcome.reason else ""
    return f"{absent}{outcome.largest:.0e}, `{outcome.column}` at {outcome.time:g}"


if __name__ == "__main__":
    FOLDER = Path(os.environ["SIMULATOR_CONFORMANCE"])
    if len(sys.argv) > 1:
        for outcome in run_all(FOLDER, sys.argv[1]):
            print(outcome.case.model, "passes" if outcome.passes else f"fails: {_shown(outcome)}; {outcome.reason}")
    else:
        DOCUMENT.write_text(document_of(run_all(FOLDER)), encoding="utf-8")
