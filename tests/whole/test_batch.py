"""A batch from its file to its results, on the small town, as a user runs it."""

import csv
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

BATCH = """
name: {en: Try, zh: 试验}
extends: base
uncertain:
  movement pace: {triangular: [0.0, 0.02, 0.1]}
  birth rate: {multiply: {uniform: [0.5, 1.5]}}
sample: {method: monte_carlo, size: 300, seed: 4}
"""
TIMED = ("execution",)


@pytest.fixture
def batch(town: Path) -> Path:
    path = town / "try.yaml"
    path.write_text(BATCH, encoding="utf-8")
    return path


def summary(folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    with (folder / "summary.csv").open(encoding="utf-8-sig") as file:
        return {(row["scenario"], row["target"]): row for row in csv.DictReader(file)}


def members(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "members")


def manifest(folder: Path) -> dict[str, object]:
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {name: value for name, value in content.items() if name not in TIMED}


def test_a_batch_tells_every_target(town, batch, command):
    said = command("batch", "try.yaml")
    assert said.code == 0, said.err
    folder = town / "outputs" / "try"
    rows = summary(folder)
    assert len(rows) == 6
    row, drawn = rows["try", "urban_2030"], members(folder)
    assert len(drawn) == 300
    assert int(row["n"]) == 300
    assert float(row["p_met"]) == (drawn["urban_2030_verdict"] == "met").mean()
    assert float(row["p_low"]) < float(row["p_met"]) < float(row["p_high"])
    assert float(row["q50"]) == np.quantile(drawn["urban_2030_value"], 0.5)
    assert (drawn["urban_2030_margin"] + 51.5).tolist() == pytest.approx(drawn["urban_2030_value"].tolist())
    assert rows["try", "far"]["share_undecided"] == "1.0"
    assert rows["try", "doctors"]["basis"] == "none"
    assert rows["try", "urban_2022"]["basis"] == "observed"
    assert "sampled futures" in said.out
    assert (folder / "figures").is_dir()


def test_a_member_is_the_single_run_of_its_numbers(town, batch, command):
    assert command("batch", "try.yaml").code == 0
    member = members(town / "outputs" / "try").iloc[17]
    pace, births = float(member["movement pace"]), 0.002 * float(member["birth rate"])
    numbers = ("--set", f"movement pace={pace!r}", "--set", f"birth rate={births!r}", "--solver", "rk4")
    assert command("run", "base", *numbers).code == 0
    with (town / "outputs" / "base" / "trajectories.csv").open(encoding="utf-8-sig") as file:
        year = next(row for row in csv.DictReader(file) if row["year"] == "2030")
    # the values shown of a run are those of half the step
    assert float(year["urbanization rate"]) == pytest.approx(member["urban_2030_value"], rel=1e-6)


def test_workers_and_scenarios_leave_members_as_they_are(town, batch, command):
    assert command("batch", "try.yaml", "--workers", "1").code == 0
    alone = members(town / "outputs" / "try")
    (town / "both.yaml").write_text(BATCH.replace("extends: base", "scenarios: [base, effort, imposed]"), "utf-8")
    assert command("batch", "both.yaml", "--workers", "3").code == 0
    both = members(town / "outputs" / "both")
    assert both["scenario"].unique().tolist() == ["base", "effort", "imposed"]
    for _, own in both.groupby("scenario", observed=True):
        assert np.array_equal(own["movement pace"], alone["movement pace"])
    base = both[both["scenario"] == "base"].reset_index(drop=True)
    pd.testing.assert_frame_equal(base.drop(columns="scenario"), alone.drop(columns="scenario"))
    assert set(both[both["scenario"] == "imposed"]["growth_2030_verdict"]) == {"not_modelled"}


def test_more_draws_leave_members_as_they_are(town, batch, command):
    assert command("batch", "try.yaml", "--members", "70").code == 0
    few = members(town / "outputs" / "try")
    assert command("batch", "try.yaml", "--members", "900").code == 0
    many = members(town / "outputs" / "try")
    assert (len(few), len(many)) == (70, 900)
    inputs = ["member", "movement pace", "birth rate", "urban_2030_value"]
    pd.testing.assert_frame_equal(few[inputs], many[inputs].iloc[:70])


def test_the_same_batch_gives_the_same_bytes(town, batch, command):
    assert command("batch", "try.yaml", "-o", "one").code == 0
    assert command("batch", "try.yaml", "-o", "two", "--workers", "3").code == 0
    for path in sorted((town / "one" / "try").rglob("*")):
        if path.is_file() and path.name != "manifest.json":
            assert path.read_bytes() == (town / "two" / "try" / path.relative_to(town / "one" / "try")).read_bytes()
    assert manifest(town / "one" / "try") == manifest(town / "two" / "try")


def test_a_sweep_of_an_imposed_growth(town, command):
    (town / "grid.yaml").write_text(
        "extends: base\nimpose: {GDP: {growth: {from: 2 %/year, to: 6 %/year, steps: 5}, from: 2025}}\n"
        "sweep: {movement effort: [0, 1]}\nsave: {variables: [GDP], window: [2025, 2030]}\n",
        encoding="utf-8",
    )
    said = command("batch", "grid.yaml")
    assert said.code == 0, said.err
    drawn = members(town / "outputs" / "grid")
    assert drawn["growth of GDP"].unique().tolist() == pytest.approx([0.02, 0.03, 0.04, 0.05, 0.06])
    assert drawn["growth_2030_value"].tolist() == pytest.approx((100 * drawn["growth of GDP"]).tolist(), rel=1e-6)
    paths = pd.read_parquet(town / "outputs" / "grid" / "trajectories")
    assert paths["year"].unique().tolist() == list(range(2025, 2031))
    assert len(paths) == 10 * 6
    assert "no probabilities" in said.out
    assert summary(town / "outputs" / "grid")["grid", "urban_2030"]["p_low"] == ""


def test_what_no_draw_moves_has_no_interval(town, batch, command):
    text = BATCH.replace("movement pace: {triangular: [0.0, 0.02, 0.1]}", "movement effort: {uniform: [0, 1]}")
    text = text.replace("birth rate: {multiply: {uniform: [0.5, 1.5]}}", "")
    register = town / "models" / "smalltown" / "targets.csv"
    rows = register.read_text(encoding="utf-8-sig")
    past = rows.splitlines()[1].replace("urban_2030", "urban_2024").replace(",2030,~,52", ",2024,~,43")
    register.write_text("\ufeff" + rows.rstrip() + "\n" + past + "\n", encoding="utf-8")
    batch.write_text(text, encoding="utf-8")
    assert command("batch", "try.yaml").code == 0
    told = summary(town / "outputs" / "try")
    assert told["try", "urban_2024"]["p_low"] == "" and told["try", "urban_2024"]["n"] == "300"
    assert told["try", "urban_2030"]["p_low"] != ""


@pytest.mark.parametrize("targets", ["all", "none"])
def test_without_bands(town, batch, command, targets):
    batch.write_text(BATCH + "save: {bands: []}\n", encoding="utf-8")
    if targets == "none":
        register = town / "models" / "smalltown" / "targets.csv"
        rows = register.read_text(encoding="utf-8-sig").splitlines()
        register.write_text("\ufeff" + "\n".join([rows[0], rows[-1]]) + "\n", encoding="utf-8")
    said = command("batch", "try.yaml")
    assert said.code == 0, said.err
    assert len(summary(town / "outputs" / "try")) == (1 if targets == "none" else 6)


def test_reductions_alone_give_the_same_summary(town, batch, command):
    assert command("batch", "try.yaml").code == 0
    whole = (town / "outputs" / "try" / "summary.csv").read_bytes()
    batch.write_text(BATCH + "save: {members: false}\n", encoding="utf-8")
    assert command("batch", "try.yaml").code == 0
    assert (town / "outputs" / "try" / "summary.csv").read_bytes() == whole
    assert not (town / "outputs" / "try" / "members").exists()


def test_a_dry_run_writes_nothing(town, batch, command):
    said = command("batch", "try.yaml", "--dry-run", "--json")
    plan = json.loads(said.out)
    assert (plan["members"], plan["scenarios"], plan["draws"]) == (300, ["try"], 300)
    assert plan["inputs"]["movement pace"].startswith("triangular")
    assert not (town / "outputs").exists()
    chinese = command("batch", "try.yaml", "--dry-run", "--lang", "zh")
    assert "成员" in chinese.out
    assert chinese.err.startswith("try：正在编译")


def test_earlier_results_are_replaced_and_it_is_told(town, batch, command):
    assert "replaced" not in command("batch", "try.yaml").err
    assert "outputs/try holds earlier results" in command("batch", "try.yaml", "--members", "70").err
    assert len(members(town / "outputs" / "try")) == 70


def test_the_summary_as_json(town, batch, command):
    rows = json.loads(command("batch", "try.yaml", "--json").out)
    told = {(row["scenario"], row["target"]): row for row in rows}
    assert told["try", "urban_2030"]["p_met"] == float(summary(town / "outputs" / "try")["try", "urban_2030"]["p_met"])


def test_an_interrupted_batch_goes_on(town, batch, command, monkeypatch):
    assert command("batch", "try.yaml", "-o", "whole").code == 0
    record, seen = "simulator.ensemble.store.Store.record", []
    kept = __import__("simulator.ensemble.store", fromlist=["Store"]).Store.record

    def stopping(self, done, share):
        kept(self, done, share)
        seen.append(done.chunk)
        if len(seen) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(record, stopping)
    said = command("batch", "try.yaml", "--workers", "1")
    assert said.code == 130
    told = re.search(r"Stopped\. (\d+) of 300 members are done and kept in .*try\.partial\. ", said.err)
    assert told is not None and 0 < int(told[1]) < 300
    assert said.err.rstrip().endswith("Go on with: simulator batch try.yaml --workers 1 --resume")
    assert not (town / "outputs" / "try").exists()
    monkeypatch.setattr(record, kept)
    said = command("batch", "try.yaml")
    assert said.code == 2
    assert "--resume" in said.err and "--restart" in said.err
    said = command("batch", "try.yaml", "--members", "200", "--resume")
    assert said.code == 2
    assert "another plan" in said.err
    assert command("batch", "try.yaml", "--resume").code == 0
    for name in ("summary.csv", "bands.csv", "ledger.json"):
        assert (town / "outputs" / "try" / name).read_bytes() == (town / "whole" / "try" / name).read_bytes()
    assert manifest(town / "outputs" / "try") == manifest(town / "whole" / "try")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["base"], "simulator run base"),
        (["bas"], "Nearest: 'base'"),
        (["try.yaml", "--resume", "--restart"], "Leave one of them out"),
        (["try.yaml", "--set", "nothing=1"], "no lever or constant 'nothing'"),
        (["try.yaml", "--resume"], "there is no unfinished batch"),
        (["try.yaml", "--time-step", "0.3"], "time step 0.3"),
        (["try.yaml", "-o", "try.yaml"], "it is a file"),
    ],
)
def test_bad_input_is_refused(town, batch, command, arguments, told):
    said = command("batch", *arguments)
    assert said.code == 2
    assert told in said.err
    assert "Traceback" not in said.err


def test_a_disk_that_is_too_small_is_refused(town, batch, command, monkeypatch):
    monkeypatch.setattr("simulator.ensemble.refusal.shutil.disk_usage", lambda _: type("Disk", (), {"free": 10}))
    said = command("batch", "try.yaml")
    assert said.code == 2
    assert "are free there" in said.err
