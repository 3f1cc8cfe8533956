"""Tables name everything in both languages, and say what was put into a run."""

import json
from dataclasses import replace

import pytest

from simulator.report.export.result import read_result
from simulator.report.export.tables import (
    column_sheet,
    input_sheet,
    labelled_bands,
    labelled_targets,
    long_header,
    long_rows,
    manifest_sheet,
    sample_note,
    time_text,
    wide_header,
    wide_rows,
)
from simulator.report.labelling import Named
from tests.unit.report.export.folders import LEVER, bare_folder, batch_folder, drawn_folder, run_folder

CHINESE = "地区生产总值（2025年价）"


@pytest.fixture
def run(tmp_path):
    """A run read back."""
    return read_result(run_folder(tmp_path))


@pytest.fixture
def batch(tmp_path):
    """A batch read back."""
    return read_result(batch_folder(tmp_path))


def test_long_and_wide_hold_the_same_values(run):
    paths = run.paths
    assert long_header(paths)[-2:] == ("year", "value")
    long = {(row[0], row[1], row[-2]): row[-1] for row in long_rows(paths)}
    header = wide_header(paths)
    assert header[:8] == ("scenario", "variable", "label_en", "label_zh", "sector", "unit", "unit_en", "2020")
    wide = {
        (row[0], row[1], year): value
        for row in wide_rows(paths)
        for year, value in zip(header[7:], row[7:], strict=True)
    }
    assert len(long) == paths.values.size
    assert str(long) == str(wide)
    place = [variable.name for variable in paths.variables].index("GDP")
    assert long["plan", "GDP", "2030"] == paths.values[1, 10, place]


def test_both_languages_stand_beside_a_value(run):
    row = next(row for row in long_rows(run.paths) if row[1] == "GDP")
    assert row[2:7] == ("GDP, constant 2025 prices", CHINESE, "economy", "亿元", "100M yuan")


def test_times_of_a_model_file_keep_their_bits(tmp_path):
    paths = read_result(bare_folder(tmp_path)).paths
    assert [time_text(paths, time) for time in paths.times.tolist()] == ["0.0", "0.5", "1.0"]


def test_targets_get_names_and_verdicts_chinese_words(run, batch):
    sheet = labelled_targets(run, run.verdicts)
    assert sheet.header[-3:] == ("label_en", "label_zh", "verdict_zh")
    targets = {each.name: each for each in run.names if each.kind == "target"}
    for target, english, chinese in zip(
        *(sheet.column(name).text for name in ("target", *sheet.header[-3:-1])), strict=True
    ):
        assert (english, chinese) == (targets[target].en, targets[target].zh)
    words = dict(zip(sheet.column("verdict").text, sheet.column("verdict_zh").text, strict=True))
    assert words["met"] == "达到"
    sheet = labelled_targets(batch, batch.summary)
    assert sheet.header[-5:] == ("label_en", "label_zh", "verdict_zh", "note_en", "note_zh")


def test_shares_say_of_what_they_are_shares(batch):
    sheet = labelled_targets(batch, batch.summary)
    drawn = (
        "Shares and quantiles are of the 5 sampled futures, not of the real one: structure and calibration are fixed, "
        "so bands are too narrow, and they are not conditional on history."
    )
    assert set(sheet.column("note_en").text) == {drawn}
    assert set(sheet.column("note_zh").text) == {
        "比例与分位数针对抽样得到的 5 个未来，并非真实未来的概率："
        "模型结构与校准参数固定，区间偏窄，且未以历史数据为条件。"
    }
    (drawn_input,) = batch.manifest["batch"]["inputs"]
    for kinds, told in [
        (("swept",), "the 5 points of a sweep"),
        (("swept", "drawn"), "5 members: sampled futures, each at every point"),
        (("given",), "the 5 members that the file gives"),
        (("given", "swept"), "the 5 members that the file gives"),
        ((), "the 5 sampled futures"),
    ]:
        batch.manifest["batch"]["inputs"] = [{**drawn_input, "kind": kind} for kind in kinds]
        assert told in sample_note(batch, "en")


def test_a_column_that_is_there_already_is_not_doubled(run):
    once = labelled_targets(run, run.verdicts)
    assert labelled_targets(run, once) == once


def test_bands_get_names(batch):
    sheet = labelled_bands(batch, batch.bands)
    assert sheet.header[-6:] == ("label_en", "label_zh", "sector", "unit_en", "note_en", "note_zh")
    assert "not of the real one" in sheet.rows[0][-2]
    assert sheet.rows[0][-6:-2] == ("Population", "常住人口", "population", "10k people")


