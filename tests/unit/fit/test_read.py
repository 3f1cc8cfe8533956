"""`calibration.yaml` read whole: sections, hold-outs, what is matched; all faults at once."""

import pytest

from simulator.errors import ScenarioError
from simulator.fit import Known, read_calibration
from simulator.scenario.distribution import Distribution
from tests.calibrations import HISTORY, LABELLED, LABELS, faults_of

GOOD = """\
parameters:
  Grid_Factor: {range: [0.5, 2], source: assumption}
  productivity growth[trad]:
    range: [0, 0.05]
    start: 0.02
    prior: {normal: [0.015, 0.01]}
    source: "model default, yearbook 2025"
observations:
  people: {error: 0.5 %, source: census undercount}
  GDP:
    series: output
    years: 2021-2025
    error: {2021: 30, 2024: 1 %}
    breaks: [2023]
    source: revisions
holdout:
  2023: {set: {wind starts: 35, PV starts: {2023: 10, 2025: 20}}}
match:
  headlines: [population, GDP]
  years: [2030, 2035]
  levers: [wind starts]
  uncertain:
    hukou effort: {range: [-0.2, 0.2], source: assumption}
"""


def test_all_sections_are_read(read):
    found = read(GOOD)
    free, bound = found.parameters
    assert (free.name, free.low, free.high, free.start, free.has_prior) == ("grid factor", 0.5, 2.0, 1.0, False)
    assert free.prior == Distribution("uniform", (0.5, 2.0))
    assert (bound.name, bound.start) == ("productivity growth[trad]", 0.02)
    assert bound.prior == Distribution("normal", (0.015, 0.01), (0.0, 0.05))
    people, output = found.observations
    assert [each.year for each in people.points] == [2020.0, 2021.0, 2022.0, 2023.4]
    assert people.errors[0] == pytest.approx(0.005 * 561.0)
    assert people.offsets == (-1, -1, -1, -1)
    assert output.variable == "GDP"
    assert output.errors == pytest.approx((30.0, 30.0, 30.0, 34.0, 35.0))
    assert output.offsets == (0, 0, -1, -1, -1)
    cut = found.holdout(2023)
    assert cut is not None
    assert [each.name.text for each in cut.layer.settings] == ["wind starts", "PV starts"]
    assert found.holdout(2024) is None
    assert found.match.headlines == ("population", "GDP")
    assert found.match.years == (2030, 2035)
    assert [each.name for each in found.match.uncertain] == ["wind starts", "hukou effort"]


def test_history_is_cut_at_a_year(read):
    people, output = read(GOOD).until(2022)
    assert [each.year for each in people.points] == [2020.0, 2021.0, 2022.0]
    assert output.offsets == (0, 0)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ScenarioError) as caught:
        read_calibration(tmp_path / "calibration.yaml", Known(LABELLED, LABELS, HISTORY), "models/x/calibration.yaml")
    assert caught.value.faults == (
        "models/x/calibration.yaml: no such file. Expected the constants to calibrate and the history they answer to. "
        "Write one. docs/calibration.md shows how.",
    )


def test_faults_of_all_sections_are_told_at_once(read):
    text = """\
parameters:
  grid factr: {range: [0, 1], source: a}
holdout:
  2040: {sett: {wind starts: 1}}
  2023: {set: {wind start: 1}}
match:
  headlines: [populaton]
  years: [2050]
  levers: [grid]
priors: 1
"""
    assert faults_of(read, text) == (
        "calibration.yaml:1:1: the file has no observations. Expected both parameters and observations. Add them.",
        "calibration.yaml:2:3: no constant 'grid factr'. Nearest: 'grid factor'. Rename or remove it.",
        "calibration.yaml:4:3: holdout has the cut 2040. Expected a whole year between 2020 and 2035. Correct it.",
        "calibration.yaml:4:10: no key 'sett'. Nearest: 'set'. Rename or remove it.",
        "calibration.yaml:5:16: no lever or constant 'wind start'. Nearest: 'wind starts', 'PV starts'. "
        "Rename or remove it.",
        "calibration.yaml:7:15: no shown variable 'populaton'. Nearest: 'population'. Rename or remove it.",
        "calibration.yaml:8:10: match: years has 2050. Expected whole years from 2020 to 2035. Correct it.",
        "calibration.yaml:9:12: no lever with a distribution 'grid'. Nearest: 'grid factor'. Rename or remove it.",
        "calibration.yaml:10:1: no section 'priors'. "
        "Expected one of 'holdout', 'match', 'observations', 'parameters'. Rename or remove it.",
    )


def test_series_that_are_no_test_are_named_with_reasons(read):
    text = GOOD.replace("PV starts: {2023: 10, 2025: 20}}}", "PV starts: 10}, informed: {people: set in 2025}}")
    cut = read(text).holdout(2023)
    assert cut is not None
    assert cut.informed == {"people": "set in 2025"}
    (fault,) = faults_of(read, text.replace("{people:", "{peple:"))
    assert "peple" in fault
    assert "people" in fault
