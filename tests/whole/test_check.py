"""The battery on the command line: a town, a bare model, the shipped city, and input that is bad."""

import json
import re
import shutil
from pathlib import Path

import pytest

from simulator.check import Subject, read_checks, vocabulary_of
from simulator.study import load_city
from tests.whole.sheets import table

ROOT = Path(__file__).resolve().parents[2]

CHECKS = """
from: base
conditions:
  nobody moves:
    title: {en: Nobody moves, zh: 无人迁移}
    when: {set: {movement pace: 0}}
    expect:
      - people[urban] rises over time
      - movers = 0
      - urbanization rate at 2030 < baseline(urbanization rate at 2030)
monotonic:
  births:
    vary: {birth rate: [0, 0.01]}
    expect: [population at 2030 rises with birth rate]
balances: {variables: check *, within: 1e-9}
fit:
  population: {mape: 5 %, least: 1}
"""
BALANCED = """check people=
	population-people[urban]-people[rural]
	~	wanPerson
	~	Residents against their parts. 0
	|

population="""


@pytest.fixture
def checked_town(town):
    """The town with a balance and a file of checks, and every fault of its texts put right."""
    model = town / "models" / "smalltown" / "smalltown.mdl"
    text = model.read_text(encoding="utf-8").replace("population=", BALANCED, 1)
    for unit in ("1/Year", "Dmnl"):
        text = text.replace(f"~	{unit}\n	~	Lever", f"~	{unit} [0,1]\n	~	Lever")
    text = text.replace("~	1/Year\n	~	assumption", "~	1/Year [0,1]\n	~	assumption")
    text = text.replace(
        "~	yiYuan\n	~	Output of the year", "~	yiYuan [900,1000]\n	~	Output of the year"
    )
    text = text.replace("people[urban]/population", "ZIDZ(people[urban],population)")
    model.write_text(text, encoding="utf-8")
    (model.parent / "checks.yaml").write_text(CHECKS, encoding="utf-8")
    return town


def test_a_city_that_passes(checked_town, command):
    said = command("check", "smalltown")
    assert said.code == 0, said.out
    assert "Nobody moves: expectations: 3, broken: 0; runs: 1" in said.out
    assert "checking: Units of every equation" in said.err
    assert "无人迁移" in command("check", "smalltown", "--lang", "zh").out


def test_a_city_that_fails_says_what_and_exits_with_3(checked_town, command):
    path = checked_town / "models/smalltown/checks.yaml"
    path.write_text(CHECKS.replace("rises over time", "falls over time"), encoding="utf-8")
    said = command("check", "smalltown")
    assert said.code == 3
    assert "models/smalltown/checks.yaml:4: people[urban] falls over time: 2020.25: from 40 to 40.02" in said.out


def test_rows_as_json_and_as_files(checked_town, command):
    said = command("check", "smalltown", "--json", "-o", "out")
    rows = json.loads(said.out)
    assert rows["passed"] is True
    assert {each["part"] for each in rows["checks"]} == {
        *("units", "texts", "direct", "extremes", "monotonic", "balances", "halving", "fit", "sources"),
    }
    folder = checked_town / "out" / "check-smalltown"
    assert "out/check-smalltown" in said.err
    sheet = table(folder / "checks.csv")
    assert {row["status"] for row in sheet} <= {"passed", "skipped"}
    assert json.loads((folder / "checks.json").read_text(encoding="utf-8")) == rows


def test_a_bare_model_with_and_without_a_file_of_checks(town, command):
    model = town / "models/smalltown/smalltown.mdl"
    bare = Path("bare.mdl")
    shutil.copy(model, bare)
    said = command("check", "bare.mdl")
    assert said.code == 3  # constants without a range
    assert "a bare model file has no history" in said.out
    assert "there is no file of checks" in said.out
    Path("bare.checks.yaml").write_text("conditions: {a: {expect: [population > 1e9]}}", encoding="utf-8")
    assert "bare.checks.yaml:1: population > 1e9: 2020: 100, expected > 1e+09" in command("check", "bare.mdl").out


def test_bad_input_is_told_at_once_with_place_value_and_nearest(checked_town, command):
    text = CHECKS.replace("people[urban] rises", "peple[urban] rises").replace("birth rate: [0", "brith rate: [0")
    (checked_town / "models/smalltown/checks.yaml").write_text(
        text.replace("from: base", "from: bas"), encoding="utf-8"
    )
    said = command("check", "smalltown")
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        "models/smalltown/checks.yaml:2:7: no scenario 'bas'. Nearest: 'base', 'baseline', 'baseline-uncertain'. "
        "Rename or remove it.",
        "models/smalltown/checks.yaml:8:9: no variable 'peple[urban]'. Nearest: 'people[urban]', 'people[rural]'. "
        "Rename or remove it.",
        "models/smalltown/checks.yaml:13:12: no constant 'brith rate'. Nearest: 'birth rate'. Rename or remove it.",
    ]
    assert command("check", "nowhere").code == 2
    assert command("check", "nowhere.mdl").code == 2


def test_the_file_that_the_page_shows_is_read(tmp_path):
    city = load_city("dezhou")
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    path = tmp_path / "checks.yaml"
    path.write_text(
        re.search(r"```yaml\n(.*?)```", text, re.S)[1].replace("some variable", "GDP").replace("some stock", "GDP"),
        encoding="utf-8",
    )
    labelled = tuple(each.variable for each in city.case.labels)
    subject = Subject("dezhou", city.names, vocabulary_of(city.model), (2010, 2035), labelled)
    checks = read_checks(path, "checks.yaml", subject)
    assert len(checks.conditions) == 2
    rows = re.findall(r"^\| `(.+?)` \|", text.partition("## Expectations")[2], re.M)
    assert len(rows) == 8
    vary = "monotonic: {a: {vary: {storage starts: [0, 1]}, expect: [%s]}}"
    for row in rows:
        path.write_text(vary % json.dumps(row), encoding="utf-8")
        assert read_checks(path, "checks.yaml", subject).conditions[0].expectations