def test_columns_of_members_are_explained(batch):
    rows = {row[0]: row[1:] for row in column_sheet(batch).rows}
    assert rows["hukou effort"] == ("input", LEVER.en, LEVER.zh, "Dmnl", "")
    assert rows["population"] == ("variable", "Population", "常住人口", "万人", "10k people")
    kinds = {name: row[0] for name, row in rows.items()}
    assert kinds["total factor productivity multiplier of the whole of industry"] == "input"
    targets = [each.name for each in batch.names if each.kind == "target"]
    expected = "target value" if "urbanization_2030" in targets else "input"
    assert kinds["urbanization_2030_value"] == expected
    assert "member" not in rows


def test_inputs_are_what_scenarios_set_and_impose_and_what_a_batch_draws(run, batch):
    rows = [dict(zip(input_sheet(run).header, row, strict=True)) for row in input_sheet(run).rows]
    settings = run.manifest["scenarios"][1]["set"]
    for name, what in settings.items():
        row = next(row for row in rows if (row["scenario"], row["kind"], row["input"]) == ("plan", "set", name))
        if isinstance(what["value"], float):
            assert float(row["value"]) == what["value"]
        assert row["where"] == what["where"]
    drawn = input_sheet(batch).rows[0]
    assert drawn == (
        *("", "drawn", LEVER.name, LEVER.en, LEVER.zh, "Dmnl", ""),
        *("normal: mean 0.5, standard deviation 0.1", "正态分布：均值 0.5，标准差 0.1", "many.yaml:4"),
    )


def test_long_lists_are_cut_in_a_cell(batch):
    drawn = {"kind": "empirical", "numbers": [0.125] * 9998 + [0.5]}
    batch.manifest["batch"]["inputs"][0] |= {"distribution": drawn}
    row = input_sheet(batch).rows[0]
    assert row[-3:-1] == ("empirical: 9,999 values from 0.125 to 0.5", "经验分布：9,999 个取值，0.125 至 0.5")
    assert dict(manifest_sheet(batch).rows)["batch.inputs.1.distribution.numbers.9999"] == "0.5"


def test_what_is_set_is_the_constant_itself_though_members_multiply_it(batch):
    batch.manifest["scenarios"][0]["set"] = {LEVER.name: {"value": 0.25, "where": "a.yaml:2"}}
    factor = Named("input", LEVER.name, "Hukou effort, times", "户籍改革力度，乘数", "Dmnl")
    constant = Named("lever", LEVER.name, LEVER.en, LEVER.zh, "1/Year")
    others = tuple(each for each in batch.names if each.kind != "input")
    rows = input_sheet(replace(batch, names=(*others, factor, constant))).rows
    assert [row[3:7] for row in rows[:2]] == [
        ("Hukou effort, times", "户籍改革力度，乘数", "Dmnl", ""),
        (LEVER.en, LEVER.zh, "1/Year", "1 per year"),
    ]


def test_inputs_of_a_batch_as_its_manifest_tells_them(tmp_path):
    result = read_result(drawn_folder(tmp_path))
    rows = [dict(zip(input_sheet(result).header, row, strict=True)) for row in input_sheet(result).rows]
    pace = next(row for row in rows if row["input"] == "pace")
    assert (pace["scenario"], pace["kind"], pace["label_zh"], pace["unit"]) == ("", "drawn", "步伐", "1/Year")
    assert pace["value"].startswith("normal: mean ") and pace["value_zh"].startswith("正态分布：均值 ")
    assert pace["unit_en"] == "1 per year"
    assert sample_note(result, "en") == result.manifest["shares"]
    kinds = {row[0]: row[1] for row in column_sheet(result).rows}
    targets = [each.name for each in result.names if each.kind == "target" and f"{each.name}_value" in kinds]
    assert targets
    for target in targets:
        assert [kinds[f"{target}_{part}"] for part in ("value", "margin", "verdict")] == [
            *("target value", "target margin", "target verdict")
        ]
    assert [kinds[name] for name in ("pace", "growth of GDP", "green")] == ["input"] * 3


def test_what_is_imposed_is_an_input(run):
    imposed = {"unit": "亿元", "growth": 0.055, "from": 2025, "where": "x.yaml:3"}
    run.manifest["scenarios"][0]["impose"] = {"GDP": imposed}
    row = next(row for row in input_sheet(run).rows if row[1] == "impose")
    assert row == (
        *("baseline", "impose", "GDP", "GDP, constant 2025 prices", CHINESE, "亿元", "100M yuan"),
        *("growth: 5.5 % a year, from: 2025", "年增速：5.5 %/年，起始：2025", "x.yaml:3"),
    )


def test_the_manifest_is_told_value_by_value(run):
    rows = dict(manifest_sheet(run).rows)
    assert rows["format"] == "simulator results"
    assert rows["scenarios.2.name"] == "plan"
    assert rows["units.GDP"] == "亿元"
    assert rows["scenarios.1.seed"] == ""
    assert rows["scenarios.1.set"] == json.dumps({}) or "scenarios.1.set" not in rows
