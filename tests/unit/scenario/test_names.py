"""What a scenario may speak of."""

import pytest

from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.scenario.levers import Lever
from simulator.scenario.names import TIME_SETTINGS, ModelNames, names_of
from tests.small_models import model_text

LEVER = """\
rate:
  label: {en: Rate, zh: 出生率}
  unit: Dmnl
  range: [0, 1]
  default: 0.1
  kind: policy
  source: assumption
"""
LABELS = (
    Label("residents", "Residents", "常住人口", "人", "population", "end"),
    Label("births", "Births", "出生人口", "万人", "population", "total"),
    Label("growth of births", "Growth of births", "出生增速", "%", "population", "growth", "births"),
)


@pytest.fixture
def names(tmp_path) -> ModelNames:
    """Names of a model with two stocks, their flows and a rate."""
    (tmp_path / "levers.yaml").write_text(LEVER, encoding="utf-8")
    text = model_text("""
        area: urban, rural
        people[area]=INTEG(births[area], 100)
        births[area]=people[area]*rate
        late=DELAY3(births[urban], 2)
        rate=0.1
    """)
    (tmp_path / "small.mdl").write_text(text.replace("~\t\n", "~\tDmnl\n"), encoding="utf-8")
    return names_of(load_model(tmp_path / "small.mdl"), LABELS, tmp_path / "levers.yaml")


def test_constants_variables_and_stocks_are_told_apart(names):
    assert names.constants == {"rate": 0.1}
    assert names.stocks == {"people[urban]", "people[rural]"}
    assert set(names.imposable) == {"births[urban]", "births[rural]", "late"}
    assert names.period == (0.0, 10.0)
    assert names.levers["rate"] == Lever("rate", "Rate", "出生率", "Dmnl", 0.0, 1.0, 0.1, "policy", "assumption")


def test_labels_give_growth_rates_and_further_names(names):
    assert names.growths == {"growth of births": "births"}
    assert names.labels["residents"] == ("Residents", "常住人口")


def test_time_settings_are_no_names_of_a_scenario(names):
    assert not {*names.constants, *names.imposable, *names.stocks} & set(TIME_SETTINGS)
    assert names.settings == TIME_SETTINGS


def test_the_unit_of_a_constant(known):
    assert known.unit_of("lifetime") == "Year"
    assert known.unit_of("wind starts") == "wanKW/Year"
    assert known.unit_of("nothing") is None
