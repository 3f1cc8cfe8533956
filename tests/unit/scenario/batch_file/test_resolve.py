"""A batch, resolved."""

import numpy as np
import pytest

from simulator.errors import ScenarioError
from simulator.scenario.batch import Batch, Correlated, Sample, Save
from simulator.scenario.batch_file.resolve import with_members
from simulator.scenario.sample.design import design_of, n_members_of
from simulator.scenario.schedule import Schedule
from tests.scenarios import load_batch

WHOLE = """
name: Mine
scenarios: [base, plan]
impose:
  GDP: {growth: {from: 4 %/year, to: 7 %/year, steps: 4}, from: 2025}
uncertain:
  lifetime: {normal: [20, 2 Year]}
  wind starts: {multiply: {triangular: [0.8, 1, 1.3]}}
correlated:
  - {inputs: [wind starts, lifetime], correlation: 0.6}
sweep:
  hukou effort: [0.1, 0.2, 0.4]
sample: {method: latin_hypercube, size: 100, seed: 7}
save: {every: 5, members: false}
"""


@pytest.fixture
def batch(write, known) -> Batch:
    """A batch of two scenarios with everything."""
    write(
        base="model: city\nname: Base\n",
        plan="extends: base\nname: Plan\nset: {wind starts: {2025: 40, 2030: 60}, hukou effort: 0.3}\n",
        mine=WHOLE,
    )
    return load_batch("mine.yaml", known)


def test_everything_together(batch):
    assert [(each.name, dict(each.title)["en"]) for each in batch.scenarios] == [("base", "Base"), ("plan", "Plan")]
    assert [(each.name, each.kind, each.act, each.unit) for each in batch.inputs] == [
        ("growth of GDP", "swept", "growth", "1/Year"),
        ("hukou effort", "swept", "value", "Dmnl"),
        ("lifetime", "drawn", "value", "Year"),
        ("wind starts", "drawn", "multiply", "Dmnl"),
    ]
    assert batch.correlated == (Correlated(("wind starts", "lifetime"), ((1.0, 0.6), (0.6, 1.0)), "mine.yaml:10"),)
    assert batch.sample == Sample("latin_hypercube", 100, 7, where="mine.yaml:13")
    assert batch.save == Save(every=5, members=False)
    assert (batch.name, batch.model, dict(batch.title)["en"]) == ("mine", "city", "Mine")
    assert batch.sources == ("base.yaml", "mine.yaml", "plan.yaml")
    assert batch.is_drawn


def test_scenarios_keep_their_paths_and_get_a_nominal_growth(batch):
    wind = {each.name: each.value for each in batch.scenarios[1].settings}["wind starts"]
    assert isinstance(wind, Schedule)
    assert [(each.name, each.growth, each.start) for each in batch.scenarios[0].impositions] == [("GDP", 0.06, 2025.0)]


def test_it_can_be_laid_out(batch):
    assert n_members_of(batch) == (12, 100)
    design = design_of(batch)
    assert (design.n_points, design.n_draws) == (12, 100)
    assert np.isfinite(design.values(0, 1200)).all()


@pytest.mark.parametrize(
    ("sample", "members"),
    [
        ("{method: grid, levels: 5}", (1, 25)),
        ("{method: morris, trajectories: 10}", (1, 30)),
        ("{method: sobol, size: 100}", (1, 100)),
    ],
)
def test_counted_members_are_those_of_the_design(write, known, sample, members):
    lines = "uncertain: {wind starts: lever, lifetime: {uniform: [10, 30]}}"
    write(mine=f"model: city\n{lines}\nsample: {sample}\n")
    batch = load_batch("mine.yaml", known)
    design = design_of(batch)
    assert n_members_of(batch) == members == (design.n_points, design.n_draws)


def test_zipped_inputs_count_as_one(write, known):
    write(mine="model: city\nsweep: {zip: {hukou effort: [0, 0.1], lifetime: [1, 2]}, wind starts: [1, 2, 3]}\n")
    batch = load_batch("mine.yaml", known)
    assert n_members_of(batch) == (6, 1) == (design_of(batch).n_points, 1)
    assert not batch.is_drawn


