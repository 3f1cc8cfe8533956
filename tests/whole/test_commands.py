"""The command line as a user meets it: exit codes, files, languages, faults without a traceback."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

VERDICT_COLUMNS = [
    *("scenario", "target", "document", "binding", "variable", "year", "reading", "target_value", "value", "margin"),
    *("margin_percent", "unit", "verdict", "basis", "first_year", "numerical_error"),
]


def table(path: Path) -> list[dict[str, str]]:
    """Read a CSV that Excel opens: UTF-8 with a byte order mark."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def test_run_writes_what_it_promises(town, command):
    said = command("run", "base", "effort")
    assert said.code == 0
    folder = town / "outputs" / "base+effort"
    assert {path.name for path in folder.iterdir()} == {"manifest.json", "trajectories.csv", "verdicts.csv", "figures"}
    verdicts = table(folder / "verdicts.csv")
    assert list(verdicts[0]) == VERDICT_COLUMNS
    assert len(verdicts) == 2 * 6
    found = {(row["scenario"], row["target"]): (row["verdict"], row["basis"]) for row in verdicts}
    assert found["base", "urban_2030"] == ("missed", "model")
    assert found["effort", "urban_2030"] == ("met", "model")
    assert found["base", "urban_2022"] == ("met", "observed")
    assert found["base", "far"] == ("undecided", "model")
    assert found["base", "doctors"] == ("not_modelled", "none")
    years = table(folder / "trajectories.csv")
    assert [row["year"] for row in years if row["scenario"] == "base"] == [str(year) for year in range(2020, 2031)]
    assert float(years[0]["GDP"]) == 985.0
    assert years[0]["GDP growth rate"] == ""
    assert "outputs/base+effort" in said.err
    assert all((town / line.strip()).is_file() for line in said.err.splitlines() if line.startswith("  "))


def test_an_imposed_variable_is_never_called_met_and_everything_says_so(town, command):
    said = command("run", "imposed")
    growth = next(row for row in table(town / "outputs/imposed/verdicts.csv") if row["target"] == "growth_2030")
    assert (growth["verdict"], growth["basis"]) == ("not_modelled", "imposed")
    assert float(growth["value"]) > 4
    assert "conditional on imposed GDP" in said.out
    manifest = json.loads((town / "outputs/imposed/manifest.json").read_text(encoding="utf-8"))
    assert manifest["scenarios"][0]["imposed"] == ["GDP", "GDP growth rate"]


def test_the_same_run_twice_gives_the_same_bytes_but_for_the_execution(town, command):
    command("run", "base", "effort")
    folder = town / "outputs/base+effort"
    first = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    command("run", "base", "effort")
    second = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert first.keys() == second.keys()
    for name in first:
        if name.name == "manifest.json":
            one, other = json.loads(first[name]), json.loads(second[name])
            assert one.pop("execution") and other.pop("execution")
            assert one == other
        else:
            assert first[name] == second[name], name


def test_a_scenario_run_alone_and_beside_others_is_the_same(town, command):
    command("run", "base")
    command("run", "effort", "imposed", "base")
    alone = table(town / "outputs/base/trajectories.csv")
    beside = [row for row in table(town / "outputs/effort+imposed+base/trajectories.csv") if row["scenario"] == "base"]
    assert alone == beside


@pytest.mark.parametrize("solver", ["rk4", "euler", "rk2"])
def test_other_solvers_run_and_tell_their_error(town, command, solver):
    assert command("run", "base", "--solver", solver, "--time-step", "0.125").code == 0
    numerics = json.loads((town / "outputs/base/manifest.json").read_text(encoding="utf-8"))["scenarios"][0]["numerics"]
    assert (numerics["solver"], numerics["time_step"], numerics["tolerance"]) == (solver, 0.125, None)
    assert 0 < numerics["numerical_error"] < {"rk4": 1e-8, "rk2": 1e-4, "euler": 0.04}[solver]


def test_compare_draws_small_multiples_and_a_matrix(town, command):
    said = command("compare", "base", "effort", "-o", "elsewhere")
    assert said.code == 0
    drawn = {path.name for path in (town / "elsewhere/base+effort/figures").iterdir()}
    assert {"overview.png", "overview.svg", "matrix.png", "matrix.svg"} <= drawn


def test_strict_exits_with_3_when_a_judged_target_is_not_met(town, command):
    assert command("run", "base", "--strict").code == 3
    assert command("run", "base").code == 0


