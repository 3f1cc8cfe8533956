"""A workbook holds numbers as numbers and text as text, whatever the text looks like."""

import math
import sys
from dataclasses import replace

import numpy as np
import openpyxl
import pytest

from simulator.errors import OutputError
from simulator.report.export import workbook
from simulator.report.export.result import read_result
from simulator.report.export.workbook import write_workbook
from tests.unit.report.export.folders import bare_folder, batch_folder, drawn_folder, run_folder

pytest.importorskip("xlsxwriter", reason="needs the extra [export]")


def opened(result, tmp_path, language="en"):
    """Write a workbook and open it as Excel would, formulas and all."""
    path = tmp_path / "out.xlsx"
    write_workbook(result, path, language)
    return openpyxl.load_workbook(path)


def cells(book):
    """Give every cell."""
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


def test_a_run(tmp_path):
    result = read_result(run_folder(tmp_path))
    book = opened(result, tmp_path)
    assert book.sheetnames == ["data", "verdicts", "inputs", "manifest"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    sheet = book["data"]
    assert [cell.value for cell in sheet[1]][:8] == [
        *("scenario", "variable", "label_en", "label_zh", "sector", "unit", "unit_en", 2020)
    ]
    assert sheet["D2"].value == "常住人口"
    assert sheet.column_dimensions["B"].width > 10
    read = [[cell.value for cell in row[7:]] for row in sheet.iter_rows(min_row=2)]
    for row, values in zip(read, result.paths.values.transpose(0, 2, 1).reshape(-1, 16).tolist(), strict=True):
        assert row == [None if math.isnan(value) else value for value in values]
    verdicts = book["verdicts"]
    places = {cell.value: cell.column - 1 for cell in verdicts[1]}
    for row, told in zip(verdicts.iter_rows(min_row=2), result.verdicts.rows, strict=True):
        assert row[places["verdict"]].value == told[result.verdicts.header.index("verdict")]
        margin = told[result.verdicts.header.index("margin")]
        assert row[places["margin"]].value == (float(margin) if margin else None)


def test_a_workbook_in_chinese(tmp_path):
    book = opened(read_result(run_folder(tmp_path)), tmp_path, "zh")
    assert book.sheetnames == ["数据", "判定", "输入", "清单"]
    assert [cell.value for cell in book["数据"][1]][:4] == ["情景", "变量", "英文名称", "中文名称"]


def test_keys_and_units_are_words_in_chinese(tmp_path):
    book = opened(read_result(drawn_folder(tmp_path)), tmp_path, "zh")
    inputs = list(book["输入"].iter_rows(values_only=True))
    pace = next(dict(zip(inputs[0], row, strict=True)) for row in inputs[1:] if row[2] == "pace")
    assert (pace["类别"], pace["单位"], pace["英文单位"]) == ("抽样", "1/年", "1 per year")
    assert pace["数值（中文）"].startswith("正态分布：")
    data = list(book["数据"].iter_rows(values_only=True))
    verdicts = {row[place] for row in data[1:] for place, name in enumerate(data[0]) if name.endswith("_verdict")}
    assert verdicts and verdicts <= {"达到", "未达到", "难以判定", "无法计算", "模型未涉及"}
    assert {row[1] for row in book["列说明"].iter_rows(min_row=2, values_only=True)} >= {"输入", "目标的判定"}


def test_text_is_never_a_formula_a_link_or_a_number(tmp_path):
    folder = bare_folder(tmp_path)
    odd = ["=1+1", "+1", "-1", "@x", "http://example.org", "{=1}", "12", "internal:x", "mailto:a@b.c", "#REF!", "\x01"]
    result = read_result(folder)
    variables = tuple(replace(result.paths.variables[0], name=text, en=text) for text in odd)
    values = result.paths.values[:, :, [1] * len(odd)]
    result = replace(result, paths=replace(result.paths, variables=variables, values=values))
    book = opened(result, tmp_path)
    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "inlineStr"}
    assert not [cell for cell in cells(book) if cell.hyperlink or cell.data_type in ("f", "e")]
    assert [cell.value for cell in book["data"]["B"]][1:-1] == odd[:-1]
    assert [cell.value for cell in book["data"]["C"]][1:-1] == odd[:-1]


