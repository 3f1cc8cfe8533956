"""The schema of a batch, against what the reader takes."""

import pytest

from simulator.errors import ScenarioError
from tests.scenarios import KNOWN, accepts, load_batch

DRAWN = "uncertain: {grid factor: {uniform: [0.8, 1.2]}, export limit: {uniform: [50, 60]}}\n"
SOBOL = "sample: {method: sobol, size: 8}\n"


def reads() -> bool:
    """Tell whether the reader takes mine.yaml."""
    try:
        load_batch("mine.yaml", KNOWN)
    except ScenarioError:
        return False
    return True


GOOD = [
    f"uncertain: {{grid factor: {form}}}\n{SOBOL}"
    for form in (
        "lever",
        "{normal: [1, 0.1], within: [0.8, 1.2]}",
        "{lognormal: [1, 0.1], within: [0.8, 1.2]}",
        "{triangular: [0.8, 1, 1.2]}",
        "{beta: [2, 5, 1, 2]}",
        "{discrete: {1: 0.5, 2: 0.5}}",
        "{discrete: [1, 2]}",
        "{add: {uniform: [-0.1, 0.1]}}",
        "{multiply: {uniform: [0.9, 1.1]}}",
    )
] + [
    "sweep: {grid factor: [1, 2], zip: [{export limit: [1, 2], wind starts: {add: {from: 0, to: 1, steps: 2}}}]}",
    "sweep: {zip: {export limit: [1, 2], wind starts: {multiply: [1, 2]}}}",
    "impose: {GDP: {growth: [4 %/year, 5 %/year], from: 2025}}",
    "impose: {GDP: {growth: {from: 4 %/year, to: 5 %/year, steps: 3}, from: 2025}}",
    "impose: {GDP: {growth: {uniform: [4 %/year, 5 %/year]}, from: 2025}}\n" + SOBOL,
    f"{DRAWN}sample: {{method: monte_carlo, size: 5, seed: 0}}\n",
    f"{DRAWN}sample: {{method: grid, levels: 3}}\n",
    f"{DRAWN}sample: {{method: morris, trajectories: 3, levels: 6, seed: 1}}\n",
    f"{DRAWN}{SOBOL}correlated: [{{inputs: [grid factor, export limit], correlation: 0.5}}]",
    f"{DRAWN}{SOBOL}correlated: [{{inputs: [grid factor, export limit], matrix: [[1, 0.5], [0.5, 1]]}}]",
    f"{DRAWN}{SOBOL}save: {{variables: all, every: 5, window: [2025, 2035], members: false, bands: [GDP]}}",
]
BAD = [
    f"uncertain: {{grid factor: {form}}}\n{SOBOL}"
    for form in (
        "1",
        "leaver",
        "[1, 2]",
        "{}",
        "{normal: [1]}",
        "{normall: [1, 2]}",
        "{triangular: [1, 2]}",
        "{beta: [1, 2, 3]}",
        "{uniform: [1, 2], within: [1]}",
        "{add: 1}",
        "{add: {uniform: [0, 0.1]}, multiply: {uniform: [0, 0.1]}}",
        "{discrete: []}",
        "{empirical: {file: a.csv}}",
    )
] + [
    "sweep: {}",
    "sweep: {grid factor: 1}",
    "sweep: {grid factor: {from: 1, to: 2}}",
    "sweep: {grid factor: {from: 1, to: 2, steps: 1}}",
    "sweep: {grid factor: []}",
    "uncertain: everything\n" + SOBOL,
    f"{DRAWN}sample: {{method: dice, size: 5}}\n",
    f"{DRAWN}sample: {{method: sobol}}\n",
    f"{DRAWN}sample: {{method: sobol, size: 0}}\n",
    f"{DRAWN}sample: {{method: sobol, size: 5, seed: -1}}\n",
    f"{DRAWN}sample: {{method: sobol, size: 5, levels: 3}}\n",
    f"{DRAWN}sample: {{method: morris, trajectories: 3, levels: 5}}\n",
    f"{DRAWN}sample: {{method: grid, levels: 1}}\n",
    f"{DRAWN}{SOBOL}correlated: []",
    f"{DRAWN}{SOBOL}correlated: [{{inputs: [grid factor, export limit], correlation: 1.5}}]",
    f"{DRAWN}{SOBOL}correlated: [{{inputs: [grid factor]}}]",
    f"{DRAWN}{SOBOL}save: {{every: 0}}",
    f"{DRAWN}{SOBOL}save: {{members: 3}}",
    f"{DRAWN}{SOBOL}save: {{variables: GDP}}",
    f"{DRAWN}{SOBOL}save: {{vars: [GDP]}}",
    f"{DRAWN}{SOBOL}scenarios: []",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_the_reader_takes_the_schema_takes(text, write):
    write(mine=f"model: city\n{text}\n")
    assert load_batch("mine.yaml", KNOWN).inputs
    assert accepts(text)


@pytest.mark.parametrize("text", BAD)
def test_what_the_schema_refuses_the_reader_refuses(text, write):
    write(mine=f"model: city\n{text}\n")
    assert not reads()
    assert not accepts(text)
