"""A city whose files are all at fault: a command tells the faults of every file that it reads at once; exit code 2."""

import pytest

from tests.whole.conftest import TOWN, command, town  # noqa: F401  fixtures

CITY = "models/smalltown"
HISTORY = (TOWN / CITY / "history.csv").read_text(encoding="utf-8-sig")
TARGETS = (TOWN / CITY / "targets.csv").read_text(encoding="utf-8-sig")
LEVERS = (TOWN / CITY / "levers.yaml").read_text(encoding="utf-8")
# Each file with its faults, and what is told of them.
BAD = {
    "targets.csv": (TARGETS.replace(",2030,", ",soon,", 1), ["year 'soon' is not a year."]),
    "history.csv": (
        f"{HISTORY}population,population,2150,1,万人,Census,high,\npopulation,population,2021,9e9,万人,Census,high,\n",
        ["4: year 2150 is after the run", "5: value 9000000000 万人 is more than 1,000 times every other"],
    ),
    "calibration.yaml": (
        "parameters:\n  birth rat: {range: [1, 0], source: a}\nobservations:\n  population: {error: -1, source: a}\n",
        ["2:3: no constant 'birth rat'.", "2:22: birth rat: range is [1, 0]", "4:23: population: error is -1."],
    ),
    "checks.yaml": (
        "conditions:\n  all gone: {expect: [popluation >= 0]}\nfit:\n  GPD: {mape: 1 %}\n",
        ["2:23: no variable 'popluation'.", "4:3: no labelled variable 'GPD'."],
    ),
    "glossary.csv": ("variable,zh,about_zh\nPopluation,人口,\n", ["2: no variable of the model 'Popluation'."]),
    "loops.csv": ("id,en,zh,polarity,variables\nR1,a,b,X,births > nothing\n", ["2: no polarity 'X'."]),
}  # fmt: skip
TABLES = ("targets.csv", "history.csv")
READ = {
    "targets": TABLES,
    "check": (*TABLES, "checks.yaml"),
    "calibrate": (*TABLES, "calibration.yaml", "glossary.csv"),
    "holdout": (*TABLES, "calibration.yaml", "glossary.csv"),
    "match": (*TABLES, "calibration.yaml", "glossary.csv"),
    "describe": (*TABLES, "calibration.yaml", "glossary.csv", "loops.csv"),
}


@pytest.fixture
def broken(town):  # noqa: F811
    """The town with faults in every file but its model, labels and levers."""
    for name, (text, _) in BAD.items():
        (town / CITY / name).write_text(text, encoding="utf-8")
    return town


@pytest.mark.parametrize("name", READ)
def test_faults_of_all_files_that_a_command_reads_are_told_at_once(broken, command, name):  # noqa: F811
    said = command(name, "smalltown")
    assert (said.code, said.out) == (2, "")
    assert "Traceback" not in said.err
    assert not (broken / "outputs").exists()
    for file, (_, faults) in BAD.items():
        for fault in faults:
            told = any(line.startswith(f"{CITY}/{file}:") and fault in line for line in said.err.splitlines())
            assert told == (file in READ[name]), (file, fault, said.err)


def test_what_needs_the_model_alone_is_told_beside_faults_of_labels_and_levers(broken, command):  # noqa: F811
    labels = broken / CITY / "labels.csv"
    labels.write_text(labels.read_text(encoding="utf-8-sig").replace("万人", "wanPersn"), encoding="utf-8")
    (broken / CITY / "levers.yaml").write_text(LEVERS.replace("movement pace", "movement pase"), encoding="utf-8")
    said = command("describe", "smalltown")
    assert said.code == 2
    told = {line.partition(":")[0] for line in said.err.splitlines()}
    assert told == {f"{CITY}/{name}" for name in ("labels.csv", "levers.yaml", "glossary.csv", "loops.csv")}


@pytest.mark.parametrize("name", ["run", "compare", "explain", "batch"])
def test_faults_of_a_scenario_come_with_those_of_the_tables_of_its_city(broken, command, name):  # noqa: F811
    text = "extends: base\nset:\n  movement efort: 1\n"
    if name == "batch":
        text += "uncertain:\n  movement pace: {uniform: [0, 0.1]}\nsample: {method: monte_carlo, size: 10, seed: 1}\n"
    (broken / "scenarios" / "bad.yaml").write_text(text, encoding="utf-8")
    said = command(name, "bad")
    assert said.code == 2
    told = {line.partition(":")[0] for line in said.err.splitlines()}
    assert told == {"scenarios/bad.yaml", *(f"{CITY}/{each}" for each in TABLES)}


def test_one_good_file_of_checks_is_not_blamed_for_a_history_that_cannot_be_read(broken, command):  # noqa: F811
    body = "fit:\n  population: {mape: 1 %, series: population}\n"
    (broken / CITY / "checks.yaml").write_text(body, encoding="utf-8")
    said = command("check", "smalltown")
    assert said.code == 2
    assert "checks.yaml" not in said.err


CALIBRATION = """\
parameters:
  movement pace: {range: [0, 0.1], source: assumption}
observations:
  population: {error: 0.2 %, source: census}
"""
LOOPS = "id,en,zh,polarity,variables\n"


