"""Outputs of Vensim and Stella: most cases pass; every one that fails is known, with its cause."""

import numpy as np
import pytest

from tests.oracle.conformance import (
    DOCUMENT,
    EXPECTED_FAILURES,
    LEAST_PARSED,
    LEAST_PASSING,
    Outcome,
    document_of,
    run,
    run_all,
)
from tests.oracle.parsed_by_pysd import attempt, parsed_cases


@pytest.fixture(scope="session")
def outcomes(conformance_folder) -> list[Outcome]:
    return run_all(conformance_folder)


def test_enough_pass(outcomes):
    passing = {each.case.model for each in outcomes if each.passes}
    assert len(passing) >= LEAST_PASSING
    assert len(passing & parsed_cases()) >= LEAST_PARSED


def test_those_that_pysd_parses(conformance_folder):
    parsed = parsed_cases()
    assert len(parsed) == 199  # as the issue counts them
    assert attempt(conformance_folder / "test-models/samples/SIR/SIR.mdl") == ""
    assert attempt(conformance_folder / "simlin/modules2/modules2.xmile") == "ParseError"


def test_what_fails_is_known(outcomes):
    failing = {each.case.model: each.reason for each in outcomes if not each.passes}
    new = {name: reason for name, reason in failing.items() if name not in EXPECTED_FAILURES}
    assert not new, "cases that fail and are not in EXPECTED_FAILURES"
    mended = [name for name in EXPECTED_FAILURES if name not in failing]
    assert not mended, "cases in EXPECTED_FAILURES that pass: take them out and write docs/conformance.md anew"


def test_what_fails_differs_as_known(outcomes):
    found = {each.case.model: each.largest for each in outcomes if not each.passes}
    known = {name: failure.largest for name, failure in EXPECTED_FAILURES.items()}
    assert found == pytest.approx(known, rel=0.02, abs=1e-9, nan_ok=True)


def test_what_fails_only_tightly_is_rounding(outcomes):
    """Single precision has 24 bits; a few hundred steps gather them to less than 1e-5 of a column's magnitude."""
    loosely = [each for each in outcomes if each.passes and not each.passes_tightly]
    assert max(each.scaled for each in loosely) < 1e-5


def test_the_document_is_what_comes_out(conformance_folder, outcomes):
    written = document_of(outcomes)
    assert DOCUMENT.read_text(encoding="utf-8") == written, "write docs/conformance.md anew, see its first lines"


CONTROL = "INITIAL TIME=0~~|\nFINAL TIME=1~~|\nTIME STEP=1~~|\nSAVEPER=TIME STEP~~|\n"


def test_the_runner_gives_a_frame_of_time(tmp_path):
    path = tmp_path / "model.mdl"
    path.write_text("{UTF-8}\na:a1,a2~~|\nx[a]=1,2~~|\ny=Time*2~~|\n" + CONTROL, encoding="utf-8")
    frame = run(str(path))
    assert list(frame.index) == [0.0, 1.0]
    assert list(frame.columns[:3]) == ["x[a1]", "x[a2]", "y"]
    assert np.array_equal(frame["y"], [0.0, 2.0])
