"""Rows for --json: strict JSON, every target, the columns of the contract first."""

import json
import math

import pytest

from simulator.report.rows import VERDICT_COLUMNS, explained_rows, plain, target_rows, verdict_rows
from simulator.scenario.explain import Explained
from simulator.scenario.scenario import Earlier
from tests.unit.report.synthetic import broken, case, results


def test_columns_are_the_contract():
    assert ", ".join(VERDICT_COLUMNS) == (
        "scenario, target, document, binding, variable, year, reading, target_value, value, margin, margin_percent, "
        "unit, verdict, basis, first_year, numerical_error, required_rate, past_rate, rate_unit"
    )


def test_one_row_a_scenario_and_target():
    rows = verdict_rows(results())
    assert len(rows) == 3 * len(case().targets)
    assert list(rows[0]) == [*VERDICT_COLUMNS, "name_en", "name_zh", "reason"]
    assert (rows[0]["scenario"], rows[0]["target"], rows[0]["verdict"]) == ("baseline", "urban_2030", "missed")


@pytest.mark.parametrize("rows", [verdict_rows(results()), verdict_rows(broken()), target_rows(case())])
def test_rows_are_strict_json(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_register_rows():
    rows = {row["id"]: row for row in target_rows(case())}
    assert rows["urban_2030"]["sector"] == "urbanization"
    other = rows["other_0"]
    assert (other["basis"], other["reason"], other["reason_zh"]) == ("none", "模型不含此类指标", "")


def test_explained_rows():
    value = Explained("set", "effort", "0.4", "Dmnl", "plan.yaml:5", (Earlier("0.2", "model default"),))
    row = explained_rows([value])[0]
    assert row["overrode"] == [{"value": "0.2", "where": "model default"}]
    assert (row["name"], row["value"], row["where"]) == ("effort", "0.4", "plan.yaml:5")


@pytest.mark.parametrize(
    ("value", "shown"), [(math.nan, None), (math.inf, None), (1.5, 1.5), (True, True), (None, None), ("x", "x")]
)
def test_plain(value, shown):
    assert plain(value) == shown
