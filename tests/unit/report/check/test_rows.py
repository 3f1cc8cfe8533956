import json

from simulator.report.check.rows import CHECK_COLUMNS, check_rows, check_table
from tests.unit.report.check.synthetic import results


def test_rows_hold_names_numbers_and_both_languages():
    rows = check_rows("town", results())
    assert (rows["model"], rows["passed"]) == ("town", False)
    first, second = rows["checks"][:2]
    assert first["counts"]["untold"] == 1
    assert first["findings"][0]["kind"] == "units.side"
    assert second["title"]["zh"] == "零出生"
    assert second["findings"][0]["known_weakness"] == {"en": "it is small", "zh": "数值小"}
    json.dumps(rows, allow_nan=False)


def test_a_number_that_is_none_is_null():
    result = results()[0]
    rows = check_rows("town", [type(result)("units", "units", "passed", result.told, counts={"a": float("nan")})])
    assert rows["checks"][0]["counts"] == {"a": None}
    assert rows["passed"]


def test_the_sheet_has_a_row_a_check_and_one_a_finding():
    table = check_table("town", results())
    assert len(table) == 4 + 1 + 1 + 12
    assert all(tuple(row) == CHECK_COLUMNS for row in table)
    assert table[1]["where"] == "m.mdl:7:1"
