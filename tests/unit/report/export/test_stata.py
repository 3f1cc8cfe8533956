"""Stata files hold values to the same bits under names that Stata takes, with labels and value labels."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from simulator.errors import OutputError
from simulator.report.export import stata
from simulator.report.export.result import read_result
from simulator.report.export.stata import write_stata
from tests.unit.report.export.folders import bare_folder, batch_folder, member_table, run_folder

pandas = pytest.importorskip("pandas", reason="needs the extra [export]")


def written(folder, tmp_path, language="en"):
    """Export a folder; give where it went and what was told."""
    out = tmp_path / f"stata-{language}"
    out.mkdir()
    return out, write_stata(read_result(folder), out, language)


def labels(path):
    """Read variable labels and value labels."""
    with pandas.io.stata.StataReader(path) as reader:
        return reader.variable_labels(), reader.value_labels()


def test_a_run(tmp_path):
    folder = run_folder(tmp_path)
    out, notices = written(folder, tmp_path)
    assert {path.name for path in out.iterdir()} == {"values.dta", "verdicts.dta"}
    assert notices == ()
    paths = read_result(folder).paths
    found = pandas.read_stata(out / "values.dta")
    assert found["scenario"].tolist() == ["baseline"] * 16 + ["plan"] * 16
    assert found["year"].tolist() == list(range(2020, 2036)) * 2
    np.testing.assert_array_equal(found.iloc[:, 2:].to_numpy(), paths.values.reshape(32, -1))
    assert labels(out / "values.dta")[0]["GDP"] == "GDP: GDP, constant 2025 prices, 100M yuan"


def test_verdicts_have_value_labels(tmp_path):
    folder = run_folder(tmp_path)
    out, _ = written(folder, tmp_path, "zh")
    words = labels(out / "verdicts.dta")[1]["verdict"]
    assert {int(code): word for code, word in words.items()}[1] == "达到"
    found = pandas.read_stata(out / "verdicts.dta", convert_categoricals=False)
    told = read_result(folder).verdicts
    names = ["", "met", "missed", "too_close", "undecided", "not_modelled"]
    assert [names[code] for code in found["verdict"]] == list(told.column("verdict").text)
    np.testing.assert_array_equal(found["margin"].to_numpy(), told.column("margin").numbers)
    assert found["target"].tolist() == list(told.column("target").text)


def test_members(tmp_path):
    out, _ = written(batch_folder(tmp_path), tmp_path)
    assert {path.stem for path in out.iterdir()} == {"members", "trajectories", "summary", "bands"}
    found = pandas.read_stata(out / "members.dta")
    assert found["scenario"].astype(str).tolist() == ["baseline"] * 5 + ["plan"] * 5
    assert found["member"].tolist() == [0, 1, 2, 3, 4] * 2
    made = member_table("plan", 0, 5)
    assert found["hukou_effort"].to_numpy()[5:].tobytes() == made["hukou effort"].to_numpy().tobytes()
    assert found["urbanization_2030_verdict"].astype(str).tolist()[5:] == made["urbanization_2030_verdict"].to_pylist()
    told, _ = labels(out / "members.dta")
    assert told["hukou_effort"] == "hukou effort: Hukou effort"
    assert told["total_factor_productivity_multip"].startswith("total factor productivity multiplier of the whole")
    assert pandas.read_stata(out / "trajectories.dta")["year"].tolist() == [2025, 2030] * 10


def test_infinities_are_missing_and_told(tmp_path):
    out, notices = written(bare_folder(tmp_path), tmp_path)
    assert notices == ("values.dta: 2 values that are not finite are missing (.) in Stata",)
    found = pandas.read_stata(out / "values.dta")
    np.testing.assert_array_equal(found["stock"], [1.0, np.nan, np.nan])
    assert found["_1_1"].tolist()[:2] == [7.0, 8.0]
    assert found["flow_a_b"].tolist() == [0.1, 0.2, 0.1 + 0.2]


def test_labels_are_cut_before_the_unit(tmp_path):
    result = read_result(bare_folder(tmp_path))
    long = tuple(replace(each, en="x" * 90) for each in result.paths.variables)
    write_stata(replace(result, paths=replace(result.paths, variables=long)), tmp_path, "en")
    label = labels(tmp_path / "values.dta")[0]["stock"]
    assert len(label) == 80
    assert label.endswith("xx, m")


def test_long_text_is_kept_whole(tmp_path):
    folder = run_folder(tmp_path)
    result = read_result(folder)
    long = "德" * 3000
    sheet = result.verdicts.with_columns({"reason": [long] * len(result.verdicts.rows)})
    write_stata(replace(result, verdicts=sheet), tmp_path, "en")
    assert pandas.read_stata(tmp_path / "verdicts.dta")["reason"].tolist()[0] == long


def test_the_same_results_give_the_same_bytes(tmp_path):
    result = read_result(batch_folder(tmp_path))
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_stata(result, tmp_path / name, "en")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_members_that_memory_cannot_hold_are_refused(tmp_path, monkeypatch):
    class Machine:
        available = 1e9

    monkeypatch.setattr(stata.psutil, "virtual_memory", lambda: Machine)
    result = read_result(batch_folder(tmp_path))
    large = replace(result, members=replace(result.members, n_rows=10_000_000))
    with pytest.raises(OutputError) as refused:
        write_stata(large, tmp_path, "en")
    assert str(refused.value) == (
        f"{result.members.folder}: 10,000,000 rows of 7 columns need 2.8 GB of memory as Stata files, 1.0 GB are free. "
        "Expected at most 80% of that. Export as csv, which is streamed, or keep fewer columns or members."
    )


def test_more_variables_than_stata_holds_are_refused(tmp_path):
    result = read_result(bare_folder(tmp_path))
    first = result.paths.variables[0]
    many = tuple(replace(first, name=f"x{number}") for number in range(32_767))
    values = np.zeros((1, 3, len(many)))
    with pytest.raises(OutputError) as refused:
        write_stata(replace(result, paths=replace(result.paths, variables=many, values=values)), tmp_path, "en")
    told = "values.dta: 32,769 variables. Expected at most 32,767, as Stata holds. Export as csv."
    assert str(refused.value) == told


def test_without_pandas_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(OutputError) as missing:
        write_stata(read_result(bare_folder(tmp_path)), tmp_path, "en")
    assert str(missing.value) == (
        "stata: pandas is not installed. Expected it beside the program. "
        "Install it: pip install dezhou-simulator[export]"
    )