def test_another_number_of_members(batch):
    assert with_members(batch, 5).sample == Sample("latin_hypercube", 5, 7, where="mine.yaml:13")
    with pytest.raises(ScenarioError, match=r"--members 0: there would be no member\. Expected 1 or more\."):
        with_members(batch, 0)
    with pytest.raises(ScenarioError, match=r"--members 1000000000: 12 points of the sweep times"):
        with_members(batch, 10**9)


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        ("uncertain: all\nsample: {method: grid, levels: 5}", "the members of a grid are its levels"),
        ("uncertain: all\nsample: {method: morris, trajectories: 5}", "the members of morris are its trajectories"),
        ("sweep: {lifetime: [1, 2]}", "nothing is drawn"),
    ],
)
def test_members_that_no_size_gives(write, known, sample, told):
    uncertain = "model: city\n" + sample.replace("uncertain: all", "uncertain: {wind starts: lever}")
    write(mine=uncertain + "\n")
    with pytest.raises(ScenarioError) as caught:
        with_members(load_batch("mine.yaml", known), 50)
    assert caught.value.faults[0].startswith(f"--members 50: {told}")


def test_a_range_that_only_some_scenarios_have(write, known):
    write(
        path="model: city\nimpose: {GDP: {2025: 1, 2030: 2}}\n",
        ranges="impose: {GDP: {growth: [1 %/year, 2 %/year], from: 2025}}\n",
        base="model: city\n",
        mine="extends: [ranges, path]\nscenarios: [base, path]\n",
    )
    with pytest.raises(ScenarioError, match="GDP has a range of growth rates, but not in base"):
        load_batch("mine.yaml", known)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "uncertain:\n  wind starts: {normal: [1]}\n  lifetime: {uniform: [1, 2]}\n"
            "correlated: [{inputs: [wind starts, lifetime], matrix: [[1, .5], [.5, 1]]}]\n"
            "sample: {method: sobol, size: 4}",
            ["mine.yaml:3:25: wind starts: normal has 1 number."],
        ),
        (
            "uncertain:\n  fertility future： lever\ncorrelated: [{inputs: [a, b], correlation: 1.2}]",
            [
                "mine.yaml:2:1: inputs are drawn, but no sample says how many.",
                "mine.yaml:3:3: 'fertility future： lever' holds the full-width '：'.",
                "mine.yaml:4:44: a correlation is 1.2.",
            ],
        ),
        (
            "impose: {GDP: {growth: {uniform: [1 %/year, 2 %/year]}, from: 2025}}",
            ["mine.yaml:2:10: inputs are drawn, but no sample says how many."],
        ),
        (
            "sweep:\n  lifetime: {from: 1, to: 2, steps: 100000}\n  growth[trad]: {from: 1, to: 2, steps: 100000}",
            ["mine.yaml:2:1: 10,000,000,000 points of the sweep would be as many members."],
        ),
        (
            "sample: {method: grid, levels: 1000000}\nuncertain: {lifetime: {uniform: [1, 2]}, wind starts: lever}",
            ["mine.yaml:2:1: 1,000,000,000,000 draws would be as many members."],
        ),
    ],
)
def test_faults_stand_at_their_lines(write, known, text, told):
    write(mine=f"model: city\n{text}\n")
    with pytest.raises(ScenarioError) as caught:
        load_batch("mine.yaml", known)
    assert len(caught.value.faults) == len(told)
    for fault, begin in zip(caught.value.faults, told, strict=True):
        assert fault.startswith(begin)


@pytest.mark.parametrize("size", [1, 2])
def test_one_member_of_a_sobol_sequence(write, known, size):
    write(mine=f"model: city\nuncertain: {{wind starts: lever}}\nsample: {{method: sobol, size: {size}}}\n")
    design = design_of(load_batch("mine.yaml", known))
    assert design.values(0, size).shape == (1, size)
