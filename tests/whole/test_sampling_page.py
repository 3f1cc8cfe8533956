"""The page on sampling names every method, every distribution with its numbers, and the limits."""

from pathlib import Path

import pytest

from simulator.scenario.distribution import DISTRIBUTIONS, LISTED
from simulator.scenario.sample.design import METHODS, MOST_MEMBERS
from simulator.scenario.sample.permutation import FEW, N_ROUNDS, N_ROUNDS_OF_FEW
from simulator.scenario.sample.sobol import BITS, MOST_INPUTS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sampling.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_its_row(method):
    assert ("| a file |" if method == "file" else f"| `{method}` |") in PAGE


@pytest.mark.parametrize("kind", [*DISTRIBUTIONS, *LISTED])
def test_every_distribution_has_its_row(kind):
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |")]
    assert ", ".join(DISTRIBUTIONS.get(kind, ())) in row


def test_limits_and_numbers_are_those_of_the_code():
    assert f"At most {MOST_INPUTS:,} inputs" in TEXT
    assert f"At most 10^{len(str(MOST_MEMBERS)) - 1} members" in TEXT
    assert f"{N_ROUNDS} rounds ({N_ROUNDS_OF_FEW} below {FEW:,} draws)" in TEXT
    assert f"SciPy's, of {BITS} bits" in TEXT
