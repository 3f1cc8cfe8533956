"""The manifest of a batch."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.report.batch.manifest import batch_manifest
from simulator.report.manifest import Execution, write_manifest
from simulator.report.store import FORMAT
from simulator.scenario.batch import Correlated, Sample
from simulator.scenario.distribution import Distribution
from tests.unit.report.batch.synthetic import drawn, swept

HERE = Execution("2026-01-01T00:00:00+00:00", "here", 2, "Linux")


def test_everything_that_was_run_is_there():
    made = drawn(3, 10)
    pair = Correlated(("pace", "green"), ((1.0, 0.5), (0.5, 1.0)), "a/b.yaml:9")
    told = batch_manifest(replace(made, batch=replace(made.batch, correlated=(pair,)), notes={"probe": 1.5}), HERE)
    assert told["format"] == FORMAT and list(told)[-1] == "execution"
    batch = told["batch"]
    assert [each["name"] for each in batch["inputs"]] == ["pace", "growth of GDP", "green"]
    assert batch["inputs"][0]["distribution"] == {
        "kind": "normal",
        "numbers": [0.1, 0.2],
        "weights": [],
        "within": [-0.3, 0.6],
    }
    assert batch["correlated"] == [{"inputs": ["pace", "green"], "matrix": [[1.0, 0.5], [0.5, 1.0]]}]
    assert batch["sample"] == {"method": "monte_carlo", "size": 10, "seed": 7}
    assert told["members"] == 10 and "not of the real one" in told["shares"] and told["probe"] == 1.5
    assert told["numerics"]["numerical_error"] == 2.5e-6
    assert {"pyarrow", "numpy", "simulator"} <= set(told["versions"])
    plan = told["scenarios"][1]
    assert plan["set"] == {"hukou effort": {"value": 0.4, "where": "plan.yaml:5"}}
    counted = [share.counted for share in made.outcomes[1].shares if share.counted]
    assert plan["counted_targets"] == len(counted)
    assert plan["verdicts"]["met"] == sum(each.met for each in counted)
    assert sum(plan["verdicts"].values()) == 10 * len(counted)
    assert told["scenarios"][2]["conditional"] is True


def test_swept_values_and_no_sample():
    told = batch_manifest(swept(), HERE)["batch"]
    assert told["sample"] is None
    assert told["inputs"][1]["values"] == [0.03, 0.04, 0.05, pytest.approx(0.06), 0.07, 0.08]


@pytest.mark.parametrize(
    ("sample", "described"),
    [
        (Sample("grid", levels=5), {"method": "grid", "levels": 5}),
        (
            Sample("morris", trajectories=50, levels=4, seed=1),
            {"method": "morris", "trajectories": 50, "levels": 4, "seed": 1},
        ),
        (Sample("file", file=Path("/x/members.csv"), shown="x/members.csv"), {"method": "file", "file": "members.csv"}),
    ],
)
def test_samples_of_every_method(sample, described):
    made = drawn(1, 3)
    assert batch_manifest(replace(made, batch=replace(made.batch, sample=sample)), HERE)["batch"]["sample"] == described


def test_it_can_be_written(tmp_path):
    made = drawn(1, 4)
    outcome = replace(made.outcomes[0], broken=1, first_broken=(2, "GDP", 2027.25))
    endless = Distribution("discrete", (float("inf"), 1.0), None, (0.5, 0.5))
    inputs = (replace(made.batch.inputs[0], distribution=endless), *made.batch.inputs[1:])
    made = replace(made, outcomes=(outcome,), batch=replace(made.batch, inputs=inputs))
    write_manifest(tmp_path, batch_manifest(made, HERE))
    read = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert read["scenarios"][0]["first_not_finite"] == {"member": 2, "variable": "GDP", "time": 2027.25}
    assert read["batch"]["inputs"][0]["distribution"]["numbers"] == [None, 1.0]


def test_two_equal_runs_differ_in_execution_alone():
    first, second = (batch_manifest(drawn(1, 4), replace(HERE, machine=name)) for name in ("a", "b"))
    assert first.pop("execution") != second.pop("execution")
    assert json.dumps(first) == json.dumps(second)
