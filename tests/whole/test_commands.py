"""The command line as a user meets it: exit codes, files, languages, faults without a traceback."""

import json

import pytest

from tests.whole.sheets import table

VERDICT_COLUMNS = [
    *("scenario", "target", "document", "binding", "variable", "year", "reading", "target_value", "value", "margin"),
    *("margin_percent", "unit", "verdict", "basis", "first_year", "numerical_error"),
    *("required_rate", "past_rate", "rate_unit"),
]


def test_run_writes_what_it_promises(town, command):
    said = command("run", "base", "effort")
    assert said.code == 0
    folder = town / "outputs" / "base+effort"
    files = {path.name for path in folder.iterdir()}
    assert files == {"manifest.json", "trajectories.csv", "verdicts.csv", "labels.csv", "figures"}
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


def test_a_fixed_step_is_chosen_by_the_tolerance(town, command):
    steps = []
    for tolerance in ("1e-2", "1e-5", "1e-8"):
        assert command("run", "base", "--solver", "rk2", "--tolerance", tolerance).code == 0
        manifest = json.loads((town / "outputs/base/manifest.json").read_text(encoding="utf-8"))
        numerics = manifest["scenarios"][0]["numerics"]
        assert numerics["tolerance"] == float(tolerance)
        assert numerics["numerical_error"] <= float(tolerance)
        steps.append(numerics["time_step"])
    assert steps[0] > steps[1] > steps[2]


def test_either_engine_gives_the_same_table(town, command):
    tables = []
    for engine in ("llvm", "numpy"):
        assert command("run", "base", "--engine", engine).code == 0
        manifest = json.loads((town / "outputs/base/manifest.json").read_text(encoding="utf-8"))
        assert manifest["scenarios"][0]["numerics"]["engine"] == engine
        tables.append(table(town / "outputs/base/verdicts.csv"))
    assert [row["verdict"] for row in tables[0]] == [row["verdict"] for row in tables[1]]
    assert [float(row["value"] or 0) for row in tables[0]] == pytest.approx(
        [float(row["value"] or 0) for row in tables[1]], rel=1e-9
    )


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


def test_help_shows_an_example_for_every_command(command):
    for name in ("run", "compare", "targets", "explain", "schema"):
        said = command(name, "-h")
        assert said.code == 0
        assert f"simulator {name}" in said.out.split("Options:")[0].split("\n", 2)[2]
