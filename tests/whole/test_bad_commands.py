"""What a user can get wrong: exit code 2, one message that says where and what to do, nothing half done."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.whole.sheets import table


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("run", "bsae"), "command line: no scenario 'bsae'. Nearest: 'base'"),
        (("run", "base", "--set", "movment pace=0.05"), "--set: no lever or constant 'movment pace'. Nearest: 'movem"),
        (("run", "base", "--set", "movement pace=7"), "movement pace"),
        (("run", "missing.mdl"), "missing.mdl: no such file"),
        (("targets", "smaltown"), "models: no model 'smaltown'. Nearest: 'smalltown'"),
        (
            ("match", "--members", "200"),
            "models: no model is named. Expected one of dezhou, smalltown. "
            "Write simulator match dezhou --members 200 or simulator match smalltown --members 200.\n",
        ),
        (
            ("calibrate", "models/smalltown/smalltown.mdl"),
            "models/smalltown/smalltown.mdl: a model file alone has no targets and no history. "
            "Expected a city, by name or folder. Name it, such as models/smalltown.\n",
        ),
        (("targets", "smalltown.mdl"), "Name it, such as smalltown.\n"),
        (
            ("calibrate", "模 型.mdl"),
            "Put the file into models/模 型 with its tables, as models/README.md shows, and name '模 型'.\n",
        ),
        (("run", "base", "--time-step", "0.3"), "time step 0.3: not a whole part of the save step 1"),
        (("run", "base", "models/smalltown/smalltown.mdl"), "base is no model file"),
        (("run", "models/smalltown/smalltown.mdl", "--set", "x=1"), "--set with a bare model"),
        (("run",), "no SCENARIO... is given"),
        (("run", "base", "--solver", "magic"), "--solver is 'magic'. Expected one of scipy"),
    ],
)  # fmt: skip
def test_bad_input_ends_with_2_one_message_and_no_output(town, command, arguments, text):
    said = command(*arguments)
    assert said.code == 2
    assert text in said.err
    assert "Traceback" not in said.err
    assert not (town / "outputs").exists()


def test_faults_of_two_scenarios_are_told_together(town, command):
    for name in ("one", "two"):
        (town / f"scenarios/{name}.yaml").write_text("extends: base\nset:\n  movement efort: 1\n", encoding="utf-8")
    said = command("run", "one", "two")
    assert said.code == 2
    assert "scenarios/one.yaml:3:3" in said.err and "scenarios/two.yaml:3:3" in said.err


def test_two_scenarios_of_one_name_are_refused(town, command):
    (town / "scenarios/other").mkdir()
    (town / "scenarios/other/effort.yaml").write_text("model: smalltown\n", encoding="utf-8")
    said = command("run", "effort", "scenarios/other/effort.yaml")
    assert (said.code, said.err) == (
        2,
        "command line: two scenarios are called 'effort'. Expected each name once. Leave one out or rename it.\n",
    )


def test_a_misspelt_model_is_told_where_it_is_written(town, command):
    (town / "scenarios/lost.yaml").write_text("model: smaltown\n", encoding="utf-8")
    said = command("run", "lost")
    assert (said.code, said.err) == (
        2,
        "scenarios/lost.yaml:1:8: no model 'smaltown'. Nearest: 'smalltown'. Rename or remove it.\n",
    )


def test_scenarios_of_two_models_are_refused(town, command):
    said = command("run", "base", "baseline")
    assert said.code == 2
    assert said.err.startswith("command line: scenarios of different models: base (smalltown) and baseline (dezhou).")


@pytest.mark.parametrize("name", ["labels.csv", "targets.csv", "history.csv", "levers.yaml", "smalltown.mdl"])
def test_a_missing_file_of_the_city_is_told(town, command, name):
    (town / "models/smalltown" / name).unlink()
    said = command("run", "base")
    assert said.code == 2
    assert "models/smalltown" in said.err and "Traceback" not in said.err


@pytest.mark.parametrize("pair", [("labels.csv", "levers.yaml"), ("targets.csv", "history.csv")])
def test_faults_of_two_tables_of_a_city_are_told_together(town, command, pair):
    for name in pair:
        path = town / "models/smalltown" / name
        path.write_bytes(path.read_bytes() + b"\nnonsense: [\n")
    said = command("run", "base")
    assert said.code == 2
    assert all(f"models/smalltown/{name}:" in said.err for name in pair)


def test_an_imposition_is_named_when_a_run_ceases_to_be_finite(town, command):
    path = town / "models/smalltown/smalltown.mdl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("people[area]*birth rate\n", "people[area]*birth rate*SQRT(GDP/GDP)\n"), "utf-8")
    body = "extends: base\nimpose:\n  GDP: {2025: 1000, 2027: -500}\n"
    (town / "scenarios/broken.yaml").write_text(body.replace("-500", "0"), encoding="utf-8")
    said = command("run", "broken")
    assert said.code == 0
    assert "the scenario imposes GDP." in said.err


def test_a_foreign_folder_is_never_replaced(town, command):
    (town / "outputs/base").mkdir(parents=True)
    (town / "outputs/base/thesis.docx").write_text("years of work")
    said = command("run", "base")
    assert said.code == 2
    assert "thesis.docx" in said.err
    assert "[1/1]" not in said.err, "refused before anything is run"
    assert (town / "outputs/base/thesis.docx").read_text() == "years of work"


def test_a_non_finite_run_is_told_and_leaves_targets_undecided(town, command):
    text = (town / "models/smalltown/smalltown.mdl").read_text(encoding="utf-8")
    broken = text.replace("population*productivity\n", "population*productivity+LN(2026-Time)*0\n")
    (town / "models/smalltown/smalltown.mdl").write_text(broken, encoding="utf-8")
    said = command("run", "base")
    assert said.code == 0
    found = {row["target"]: row["verdict"] for row in table(town / "outputs/base/verdicts.csv")}
    assert {found[name] for name in ("growth_2030", "urban_2030", "people_cap")} == {"undecided"}
    assert found["urban_2022"] == "met"
    numerics = json.loads((town / "outputs/base/manifest.json").read_text(encoding="utf-8"))["scenarios"][0]["numerics"]
    assert numerics["first_non_finite"] == {"variable": "GDP", "time": 2026.25}


@pytest.mark.parametrize("step", ["nan", "inf", "-1", "0"])
def test_a_step_that_is_no_step_is_refused(town, command, step):
    said = command("run", "base", "--solver", "rk4", "--time-step", step)
    assert said.code == 2
    assert "--time-step" in said.err


def test_a_tolerance_chooses_the_step_so_a_step_cannot_be_given_too(town, command):
    said = command("run", "base", "--solver", "rk4", "--tolerance", "1e-8", "--time-step", "0.25")
    assert said.code == 2
    assert "--tolerance with --time-step: rk4 keeps to a tolerance by choosing its step." in said.err


def test_a_tolerance_that_no_step_keeps_to_is_refused(town, command):
    said = command("run", "base", "--solver", "euler", "--tolerance", "1e-12")
    assert said.code == 2
    assert "no time step down to" in said.err and "--solver scipy" in said.err


def test_an_engine_that_is_none(town, command):
    said = command("run", "base", "--engine", "fortran")
    assert said.code == 2
    assert "Expected one of auto, llvm, numpy" in said.err


def test_time_settings_can_be_neither_set_nor_imposed(town, command):
    body = "extends: base\nimpose:\n  FINAL TIME: {2025: 2030}\nset:\n  TIME STEP: 1\n"
    (town / "scenarios/clock.yaml").write_text(body, encoding="utf-8")
    said = command("run", "clock")
    assert said.code == 2
    assert "scenarios/clock.yaml:3:3" in said.err and "scenarios/clock.yaml:5:3" in said.err


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("TIME STEP  = 0.25\n\t~\tYear", "TIME STEP  = 0.25\n\t~\tMonth", "TIME STEP is in 'Month'. Expected years"),
        ("INITIAL TIME  = 2020", "INITIAL TIME  = 2020.5", "INITIAL TIME is 2020.5. Expected a whole year"),
    ],
)
def test_a_city_s_model_counts_in_whole_years(town, command, was, becomes, fault):
    path = town / "models/smalltown/smalltown.mdl"
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    said = command("run", "base")
    assert said.code == 2
    assert fault in said.err


def test_a_bare_model_says_where_its_trajectories_are_and_what_is_no_number(town, command):
    text = (town / "models/smalltown/smalltown.mdl").read_text(encoding="utf-8")
    (town / "broken.mdl").write_text(text.replace("population*productivity\n", "LN(2026-Time)\n"), encoding="utf-8")
    said = command("run", "broken.mdl")
    assert (said.code, said.out) == (0, "outputs/broken/trajectories.csv\n")
    assert "broken.mdl: 'GDP' is not a finite number from time 2026 on" in said.err
    refused = command("run", "broken.mdl", "--strict")
    assert refused.code == 2
    assert "has no targets" in refused.err


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_that_lacks_letters_shows_the_rest(town, encoding):
    arguments = [sys.executable, "-m", "simulator", "targets", "smalltown", "--lang", "zh"]
    done = subprocess.run(arguments, capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"42" in done.stdout


def test_a_full_disk_behind_standard_output_is_told(town):
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here; run this on Linux")
    arguments = [sys.executable, "-m", "simulator", "targets", "smalltown"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("standard output: cannot be written")
    assert "Traceback" not in done.stderr


def test_an_interrupted_run_ends_with_130_and_leaves_no_half_written_output(town):
    names = [f"copy{number}" for number in range(120)]
    for name in names:
        (town / f"scenarios/{name}.yaml").write_text("extends: base\n", encoding="utf-8")
    arguments = [sys.executable, "-m", "simulator", "run", *names]
    process = subprocess.Popen(arguments, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=os.environ)
    assert process.stderr is not None
    while not process.stderr.readline().startswith("[3/120]"):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.rstrip().endswith("interrupted; no results are written, and what was there is as it was")
    assert "Traceback" not in told
    assert not list((town / "outputs").glob("*")) if (town / "outputs").exists() else True
