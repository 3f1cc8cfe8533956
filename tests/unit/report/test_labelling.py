"""labels.csv names everything of a result in both languages, and reads back."""

import pytest

from simulator.errors import OutputError
from simulator.report.labelling import NAME_KINDS, Named, read_names, write_labels
from simulator.scenario.batch import Input
from tests.unit.report.export.folders import LEVER
from tests.unit.report.synthetic import case


def test_everything_is_named_in_both_languages(tmp_path):
    made = case()
    write_labels(tmp_path / "labels.csv", made)
    names = read_names(tmp_path / "labels.csv")
    assert {each.kind for each in names} <= set(NAME_KINDS)
    assert [each.name for each in names] == [each.variable for each in made.labels] + [each.id for each in made.targets]
    first = made.labels[0]
    assert names[0] == Named("variable", first.variable, first.en, first.zh, first.unit, first.sector, first.yearly)
    target = made.targets[0]
    assert (names[len(made.labels)].en, names[len(made.labels)].zh) == (target.name_en, target.name_zh)


def test_levers_and_other_inputs_are_named_once(tmp_path):
    made = case()
    made = type(made)(made.model, made.model_hash, (), (), made.history, (LEVER,))
    inputs = [Input("x", "x", "swept", unit="m"), Input("y", "y", "swept", zh="乙")]
    write_labels(tmp_path / "labels.csv", made, inputs)
    assert read_names(tmp_path / "labels.csv") == (
        Named("input", "x", "x", "x", "m"),
        Named("input", "y", "y", "乙", ""),
        Named("input", LEVER.name, LEVER.en, LEVER.zh, LEVER.unit),
    )
    write_labels(tmp_path / "labels.csv", made, [Input(LEVER.name, LEVER.name, "drawn", unit="Dmnl", en="a", zh="甲")])
    assert read_names(tmp_path / "labels.csv") == (Named("input", LEVER.name, "a", "甲", "Dmnl"),)


def test_a_relative_input_is_not_called_the_lever_itself(tmp_path):
    made = case()
    made = type(made)(made.model, made.model_hash, (), (), made.history, (LEVER,))
    factor = Input(LEVER.name, LEVER.name, "drawn", "multiply", "Dmnl", en=LEVER.en, zh=LEVER.zh)
    write_labels(tmp_path / "labels.csv", made, [factor])
    assert read_names(tmp_path / "labels.csv") == (
        Named("input", LEVER.name, "Hukou effort, times", "户籍改革力度，乘数", "Dmnl"),
        Named("lever", LEVER.name, LEVER.en, LEVER.zh, LEVER.unit),
    )


def test_labels_never_run_as_formulas_and_read_back(tmp_path):
    made = case()
    made = type(made)(made.model, made.model_hash, (), (), made.history)
    write_labels(tmp_path / "labels.csv", made, [Input("x", "x", "swept", en="=1+1", zh="-乙")])
    assert "\ninput,x,'=1+1,'-乙," in (tmp_path / "labels.csv").read_text(encoding="utf-8-sig")
    assert (read_names(tmp_path / "labels.csv")[0].en, read_names(tmp_path / "labels.csv")[0].zh) == ("=1+1", "-乙")


def test_a_name_of_two_lines_reads_back(tmp_path):
    made = case()
    made = type(made)(made.model, made.model_hash, (), (), made.history)
    write_labels(tmp_path / "labels.csv", made, [Input("a\nb", "a\nb", "swept")])
    assert read_names(tmp_path / "labels.csv")[0].name == "a\nb"


def test_what_is_no_file_of_labels_is_refused(tmp_path):
    path = tmp_path / "labels.csv"
    with pytest.raises(OutputError) as missing:
        read_names(path)
    assert str(missing.value) == f"{path}: no such file. Expected the labels of a result. Correct the path."
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(OutputError) as columns:
        read_names(path)
    expected = "kind, name, en, zh, unit, sector, yearly"
    told = f"{path}:1: its columns are a, b. Expected {expected}. Make the results again with this version."
    assert str(columns.value) == told
    path.write_text("kind,name,en,zh,unit,sector,yearly\nvariable,x\nodd,x,x,x,x,x,x\n", encoding="utf-8")
    with pytest.raises(OutputError) as rows:
        read_names(path)
    assert [fault.split(": ")[0] for fault in rows.value.faults] == [f"{path}:2", f"{path}:3"]
