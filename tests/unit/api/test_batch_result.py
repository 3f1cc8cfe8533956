"""What a batch gives is what its folder holds, shaped."""

import numpy as np
import pytest

from simulator.api.batch_result import open_batch
from simulator.api.batching import batch
from simulator.cli import main
from simulator.errors import OutputError
from simulator.report.export.sheet import read_sheet


def test_arrays_are_the_columns_of_members(town):
    result = batch("try.yaml")
    table = result.to_pandas()
    assert result.scenarios == ("base", "effort") and result.n_members == 80
    assert result.input_names == ("movement pace", "birth rate")
    for place, name in enumerate(result.scenarios):
        own = table[table.scenario == name]
        assert list(own.member) == list(range(80))
        np.testing.assert_array_equal(result.inputs, own[list(result.input_names)].to_numpy().T)
        for row, target in enumerate(result.target_ids):
            np.testing.assert_array_equal(result.values[place, row], own[f"{target}_value"])
            np.testing.assert_array_equal(result.margins[place, row], own[f"{target}_margin"])
            words = [result.verdict_words[code] for code in result.verdicts[place, row]]
            assert words == list(own[f"{target}_verdict"])
    np.testing.assert_array_equal(result.met, result.verdicts == 0)
    assert result.met.any() and not result.met.all()


def test_the_summary_is_that_of_the_members(town):
    result = batch("try.yaml")
    rows = {(row["scenario"], row["target"]): row for row in result.summary}
    for place, name in enumerate(result.scenarios):
        for target in result.target_ids:
            row = rows[name, target]
            assert row["n"] == 80 and isinstance(row["n"], int)
            assert row["p_met"] == result.met[place, result.target_ids.index(target)].mean()
    blank = next(row for row in result.summary if row["basis"] == "none")
    assert blank["p_met"] is None and blank["n"] is None
    assert list(result.summary_to_pandas().columns) == list(read_sheet(result.folder / "summary.csv", ()).header)


def test_fewer_targets_and_inputs(town):
    result = batch("try.yaml")
    chosen = result.select(targets=result.target_ids[1:2], inputs=["birth rate"])
    np.testing.assert_array_equal(chosen.values, result.values[:, 1:2])
    np.testing.assert_array_equal(chosen.inputs, result.inputs[1:])
    told = [f"{result.target_ids[1]}_{what}" for what in ("value", "margin", "verdict")]
    assert list(chosen.to_pandas().columns) == ["scenario", "member", "birth rate", *told]
    assert list(result.to_pandas(["member"]).columns) == ["member"]
    with pytest.raises(KeyError, match=r"no input of members 'birth rat'\. Nearest: 'birth rate'"):
        result.select(inputs=["birth rat"])


def test_labelled_arrays(town):
    result = batch("try.yaml")
    cube = result.to_xarray()
    np.testing.assert_array_equal(cube["values"], result.values)
    np.testing.assert_array_equal(cube["inputs"].sel(input="birth rate"), result.inputs[1])
    table = result.trajectories_to_pandas()
    row = table[(table.scenario == "effort") & (table.member == 7) & (table.year == 2030)].iloc[0]
    assert cube["GDP"].sel(scenario="effort", member=7, year=2030) == row["GDP"]
    assert cube["GDP"].attrs["units"] == "亿元" and list(cube.year) == [2020, 2025, 2030]
    assert "sampled futures" in cube.attrs["shares"]


def test_a_folder_is_opened_again(town):
    made = batch("try.yaml", output="kept")
    for reference in ("kept/try", town / "kept" / "try"):
        again = open_batch(reference)
        assert again.folder == made.folder == (town / "kept" / "try").resolve()
        np.testing.assert_array_equal(again.values, made.values)
        assert again.summary == made.summary and again.manifest == made.manifest
    with pytest.raises(OutputError, match="no folder of results 'tri'"):
        open_batch("tri")


def test_what_is_not_kept_is_told(town):
    text = (town / "try.yaml").read_text(encoding="utf-8")
    (town / "few.yaml").write_text(text[: text.index("save:")] + "save: {members: false}\n", encoding="utf-8")
    result = batch("few.yaml")
    assert result.n_members == 80 and result.target_ids == () and result.bands.of("GDP").shape[0] == 5
    with pytest.raises(OutputError, match=r"the batch keeps no members\. Expected members/"):
        result.values  # noqa: B018
    with pytest.raises(OutputError, match=r"the batch keeps no trajectories\. Expected trajectories/"):
        result.trajectories_to_pandas()


def test_results_of_a_run_are_no_batch(town, capsys):
    with pytest.raises(SystemExit):
        main(["run", "base"])
    capsys.readouterr()
    with pytest.raises(OutputError, match=r"these are the results of run or compare\. Expected those of a batch"):
        open_batch("base")
