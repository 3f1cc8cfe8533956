"""The manifest says enough to run again; two equal runs differ in `execution` alone."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from simulator.kernel.trajectories import Trajectories
from simulator.report.manifest import Execution, bare_manifest, execution_now, run_manifest, versions, write_manifest
from simulator.report.outcome import BareRun, Numerics, Results
from simulator.report.store import FORMAT, MANIFEST
from simulator.scenario.scenario import Setting
from simulator.scenario.schedule import Schedule
from tests.unit.report.synthetic import broken, case, outcome, results, yearly

HERE = Execution("2026-01-01T00:00:00+00:00", "here", 2, "some system")
THERE = Execution("2027-01-01T00:00:00+00:00", "there", 64, "another system")


def test_two_equal_runs_differ_in_execution_alone():
    one, other = run_manifest(results(), HERE), run_manifest(results(), THERE)
    assert one != other
    assert one.pop("execution") != other.pop("execution")
    assert json.dumps(one) == json.dumps(other)


def test_the_same_run_from_another_folder():
    made = results(2)
    plan = made.outcomes[1]
    moved = replace(plan.scenario.settings[0], where="/elsewhere/scenarios/plan.yaml:5")
    scenario = replace(plan.scenario, settings=(moved,), sources=("/elsewhere/scenarios/plan.yaml",))
    here = replace(plan.scenario, sources=("scenarios/plan.yaml",))
    manifests = [run_manifest(Results(made.case, (replace(plan, scenario=each),)), HERE) for each in (here, scenario)]
    assert manifests[0] == manifests[1]


def test_everything_that_was_run_is_there():
    manifest = json.loads(json.dumps(run_manifest(results(), HERE)))
    assert manifest["format"] == FORMAT
    assert manifest["model"] == {"name": "testville", "hash": "0123456789abcdef" * 4}
    assert manifest["targets"] == {"rows": 28, "modelled": 24}
    assert manifest["units"]["GDP"] == "亿元"
    baseline, plan, imposed = manifest["scenarios"]
    assert plan["set"] == {"hukou effort": {"value": 0.4, "where": "plan.yaml:5"}}
    assert (plan["seed"], baseline["seed"]) == (0, None)
    assert plan["numerics"] == {
        "engine": "numpy",
        "solver": "scipy",
        "time_step": 0.125,
        "tolerance": 1e-06,
        "numerical_error": 0.0001,
        "first_non_finite": None,
    }
    assert imposed["impose"]["GDP"] == {
        "unit": "亿元",
        "where": "imposed-growth.yaml:6",
        "growth": 0.055,
        "from": 2025.0,
    }
    assert (imposed["conditional"], baseline["conditional"]) == (True, False)
    assert imposed["imposed"] == ["GDP", "GDP growth rate"]
    assert sum(plan["verdicts"].values()) == 28
    assert {"simulator", "python", "numpy", "scipy", "pysd"} <= set(manifest["versions"])


def test_a_schedule_is_written_whole():
    shared = case()
    setting = Setting("share", Schedule("growth", ((2025.0, 0.01),), 2.0, 0.5), "x.yaml:1")
    made = results(1).outcomes[0]
    changed = outcome(replace(made.scenario, settings=(setting,)), yearly(0, 5, 0), shared)
    manifest = json.loads(json.dumps(run_manifest(Results(shared, (changed,)), HERE)))
    assert manifest["scenarios"][0]["set"]["share"]["value"] == {
        "kind": "growth",
        "knots": [[2025.0, 0.01]],
        "start": 2.0,
        "offset": 0.5,
    }


def test_the_first_non_finite_variable_is_named(tmp_path):
    made = broken()
    numerics = replace(made.outcomes[0].numerics, numerical_error=float("nan"))
    unfinished = Results(made.case, (replace(made.outcomes[0], numerics=numerics),))
    write_manifest(tmp_path, run_manifest(unfinished, HERE))
    text = (tmp_path / MANIFEST).read_text(encoding="utf-8")
    assert "NaN" not in text
    read = json.loads(text)["scenarios"][0]["numerics"]
    assert read["first_non_finite"] == {"variable": "GDP", "time": 2025.25}
    assert read["numerical_error"] is None


def test_bare_run():
    saved = Trajectories(np.array([0.0]), ("stock", "Time"), ("m", "Year"), np.zeros((1, 2, 1)))
    run = BareRun("tank", "f00d", saved, Numerics("euler", 0.25, None, 1e-9), {"model_file": "tank.mdl"})
    manifest = bare_manifest(run, HERE)
    assert manifest["units"] == {"stock": "m", "Time": "Year"}
    assert (manifest["model_file"], manifest["model"]) == ("tank.mdl", {"name": "tank", "hash": "f00d"})


def test_execution_says_when_and_where():
    now = execution_now()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", now.written)
    assert now.processors >= 1 and now.system


def test_numbers_read_back(tmp_path):
    write_manifest(tmp_path, {"number": 0.1 + 0.2, "list": [1, float("inf")]})
    assert json.loads((tmp_path / MANIFEST).read_text()) == {"number": 0.1 + 0.2, "list": [1, None]}


@pytest.mark.parametrize("package", ["numpy", "scipy", "pysd", "matplotlib"])
def test_versions(package):
    assert re.match(r"\d+\.\d+", versions()[package])
