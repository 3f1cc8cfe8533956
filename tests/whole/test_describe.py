"""The command that writes a model out."""

import json

import pytest

from tests.unit.report.describe.dairy import write_dairy


@pytest.fixture
def dairy(town):
    """A dairy as the only model."""
    write_dairy(town / "models" / "dairy")
    return town


def test_a_city(dairy, command):
    said = command("describe", "dairy")
    assert said.code == 0
    assert said.out.splitlines()[0] == "dairy: variables 16, sectors 3"
    assert "5 independent loops (1 R, 4 B); 2 with a name\n" in said.out
    assert "1 of 2 loops with a name are found with the sign expected; otherwise" in said.out
    folder = dairy / "outputs" / "dairy-model"
    assert "outputs/dairy-model" in said.err
    assert {"model.md", "model.zh.md", "figures"} <= {path.name for path in folder.iterdir()}


def test_a_city_in_chinese(dairy, command):
    said = command("describe", "dairy", "--lang", "zh")
    assert said.out.splitlines()[0] == "dairy：变量 16 个，部门 3 个"


def test_one_variable_and_its_loops(dairy, command):
    said = command("describe", "dairy", "--variable", "births", "--lang", "zh")
    assert said.code == 0 and "产犊 · births" in said.out
    said = command("describe", "dairy", "--dominance", "cows")
    assert "R1: cows → births" in said.out
    rows = json.loads(command("describe", "dairy", "--dominance", "cows", "--json").out)
    assert {row["polarity"] for row in rows} == {"R", "B"}
    assert not (dairy / "outputs").exists()


def test_another_run(dairy, command):
    told = command("describe", "dairy", "--variable", "cows", "--set", "Loss_Rate=0.4").out
    assert "20.4 at 2020.1" not in told
    assert "- Time to answer: 2.5 years" in told
    command("describe", "dairy", "--set", "loss rate=0.4")
    text = (dairy / "outputs" / "dairy-model" / "model.md").read_text(encoding="utf-8")
    assert "Its values, signs and shares are of a run with `loss rate` = 0.4." in text


def test_a_bare_file_with_what_lies_beside_it(dairy, command):
    rows = json.loads(command("describe", "models/dairy/dairy.mdl", "--json").out)
    assert [row["name"] for row in rows["loops"][:2]] == ["R1", "B1"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--variable", "birth"], "command line: no variable of the model 'birth'. Nearest: 'births'."),
        (["--variable", "births", "--dominance", "cows"], "--variable with --dominance."),
        (["--variable", "births", "--json"], "--variable with --json."),
        (["--set", "fertilty=1"], "--set: no lever or constant 'fertilty'. Nearest: 'fertility'."),
        (["--set", "fertility=high"], "--set: fertility is 'high'. Expected a number."),
        (["--set", "fertility={2025: 1, 2030: 2}"], "--set: 'fertility' is a path over time. Expected a number:"),
    ],
)
def test_bad_wishes(dairy, command, arguments, message):
    said = command("describe", "dairy", *arguments)
    assert said.code == 2 and message in said.err


def test_faults_of_all_files_at_once(dairy, command):
    folder = dairy / "models" / "dairy"
    (folder / "glossary.csv").write_text("variable,zh,about_zh\ncow,奶牛,\n", encoding="utf-8")
    (folder / "loops.csv").write_text("id,en,zh,polarity,variables\nR1,a,b,R,milk\n", encoding="utf-8")
    said = command("describe", "dairy")
    assert said.code == 2
    assert "glossary.csv:2: no variable of the model 'cow'. Nearest: 'cows'. Rename or remove it." in said.err
    assert "loops.csv:2: loop R1: no way from 'milk' to 'milk' in the equations." in said.err
