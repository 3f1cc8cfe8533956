"""Where values come from."""

from simulator.scenario.explain import Explained, explain
from simulator.scenario.scenario import Earlier
from tests.scenarios import load_scenario


def test_every_value_has_its_line(write, known):
    write(
        base="model: city\nset:\n  growth[trad]: 0.02\n",
        top="extends: base\nset:\n  growth[trad]: {multiply: 2}\nimpose:\n  GDP: {growth: 5.5 %/year, from: 2025}\n",
    )
    assert explain(load_scenario("top.yaml", known, ("wind starts=50",)), known) == (
        Explained(
            "set", "growth[trad]", "0.04", "1/Year", "top.yaml:3",
            (Earlier("0.01", "model default"), Earlier("0.02", "base.yaml:3")),
        ),
        Explained("set", "wind starts", "50", "wanKW/Year", "--set", (Earlier("40", "model default"),)),
        Explained("impose", "GDP", "{growth: 0.055 /year, from: 2025}", "亿元", "top.yaml:5"),
        Explained("default", "hukou effort", "0", "Dmnl", "model default"),
    )  # fmt: skip