@pytest.mark.parametrize(
    ("name", "file", "text", "told"),
    [
        (
            "calibrate",
            "calibration.yaml",
            CALIBRATION.replace("[0, 0.1]", "[-1e308, 1e308]"),
            "2:26: movement pace: range is [-1e+308, 1e+308], wider than numbers go. Expected [low, high]. Narrow it.",
        ),
        (
            "calibrate",
            "calibration.yaml",
            CALIBRATION.replace("0.2 %", "1e-320"),
            "4:23: population: error is 1e-320. Expected a size between 1e-30 and 1e+30. Correct it.",
        ),
        (
            "holdout",
            "calibration.yaml",
            CALIBRATION + "holdout: {2022: {}, 2022.0: {}}\n",
            "5:21: holdout has the cut 2022 twice. Expected each once. Remove one.",
        ),
        (
            "calibrate",
            "calibration.yaml",
            CALIBRATION.replace("error", "years: 0001-9999, error"),
            "4:23: population: history has no value for 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 9986 more (there are "
            "2020). Expected one for each year. Add rows, or list the years that there are.",
        ),
        (
            "describe",
            "loops.csv",
            LOOPS + "R1,a,b,R,>\n",
            "2: variables '>' name none. Expected names with > between them. Write them.",
        ),
        (
            "describe",
            "loops.csv",
            LOOPS + "R1,a,b,R,people ＞ births\n",
            "2: variables 'people ＞ births' has another arrow than >. Expected names with > between them. Write it "
            "so.",
        ),
        ("check", "checks.yaml", None, " this is a directory. Expected a YAML file. Name a file in it."),
        ("calibrate", "calibration.yaml", None, " this is a directory. Expected a YAML file. Name a file in it."),
        (
            "describe",
            "loops.csv",
            None,
            " this is a directory. Expected a list of loops, a CSV file. Name a file in it.",
        ),
        ("match", "glossary.csv", None, " this is a directory. Expected a glossary, a CSV file. Name a file in it."),
        (
            "match",
            "glossary.csv",
            "variable；zh，about_zh\n",
            "1: cells are separated by full-width commas. Expected the columns variable,zh,about_zh, separated by "
            "commas. Save it so.",
        ),
    ],
)
def test_files_broken_in_further_ways(town, command, name, file, text, told):  # noqa: F811
    (town / CITY / "calibration.yaml").write_text(CALIBRATION, encoding="utf-8")
    path = town / CITY / file
    if text is None:
        path.unlink(missing_ok=True)
        path.mkdir()
    else:
        path.write_text(text, encoding="utf-8")
    said = command(name, "smalltown")
    assert (said.code, said.out, said.err) == (2, "", f"{CITY}/{file}:{told}\n")
    assert not (town / "outputs").exists()


def test_a_headline_that_no_member_moves_is_drawn(town, command):  # noqa: F811
    more = "population,population,2021,100.2,万人,Census,high,\n"
    (town / CITY / "history.csv").write_text(HISTORY + more, encoding="utf-8")
    still = "  urban: {series: urbanization, error: 1, source: a}\nmatch: {years: [2030], headlines: [population]}\n"
    (town / CITY / "calibration.yaml").write_text(CALIBRATION + still, encoding="utf-8")
    said = command("match", "smalltown", "--members", "100")
    assert said.code == 0
    assert (town / "outputs" / "match-smalltown" / "figures").is_dir()


@pytest.mark.parametrize("name", ["targets", "check", "describe"])
def test_ties_and_wrong_units_of_history_are_refused_by_every_command(town, command, name):  # noqa: F811
    rows = (
        "share,,2019,43.5,%,A,high,",
        "share,,2020,0.45,%,A,high,",
        "share,,2021,46,%,A,high,",
        "share,,2021,46.4,%,B,high,",
    )
    (town / CITY / "history.csv").write_text(HISTORY + "\n".join(rows), encoding="utf-8")
    said = command(name, "smalltown")
    assert said.code == 2
    assert [line.split("history.csv:", 1)[1] for line in said.err.splitlines() if "history.csv:" in line] == [
        f"7: 46.4 for 2021 stands beside 46 at {CITY}/history.csv:6, with the same confidence (high). Expected one "
        "value of a year, or one that is trusted more. Trust one less, name another series, or remove one.",
        "5: value 0.45 % is about a hundredth of what stands beside it in its series. Nearest: 43.5 (2019) and 46 "
        "(2021). Correct the value or its unit, or name another series.",
    ]


def calibrated(town, command, row, asked):  # noqa: F811
    """Calibrate with one row of history and one observation more, which are refused."""
    (town / CITY / "history.csv").write_text(HISTORY + row, encoding="utf-8")
    (town / CITY / "calibration.yaml").write_text(f"{CALIBRATION.rstrip()}\n  {asked}\n", encoding="utf-8")
    said = command("calibrate", "smalltown")
    assert said.code == 2
    return said


def test_a_series_without_a_variable_is_told_as_such(town, command):  # noqa: F811
    said = calibrated(town, command, "forest,,2020,12,%,A,high,", "forest: {error: 1, source: a}")
    assert "series 'forest' of history is of no variable. Expected a series that the model answers to. " in said.err
    assert "no series of history" not in said.err


def test_checks_of_a_copied_city_say_what_to_do_with_its_scenario(town, command):  # noqa: F811
    (town / CITY / "checks.yaml").write_text("from: base\n", encoding="utf-8")
    copied = town / "models/othertown"
    (town / CITY).rename(copied)
    (copied / "smalltown.mdl").rename(copied / "othertown.mdl")
    said = command("check", "othertown")
    assert said.code == 2
    assert (
        "scenario 'base' is of the model 'smalltown'. Expected a scenario of 'othertown'. Copy it under another name "
        "with `model: othertown`, or remove it here." in said.err
    )


def test_series_and_years_are_judged_beside_a_history_at_fault(town, command):  # noqa: F811
    asked = "popluation: {error: 1, years: [2021, 2050], source: a}"
    said = calibrated(town, command, "beds,,2020,many,张,A,high,", asked)
    assert "history.csv:4: value 'many' is not a number." in said.err
    assert "no series of history 'popluation'. Nearest: 'population'." in said.err
    assert "popluation: years 2050 are outside the run. Expected 2020 to 2030. Write other years." in said.err
