"""History matching from its files to a batch of its members, on the small town, as a user runs it."""

import csv
import json
from math import exp
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

PACE, BIRTH = 0.03, 0.001
CALIBRATION = """\
parameters:
  movement pace: {range: [0, 0.1], source: assumption}
  birth rate: {range: [-0.01, 0.01], source: assumption}
observations:
  population: {years: 2020-2026, error: 0.2 %, source: census}
  urban: {series: urbanization, years: [2021, 2022, 2024, 2026], error: 0.2, source: communique}
holdout:
  2024: {set: {movement effort: 0}}
match:
  headlines: [population, urbanization rate]
  years: [2030]
  uncertain:
    productivity growth: {range: [0, 0.06], prior: {normal: [0.03, 0.01]}, source: assumption}
"""
HEADER = "series,variable,year,value,unit,source_title,confidence,note\n"
QUICK = ("--members", "200", "--threads", "1")


def population(year: float) -> float:
    """Residents, 万人."""
    return 100.0 * exp(BIRTH * (year - 2020.0))


def urbanization(year: float) -> float:
    """Urban share of residents, %."""
    return 100.0 - 60.0 * exp(-PACE * (year - 2020.0))


@pytest.fixture
def observed(town: Path) -> Path:
    """Give the town a history that it wrote itself with other constants than its own, and what to match."""
    folder = town / "models" / "smalltown"
    rows = [("population", "population", year, population(year), "万人") for year in range(2020, 2027)]
    rows += [("urbanization", "urbanization rate", year, urbanization(year), "%") for year in (2021, 2022, 2024, 2026)]
    lines = [f"{','.join(map(str, row))},Closed form,high,\n" for row in rows]
    (folder / "history.csv").write_text("\ufeff" + HEADER + "".join(lines), encoding="utf-8")
    (folder / "calibration.yaml").write_text(CALIBRATION, encoding="utf-8")
    return town


def sheet(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return {(row["kind"], row["name"]): row for row in csv.DictReader(file)}


def test_what_history_decides_is_found_and_the_rest_stays_as_it_was(observed, command):
    said = command("match", "smalltown", *QUICK)
    assert said.code == 0
    assert "smalltown: conditional on history" in said.out
    assert "2 of 3 uncertain inputs are seen by 11 values of 2 series" in said.out
    rows = sheet(observed / "outputs" / "match-smalltown" / "summary.csv")
    pace, growth = rows["parameter", "movement pace"], rows["uncertainty", "productivity growth"]
    assert float(pace["posterior_q05"]) < PACE < float(pace["posterior_q95"])
    assert float(pace["narrowed"]) > 0.9 and float(pace["effective"]) > 100
    assert growth["seen"] == "no" and abs(float(growth["narrowed"])) < 0.2
    urban = rows["headline", "urbanization rate"]
    assert float(urban["posterior_q05"]) < urbanization(2030) < float(urban["posterior_q95"])


def test_a_batch_takes_the_members_and_says_what_its_shares_are(observed, command):
    assert command("match", "smalltown", *QUICK).code == 0
    folder = observed / "outputs" / "match-smalltown"
    said = command("batch", str(folder / "posterior-smalltown.yaml"))
    assert said.code == 0
    assert "200 members conditional on history" in said.out
    told = json.loads((observed / "outputs" / "posterior-smalltown" / "manifest.json").read_text(encoding="utf-8"))
    assert told["batch"]["sample"]["conditional"] == "history"
    assert told["shares"].startswith("Shares and quantiles are of 200 members conditional on history")
    kept = pq.read_table(observed / "outputs" / "posterior-smalltown" / "members")
    given = pq.read_table(folder / "posterior.parquet")
    assert np.array_equal(kept["movement pace"].to_numpy(), given["movement pace"].to_numpy())


def test_the_same_seed_gives_the_same_bytes_for_any_threads(observed, command):
    folder = observed / "outputs" / "match-smalltown"
    written = []
    for threads, seed in (("1", "3"), ("2", "3"), ("1", "4")):
        assert command("match", "smalltown", "--members", "150", "--threads", threads, "--seed", seed).code == 0
        names = ("posterior.parquet", "summary.csv", "bands.csv", "fit.csv")
        written.append([(folder / name).read_bytes() for name in names])
    assert written[0] == written[1] != written[2]


def test_a_cut_takes_history_until_then_and_what_was_known(observed, command):
    said = command("match", "smalltown", "--until", "2024", *QUICK)
    assert said.code == 0
    assert "smalltown: conditional on history until 2024" in said.out
    text = (observed / "outputs" / "match-smalltown-until-2024" / "posterior-smalltown-until-2024.yaml").read_text(
        encoding="utf-8"
    )
    assert '  "movement effort": 0\n' in text


def test_in_chinese_and_as_json(observed, command):
    assert "smalltown：以历史数据为条件" in command("match", "smalltown", "--lang", "zh", *QUICK).out
    told = json.loads(command("match", "smalltown", "--json", *QUICK).out)
    assert told["members"] == 200 and told["settled"] is True


def test_nothing_that_history_sees_is_refused(observed, command):
    path = observed / "models" / "smalltown" / "calibration.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  movement pace"), text.index("observations:")
    unseen = "  productivity growth: {range: [0, 0.05], source: assumption}\n"
    path.write_text(text[:start] + unseen + text[end:].partition("match:")[0], encoding="utf-8")
    said = command("match", "smalltown", *QUICK)
    assert said.code == 2
    assert "no uncertain input changes what the model says of history" in said.err


def test_faults_of_the_file_are_told_before_anything_runs(observed, command):
    path = observed / "models" / "smalltown" / "calibration.yaml"
    wrong = CALIBRATION.replace("range: [0, 0.1]", "range: [0.1, 0]").replace("urbanization rate]", "urbanisation]")
    path.write_text(wrong, encoding="utf-8")
    said = command("match", "smalltown", *QUICK)
    assert said.code == 2
    assert "the lower bound not below the upper" in said.err and "'urbanisation'" in said.err
