"""`levers.yaml`."""

import pytest

from simulator.errors import ScenarioError
from simulator.scenario.distribution import Distribution
from simulator.scenario.levers import Lever, read_levers

GOOD = """\
hukou effort:
  label: {en: Hukou effort, zh: 户籍力度}
  unit: Dmnl
  range: [-0.5, 1]
  default: 0
  kind: policy
  distribution: {normal: [0.0, 0.1], within: [-0.25, 0.35]}
  source: assumption
Wind_Starts:
  label: {en: "Wind starts", zh: "风电开工"}
  unit: 万千瓦/年
  range: [0, 200]
  default: 40
  kind: uncertainty
  distribution: {triangular: [18, 40, 60]}
  source: "yearbook 2025"
"""
CONSTANTS = {"hukou effort": 0.0, "wind starts": 40.0, "lifetime": 20.0}
UNITS = {"hukou effort": "Dmnl", "wind starts": "wanKW/Year", "lifetime": "Year"}


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read levers from text."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "levers.yaml"

    def levers(text: str) -> dict[str, Lever]:
        path.write_text(text, encoding="utf-8")
        return read_levers(path, CONSTANTS, UNITS, "levers.yaml")

    return levers


def test_levers_are_read_as_the_model_spells_them(read):
    levers = read(GOOD)
    assert list(levers) == ["hukou effort", "wind starts"]
    assert levers["hukou effort"] == Lever(
        name="hukou effort",
        en="Hukou effort",
        zh="户籍力度",
        unit="Dmnl",
        low=-0.5,
        high=1.0,
        default=0.0,
        kind="policy",
        distribution=Distribution("normal", (0.0, 0.1), (-0.25, 0.35)),
        source="assumption",
    )
    assert levers["wind starts"].distribution == Distribution("triangular", (18.0, 40.0, 60.0))


def test_a_lever_may_go_without_a_distribution(read):
    levers = read(GOOD.replace("  distribution: {triangular: [18, 40, 60]}\n", ""))
    assert levers["wind starts"].distribution is None
    assert levers["hukou effort"].distribution is not None


BAD = {
    ("hukou effort:", "hukuo effort:"): [
        "levers.yaml:1:1: no constant 'hukuo effort'. Nearest: 'hukou effort'. Rename or remove it."
    ],
    ("  default: 0\n", "  default: 0.1\n"): [
        "levers.yaml:5:12: hukou effort: default is 0.1. Expected the model's 0.0. Correct it."
    ],
    ("  default: 40\n", "  default: 400\n"): [
        "levers.yaml:13:12: wind starts: default is 400.0. Expected 0.0 to 200.0, the range. Correct it.",
        "levers.yaml:13:12: wind starts: default is 400.0. Expected the model's 40.0. Correct it.",
    ],
    ("[-0.5, 1]", "[1, -0.5]"): [
        "levers.yaml:4:10: range is [1.0, -0.5]. Expected [low, high] in increasing order. Correct it."
    ],
    ("[-0.5, 1]", "[0]"): ["levers.yaml:4:10: range is a list. Expected [low, high]. Correct it."],
    ("[-0.5, 1]", "[0, much]"): [
        "levers.yaml:4:14: range: high is 'much'. Expected a number. Write one, without quotes."
    ],
    ("unit: 万千瓦/年", "unit: GW/year"): [
        "levers.yaml:11:9: wind starts: 1 GW/year is 100 wanKW/Year in the model. "
        "Expected the model's unit under any name, such as wanKW/Year. Correct it."
    ],
    ("unit: Dmnl", "unit: Dmnll"): [
        "levers.yaml:3:9: hukou effort: unit 'Dmnll': no unit 'Dmnll'. Nearest: 'Dmnl', 'yiDmnl', 'wanDmnl'. Write one "
        "that is known."
    ],
    ("kind: policy", "kind: politics"): [
        "levers.yaml:6:9: no kind 'politics'. Nearest: 'policy'. Rename or remove it."
    ],
    ("triangular", "triangle"): [
        "levers.yaml:15:17: distribution is triangle. Expected {triangular: [low, mode, high]} or {uniform: [low, "
        "high]} or {normal: [mean, standard deviation]} or {lognormal: [median, "
        "standard deviation of the logarithm]} or {beta: [alpha, beta]}. Correct it."
    ],
    ("[18, 40, 60]", "[18, 70, 60]"): [
        "levers.yaml:15:30: triangular is [18.0, 70.0, 60.0]. Expected [low, mode, high] in increasing order. "
        "Correct it."
    ],
    ("source: assumption", "source: ''"): ["levers.yaml:8:11: source is ''. Expected a text. Correct it."],
    ("  unit: Dmnl\n  range: [-0.5, 1]\n", ""): [
        "levers.yaml:1:1: hukou effort has no unit, no range. Expected all of label, unit, range, default, kind, "
        "source. Add the rest."
    ],
    ("kind: policy", "kind: policy\n  note: x"): [
        "levers.yaml:7:3: no key 'note'. Expected one of 'default', 'distribution', 'kind', 'label', 'range', "
        "'source', 'unit'. Rename or remove it."
    ],
    ("{en: Hukou effort, zh: 户籍力度}", "Hukou"): [
        "levers.yaml:2:10: label is 'Hukou'. Expected {en: ..., zh: ...}. Correct it."
    ],
}


@pytest.mark.parametrize("change", BAD, ids=lambda change: change[1].strip() or "missing")
def test_faults(read, change):
    with pytest.raises(ScenarioError) as caught:
        read(GOOD.replace(*change))
    assert list(caught.value.faults) == BAD[change]


def test_all_faults_at_once(read):
    text = GOOD.replace("kind: policy", "kind: politics").replace("[18, 40, 60]", "[18]") + "lifetime: 20\n"
    with pytest.raises(ScenarioError) as caught:
        read(text)
    assert [each.split(": ")[0] for each in caught.value.faults] == [
        "levers.yaml:6:9",
        "levers.yaml:15:30",
        "levers.yaml:17:11",
    ]


def test_two_spellings_of_one_lever(read):
    again = GOOD.partition("Wind_Starts")[0].replace("hukou effort:", "Hukou_Effort:")
    told = "levers.yaml:17:1: 'Hukou_Effort' is the same name as an earlier one. Expected each lever once. Remove one."
    with pytest.raises(ScenarioError) as caught:
        read(GOOD + again)
    assert caught.value.faults == (told,)


@pytest.mark.parametrize("text", ["", "- a\n", "a: b: c\n"])
def test_what_is_no_map(read, text):
    with pytest.raises(ScenarioError):
        read(text)


def test_a_folder_without_levers(tmp_path):
    with pytest.raises(ScenarioError, match="no such file"):
        read_levers(tmp_path / "levers.yaml", CONSTANTS)
