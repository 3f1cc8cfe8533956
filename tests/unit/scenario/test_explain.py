"""Where values come from."""

from simulator.scenario.explain import Explained, explain, explain_batch
from simulator.scenario.scenario import Earlier
from tests.scenarios import load_batch, load_scenario


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


def test_a_batch(write, known):
    write(
        a="model: city\nset: {wind starts: 50, lifetime: 30}\n",
        b="model: city\nimpose: {GDP: {growth: 5 %/year, from: 2025}}\nset: {growth[trad]: 0.02}\n".replace(
            "growth[trad]:", '"growth[trad]":'
        ),
        mine="scenarios: [a, b]\nsweep: {wind starts: [1, 2]}\nimpose: {GDP: {growth: [1 %/year], from: 2025}}\n"
        'uncertain: {lifetime: {add: {uniform: [0, 1]}}, "growth[trad]": {uniform: [0, 1]}}\n'
        'correlated: [{inputs: [lifetime, "growth[trad]"], correlation: 0.5}]\n'
        "sample: {method: sobol, size: 8}\n",
    )
    rows = explain_batch(load_batch("mine.yaml", known), known)
    assert [(row.kind, row.name, row.value, row.where, row.scenario) for row in rows] == [
        ("swept", "growth of GDP", "[0.01]", "mine.yaml:3", ""),
        ("swept", "wind starts", "[1, 2]", "mine.yaml:2", ""),
        ("drawn", "lifetime", "{add: {uniform: [0, 1]}}", "mine.yaml:4", ""),
        ("drawn", "growth[trad]", "{uniform: [0, 1]}", "mine.yaml:4", ""),
        ("correlated", "lifetime, growth[trad]", "0.5", "mine.yaml:5", ""),
        ("sample", "sobol", "{size: 8, seed: 0}", "mine.yaml:6", ""),
        ("set", "lifetime", "30", "a.yaml:2", "a"),
        ("default", "hukou effort", "0", "model default", ""),
    ]
    assert [(each.value, each.where) for each in rows[1].overrode] == [("50", "a.yaml:2"), ("40", "model default")]
    assert [(each.value, each.where) for each in rows[3].overrode] == [("0.01", "model default"), ("0.02", "b.yaml:3")]
    assert rows[2].overrode == ()
