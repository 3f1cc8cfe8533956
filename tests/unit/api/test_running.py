"""Runs from Python give what the command gives."""

import csv

import numpy as np
import pytest

from simulator.api.loading import load_model, load_scenario
from simulator.api.running import run
from simulator.cli import main
from simulator.errors import RunError, ScenarioError


def test_values_and_verdicts_are_those_of_the_command(town, capsys):
    with pytest.raises(SystemExit):
        main(["run", "base", "effort"])
    capsys.readouterr()
    with (town / "outputs/base+effort/trajectories.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    with (town / "outputs/base+effort/verdicts.csv").open(encoding="utf-8-sig") as file:
        verdicts = [(row["scenario"], row["target"], row["verdict"]) for row in csv.DictReader(file)]
    result = run("base", load_scenario("effort"))
    assert result.scenarios == ("base", "effort")
    for place, name in enumerate(result.variables):
        written = [float(row[name] or "nan") for row in rows]
        np.testing.assert_array_equal(result.values[:, :, place].ravel(), written)
    assert [(each.scenario, each.target, each.verdict) for each in result.verdicts] == verdicts


def test_how_to_run_is_obeyed(town):
    usual, coarse = run("base"), run("base", solver="euler", time_step=0.5, engine="numpy")
    assert [each.solver for each in (*usual.numerics, *coarse.numerics)] == ["scipy", "euler"]
    assert coarse.numerics[0].time_step == 0.5 and coarse.numerics[0].engine == "numpy"
    assert not np.array_equal(usual.of("population"), coarse.of("population"))
    assert run("base", tolerance=1e-3).numerics[0].tolerance == 1e-3


def test_a_model_file_runs_with_its_own_settings(town):
    result = run(load_model("models/smalltown/smalltown.mdl"))
    assert result.of("population").shape == result.times.shape


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"solver": "rk5"}, "run: no solver 'rk5'. Nearest: 'rk4', 'rk2'. Rename or remove it."),
        ({"engine": "lvm"}, "run: no engine 'lvm'. Nearest: 'llvm'. Rename or remove it."),
        ({"tolerance": 0}, "run: tolerance is 0. Expected a number above 0. Correct it."),
        ({"time_step": -1.0}, "run: time_step is -1.0. Expected a number above 0. Correct it."),
    ],
)
def test_words_and_numbers_that_mean_nothing(town, words, told):
    with pytest.raises(RunError) as caught:
        run("base", **words)
    assert str(caught.value) == told


def test_what_cannot_be_run_together(town):
    bare, city = load_model("models/smalltown/smalltown.mdl"), load_model("smalltown")
    cases = [
        ((), RunError, "run: no scenario. Expected at least one. Name it, such as run('NAME')."),
        (
            (bare, bare),
            RunError,
            "run: a model among other things. Expected scenarios, or one model file. Run them apart.",
        ),
        (("x.mdl",), RunError, "x.mdl: a model file. Expected a scenario. Run it with run(load_model('x.mdl'))."),
        ((city,), RunError, "run: smalltown is a city. Expected a scenario of it. Name one, such as run('NAME')."),
        (
            ("base", "base"),
            ScenarioError,
            "run: two scenarios are called 'base'. Expected each name once. "
            "Give one another name: load_scenario(..., name=...).",
        ),
    ]
    for wanted, error, told in cases:
        with pytest.raises(error) as caught:
            run(*wanted)
        assert str(caught.value) == told
