"""Reading the register: types, defaults, units, restatements. Faults have their cases in tests/fault."""

import csv

import pytest

from simulator.errors import TargetError
from simulator.model.labels import Label
from simulator.target import read_targets, unit_factor
from simulator.target.register import TARGET_COLUMNS

ROW = {
    "id": "gdp_2030",
    "name_zh": "地区生产总值",
    "name_en": "GDP",
    "domain": "economy",
    "scope": "city",
    "document": "plan",
    "document_title": "规划纲要",
    "place": "第一章",
    "quote": "5508 亿元",
    "binding": "预期性",
    "unit": "亿元",
    "year": "2030",
    "operator": ">=",
    "target_value": "5508",
    "reading": "at_least",
    "variable": "GDP",
    "measure": "level",
    "basis": "model",
}


@pytest.fixture
def read(tmp_path, labels):
    """Write rows, each with changes to the usual one, and read them."""

    def from_rows(*rows, encoding="utf-8-sig"):
        path = tmp_path / "targets.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, TARGET_COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(ROW | row for row in rows)
        return read_targets(path, labels)

    return from_rows


def test_a_row_becomes_a_record(read):
    target = read({})[0]
    assert (target.id, target.year, target.target_value, target.tolerance) == ("gdp_2030", 2030, 5508.0, 0.0)
    assert (target.base_year, target.base_value, target.from_year) == (None, None, None)
    assert (target.is_modelled, target.variables) == (True, ("GDP",))
    assert target.where.endswith("targets.csv:2")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_byte_order_mark_or_not(read, encoding):
    assert read({}, encoding=encoding)[0].name_zh == "地区生产总值"


def test_units_of_target_and_label_may_differ(read):
    assert read({"unit": "万元", "target_value": "55080000"})[0].factor == pytest.approx(1e4)


def test_growth_is_percent_whatever_the_variable(read):
    growth = {"measure": "mean_growth", "from_year": "2025", "target_value": "5.5"}
    assert read(growth | {"unit": "%"})[0].factor == 1.0
    assert read(growth | {"unit": "%/年"})[0].factor == 1.0


def test_another_variable_takes_the_place_of_the_number(read):
    against = {"unit": "%", "measure": "mean_growth", "from_year": "2025", "target_value": ""}
    target = read(against | {"other_variable": "population"})[0]
    assert (target.target_value, target.variables) == (None, ("GDP", "population"))


def test_a_row_without_year_and_number_needs_only_a_reason(read):
    bare = {"year": "", "target_value": "", "variable": "", "measure": "", "basis": "none"}
    target = read(bare | {"reason": "The document names no year."})[0]
    assert (target.is_modelled, target.year, target.variables) == (False, None, ())


def test_a_reason_may_stand_in_chinese_too(read):
    target = read({"reason": "Produced.", "reason_zh": "由模型产生。"})[0]
    assert (target.reason, target.reason_zh) == ("Produced.", "由模型产生。")


def test_columns_that_may_be_left_out(tmp_path, labels):
    kept = [column for column in TARGET_COLUMNS if column not in ("reason_zh", "series")]
    rows = [kept, [ROW.get(column, "") for column in kept]]
    path = tmp_path / "targets.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert (read_targets(path, labels)[0].reason_zh, read_targets(path, labels)[0].series) == ("", "")


@pytest.mark.parametrize(
    "again",
    [{}, {"unit": "万元", "target_value": "55080000"}],
    ids=["the same", "in another unit"],
)
def test_a_restatement_asks_the_same(read, again):
    assert read({}, {"id": "again", "restates": "gdp_2030"} | again)[1].restates == "gdp_2030"


def test_a_restatement_may_leave_the_year_out(read):
    undated = {"year": "", "variable": "", "measure": "", "basis": "none", "reason": "No year."}
    assert read({}, {"id": "again", "restates": "gdp_2030"} | undated)[1].year is None


def test_another_year_is_no_restatement(read):
    with pytest.raises(TargetError, match="does not ask what 'gdp_2030' asks"):
        read({}, {"id": "again", "restates": "gdp_2030", "year": "2031"})


def test_a_change_from_the_base_repeats_the_level(read):
    base = {"base_year": "2025", "base_value": "4214.61"}
    change = {"measure": "change_since", "from_year": "2025", "target_value": "1293.39"}
    assert read(base, {"id": "again", "restates": "gdp_2030"} | change)[1].restates == "gdp_2030"


@pytest.mark.parametrize("change", [{"target_value": "1293.4"}, {"from_year": "2024"}, {"measure": "cumulative"}])
def test_another_change_repeats_nothing(read, change):
    base = {"base_year": "2025", "base_value": "4214.61"}
    row = {"measure": "change_since", "from_year": "2025", "target_value": "1293.39", "restates": "gdp_2030"}
    with pytest.raises(TargetError, match="does not ask what 'gdp_2030' asks"):
        read(base, row | {"id": "again"} | change)


@pytest.mark.parametrize(
    ("label_unit", "measure", "unit", "factor"),
    [
        ("亿元", "level", "万元", 1e4),
        ("%", "change_since", "百分点", 1.0),
        ("亿元", "mean_growth", "%", 1.0),
        ("亿元", "mean_growth", "%/年", 1.0),
        ("吨/万元", "relative_change_since", "%", 1.0),
        ("万人", "cumulative", "人", 1e4),
    ],
)
def test_unit_factor(label_unit, measure, unit, factor):
    label = Label("variable", "Variable", "变量", label_unit, "economy", "total")
    assert unit_factor(label, measure, unit) == pytest.approx(factor)


def test_unit_factor_refuses_another_dimension():
    label = Label("variable", "Variable", "变量", "亿元", "economy", "total")
    with pytest.raises(ValueError, match="cannot be shown in"):
        unit_factor(label, "level", "万人")


@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_an_id_that_spreadsheets_would_run_is_refused(read, first):
    with pytest.raises(
        TargetError, match=rf"targets\.csv:2: id '\{first}gdp' begins with '\{first}'\. Expected a letter"
    ):
        read({"id": f"{first}gdp"})
