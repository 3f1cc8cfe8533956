"""Bad calibrations and histories: every fault of both files at once, word for word, and exit code 2."""

import pytest

from tests.whole.conftest import TOWN, command, town  # noqa: F401  fixtures

CALIBRATION = """\
parameters:
  movement pace: {range: [0.1, 0], source: assumption}
  birth rat: {range: [0, 1], source: assumption}
observations:
  population: {error: 0.2 %, source: census}
"""
HEADER = (TOWN / "models" / "smalltown" / "history.csv").read_text(encoding="utf-8-sig").splitlines()[0] + "\n"


@pytest.fixture
def refused(town, command):  # noqa: F811
    """Calibrate a town with other files; give the messages."""

    def faults(calibration: str, history: str | None = None, *arguments: str) -> tuple[str, ...]:
        folder = town / "models" / "smalltown"
        (folder / "calibration.yaml").write_text(calibration, encoding="utf-8")
        if history is not None:
            (folder / "history.csv").write_text(HEADER + history, encoding="utf-8")
        said = command(*(arguments or ("calibrate",)), "smalltown")
        assert said.code == 2
        assert not said.out
        assert not (town / "outputs").exists()
        return tuple(said.err.splitlines())

    return faults


def test_faults_of_the_file_and_of_a_history_that_cannot_be_read_come_together(refused):
    rows = (
        "population,population,2020,many,万人,Census,high,\n"
        "population,population,2021,100,亿元,Census,high,\n"
        "population,population,about 2022,100,万人,Census,high,\n"
    )
    assert refused(CALIBRATION, rows) == (
        "models/smalltown/history.csv:2: value 'many' is not a number. Expected digits such as 12.5. Correct the cell.",
        "models/smalltown/history.csv:3: unit '亿元' (yuan) cannot be shown in '万人' (person). Change one of the two.",
        "models/smalltown/history.csv:4: year 'about 2022' is not a number. Expected digits such as 12.5. "
        "Correct the cell.",
        "models/smalltown/calibration.yaml:2:26: movement pace: range is [0.1, 0], the lower bound not below the "
        "upper. Expected [low, high]. Swap or correct them.",
        "models/smalltown/calibration.yaml:3:3: no constant 'birth rat'. Nearest: 'birth rate'. Rename or remove it.",
    )


def test_gaps_doubles_and_years_outside_the_run_come_together(refused):
    rows = (
        "population,population,2019,99,万人,Census,high,\n"
        "population,population,2020,100,万人,Census,high,\n"
        "population,population,2023,101,万人,Census,high,\n"
        "yearbook,population,2023,102,万人,Yearbook,high,\n"
    )
    calibration = CALIBRATION.replace("{error:", "{series: [population, yearbook], error:")
    assert refused(calibration, rows) == (
        "models/smalltown/calibration.yaml:2:26: movement pace: range is [0.1, 0], the lower bound not below the "
        "upper. Expected [low, high]. Swap or correct them.",
        "models/smalltown/calibration.yaml:3:3: no constant 'birth rat'. Nearest: 'birth rate'. Rename or remove it.",
        "models/smalltown/calibration.yaml:5:3: population: history has no value for 2021, 2022 (there are 2019, 2020, "
        "2023). Expected one for each year. Add rows, or list the years that there are.",
        "models/smalltown/history.csv:5: yearbook has 102 for 2023 beside 101 at models/smalltown/history.csv:4, as "
        "trusted. Expected one value a year. Remove one, or trust one more.",
        "models/smalltown/history.csv:2: population has 99 for 2019, at which the run has no population. "
        "Expected 2020 to 2030. Write other years at models/smalltown/calibration.yaml:5:3.",
    )


GOOD = """\
parameters:
  movement pace: {range: [0, 0.1], source: assumption}
observations:
  population: {error: 0.2 %, source: census}
"""


def test_there_is_no_calibration_of_a_parameter_that_is_set(refused):
    told = refused(GOOD, None, "calibrate", "--set", "movement pace=0.03")
    assert told == (
        "--set: 'movement pace' is a parameter of models/smalltown/calibration.yaml, so the value set would count for "
        "nothing. Expected another constant. Leave it out.",
    )


def test_a_cut_before_history_begins(refused):
    told = refused(GOOD, None, "calibrate", "--until", "2010")
    assert told == (
        "command line: --until 2010: nothing of models/smalltown/calibration.yaml had been observed by then. "
        "Expected 2020 or later. Choose a later year.",
    )


@pytest.mark.parametrize("until", ["2020", "2040"])
@pytest.mark.parametrize("name", ["calibrate", "match"])
def test_a_cut_at_which_or_after_which_history_ends(refused, name, until):
    assert refused(GOOD, None, name, "--until", until) == (
        f"command line: --until {until}: what models/smalltown/calibration.yaml takes of history ends in 2020, so "
        "nothing would be left out. Expected an earlier year. Choose one, or leave --until out.",
    )


def test_a_hold_out_without_a_cut(refused):
    assert refused(GOOD, None, "holdout") == (
        "models/smalltown/calibration.yaml: no year is named and holdout names none. Expected a cut. "
        "Give --until YEAR, or write holdout.",
    )


def test_a_model_without_a_calibration(town, command):  # noqa: F811
    said = command("calibrate", "smalltown")
    assert said.code == 2
    assert said.err == (
        "models/smalltown/calibration.yaml: no such file. Expected the constants to calibrate and the history they "
        "answer to. Write one. docs/calibration.md shows how.\n"
    )