def test_set_overrides_every_scenario_and_is_told(town, command):
    command("run", "base", "--set", "movement pace=0.05")
    manifest = json.loads((town / "outputs/base/manifest.json").read_text(encoding="utf-8"))
    assert manifest["scenarios"][0]["set"]["movement pace"]["value"] == 0.05
    last = table(town / "outputs/base/trajectories.csv")[-1]
    assert float(last["urbanization rate"]) == pytest.approx(100 - 60 * 2.718281828459045 ** (-0.05 * 10), rel=1e-6)


def test_chinese_tables_and_figures(town, command):
    said = command("run", "base", "--lang", "zh")
    assert "城镇化率" in said.out and "达到" in said.out
    assert (town / "outputs/base/figures/overview.png").stat().st_size > 10_000


def test_json_rows_are_those_of_the_sheet(town, command):
    rows = json.loads(command("run", "base", "--json").out)
    sheet = table(town / "outputs/base/verdicts.csv")
    assert [row["target"] for row in rows] == [row["target"] for row in sheet]
    assert [row["verdict"] for row in rows] == [row["verdict"] for row in sheet]


def test_explain_names_the_line_that_set_each_value(town, command):
    said = command("explain", "effort", "--set", "movement effort=0.5")
    assert said.code == 0
    assert "--set" in said.out and "scenarios/effort.yaml:5" in said.out
    rows = json.loads(command("explain", "effort", "--json").out)
    effort = next(row for row in rows if row["name"] == "movement effort")
    assert effort["where"] == "scenarios/effort.yaml:4"


def test_targets_lists_every_row_and_why_one_is_not_modelled(town, command):
    said = command("targets", "smalltown")
    assert said.code == 0
    assert "5 of 6" in said.out
    rows = json.loads(command("targets", "smalltown", "--json").out)
    assert [row["id"] for row in rows] == ["urban_2030", "urban_2022", "growth_2030", "people_cap", "far", "doctors"]
    assert rows[-1]["reason"] == "The model has no health sector."


def test_schema_knows_the_levers_of_a_model(town, command):
    schema = json.loads(command("schema", "smalltown").out)
    assert "movement effort" in json.dumps(schema)


def test_a_bare_model_runs_with_its_own_settings(town, command):
    said = command("run", "models/smalltown/smalltown.mdl")
    assert said.code == 0
    rows = table(town / "outputs/smalltown/trajectories.csv")
    assert list(rows[0])[:2] == ["scenario", "time"]
    assert {"people[urban]", "people[rural]", "population", "GDP"} <= set(rows[0])
    assert len(rows) == 11
    manifest = json.loads((town / "outputs/smalltown/manifest.json").read_text(encoding="utf-8"))
    assert manifest["numerics"]["solver"] == "euler"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("run", "bsae"), "command line: no scenario 'bsae'. Nearest: 'base'"),
        (("run", "base", "--set", "movment pace=0.05"), "--set: no lever or constant 'movment pace'. Nearest: 'movem"),
        (("run", "base", "--set", "movement pace=7"), "movement pace"),
        (("run", "missing.mdl"), "missing.mdl: no such file"),
        (("targets", "smaltown"), "models: no model 'smaltown'. Nearest: 'smalltown'"),
        (("targets",), "models: no model is named. Expected one of dezhou, smalltown. Name it on the command line."),
        (("run", "base", "--time-step", "0.3"), "time step 0.3: not a whole part of the save step 1"),
        (("run", "base", "models/smalltown/smalltown.mdl"), "base is no model file"),
        (("run", "models/smalltown/smalltown.mdl", "--set", "x=1"), "--set with a bare model"),
        (("run",), "Missing argument"),
        (("run", "base", "--solver", "magic"), "'magic' is not one of"),
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


def test_a_tolerance_goes_with_scipy_only(town, command):
    said = command("run", "base", "--solver", "rk4", "--tolerance", "1e-8")
    assert said.code == 2
    assert "--tolerance is scipy's" in said.err


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
    assert told.rstrip().endswith("interrupted")
    assert "Traceback" not in told
    assert not list((town / "outputs").glob("*")) if (town / "outputs").exists() else True


def test_help_shows_an_example_for_every_command(command):
    for name in ("run", "compare", "targets", "explain", "schema"):
        said = command(name, "-h")
        assert said.code == 0
        assert f"simulator {name}" in said.out.split("Options:")[0].split("\n", 2)[2]