def test_what_is_not_finite_is_blank_or_text(tmp_path):
    sheet = opened(read_result(bare_folder(tmp_path)), tmp_path)["data"]
    assert [cell.value for cell in sheet[2]][-3:] == [1.0, None, "inf"]
    assert [cell.value for cell in sheet[4]][-3:] == [7.0, 8.0, "-inf"]


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 5e-324, 1.7976931348623157e308, -123456789.123456789, 3.0])
def test_numbers_read_back_to_the_same_bits(tmp_path, value):
    result = read_result(bare_folder(tmp_path))
    values = result.paths.values.copy()
    values[0, 0, 0] = value
    sheet = opened(replace(result, paths=replace(result.paths, values=values)), tmp_path)["data"]
    assert np.float64(sheet["H2"].value).tobytes() == np.float64(value).tobytes()


def test_a_batch(tmp_path):
    result = read_result(batch_folder(tmp_path))
    book = opened(result, tmp_path)
    assert book.sheetnames == ["data", "summary", "bands", "columns", "inputs", "manifest"]
    assert book["data"].max_row == 11
    assert [cell.value for cell in book["data"][5]][-3:] == [None, None, "undecided"]
    assert [cell.value for cell in book["data"][3]][:2] == ["baseline", 1]
    assert book["summary"]["D2"].value == 5


def test_rows_behind_those_that_give_the_widths_are_written_too(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "_LOOKED_AT", 4)
    result = read_result(batch_folder(tmp_path))
    data = opened(result, tmp_path)["data"]
    assert [cell.value for cell in data["B"]] == ["member", *range(5), *range(5)]


def test_the_same_results_give_the_same_bytes(tmp_path):
    result = read_result(batch_folder(tmp_path))
    write_workbook(result, tmp_path / "one.xlsx", "zh")
    write_workbook(result, tmp_path / "other.xlsx", "zh")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()
    created = openpyxl.load_workbook(tmp_path / "one.xlsx").properties.created
    assert created.isoformat() == "2026-03-04T05:06:07"


def test_a_sheet_larger_than_excels_is_refused(tmp_path):
    result = read_result(batch_folder(tmp_path))
    large = replace(result, members=replace(result.members, n_rows=1_048_576))
    with pytest.raises(OutputError) as rows:
        write_workbook(large, tmp_path / "out.xlsx", "en")
    assert str(rows.value) == (
        f"{result.folder}: 1,048,576 rows and 7 columns for one sheet, data. "
        "Expected at most 1,048,575 and 16,384, as Excel's sheets hold. "
        f"Export as csv, or read the Parquet files in {result.folder}."
    )
    bare = read_result(bare_folder(tmp_path))
    wide = replace(bare, paths=replace(bare.paths, times=bare.paths.times.repeat(6000)))
    with pytest.raises(OutputError, match=r"3 rows and 18,007 columns for one sheet, data\. .* Export as csv\.$"):
        write_workbook(wide, tmp_path / "out.xlsx", "en")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_text_longer_than_a_cell_is_refused(tmp_path):
    result = read_result(bare_folder(tmp_path))
    result.manifest["note"] = "x" * 32_768
    with pytest.raises(OutputError) as long:
        write_workbook(result, tmp_path / "out.xlsx", "en")
    assert "a text of 32,768 letters. Expected at most 32,767, as a cell holds. Export as csv." in str(long.value)


def test_without_xlsxwriter_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(OutputError) as missing:
        write_workbook(read_result(bare_folder(tmp_path)), tmp_path / "out.xlsx", "en")
    assert str(missing.value) == (
        "xlsx: xlsxwriter is not installed. Expected it beside the program. "
        "Install it: pip install dezhou-simulator[export]"
    )
