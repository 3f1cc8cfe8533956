"""Members read back from their parts."""

import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.report.batch.members import drawn_members, members_in_pieces
from simulator.target.verdict import VERDICTS
from tests.unit.report.batch.synthetic import drawn


@pytest.fixture
def made(tmp_path):
    return drawn(2, 30, tmp_path / "members")


def test_all_members_of_one_scenario(made):
    target = next(share.target for share in made.outcomes[1].shares if share.counted and 0 < share.p_met < 1)
    name = made.case.targets[target].id
    pieces = list(members_in_pieces(made.members, "plan", ["pace", f"{name}_verdict"]))
    members = np.concatenate([piece["member"] for piece in pieces])
    assert sorted(members.tolist()) == list(range(30))
    verdicts = np.concatenate([piece[f"{name}_verdict"] for piece in pieces])
    assert (verdicts == VERDICTS.index("met")).sum() == made.outcomes[1].shares[target].counted.met


def test_the_first_members_alone(made):
    pieces = list(members_in_pieces(made.members, "baseline", ["pace"], below=7))
    assert sorted(np.concatenate([piece["member"] for piece in pieces]).tolist()) == list(range(7))


def test_verdicts_as_plain_text_and_blank(tmp_path):
    words = pa.table({"scenario": ["a"] * 3, "member": [0, 1, 2], "x_verdict": ["missed", None, "not_modelled"]})
    pq.write_table(words, tmp_path / "part-000000.parquet")
    (piece,) = members_in_pieces(tmp_path, "a", ["x_verdict"])
    assert piece["x_verdict"].tolist() == [VERDICTS.index("missed"), -1, VERDICTS.index("not_modelled")]


def test_draw(made):
    few = drawn_members(made.members, "plan", ["pace"], 10, seed=3)
    assert few["member"].tolist() == sorted(set(few["member"].tolist())) and few["member"].size == 10
    assert few["pace"].shape == (10,)
    again = drawn_members(made.members, "plan", ["pace"], 10, seed=3)
    np.testing.assert_array_equal(few["member"], again["member"])
    other = drawn_members(made.members, "plan", ["pace"], 10, seed=4)
    assert few["member"].tolist() != other["member"].tolist()
    whole = drawn_members(made.members, "plan", ["pace"], 100)
    assert whole["member"].tolist() == list(range(30))


def test_a_scenario_without_members(made):
    assert drawn_members(made.members, "nobody", ["pace"], 10) == {}


def test_every_member_is_as_likely(tmp_path):
    """Of two parts, one a tenth of the other, members are drawn in that proportion."""
    for number, (first, count) in enumerate(((0, 10_000), (10_000, 1000))):
        table = pa.table({"scenario": ["a"] * count, "member": np.arange(first, first + count), "x": np.ones(count)})
        pq.write_table(table, tmp_path / f"part-{number:06d}.parquet")
    found = drawn_members(tmp_path, "a", ["x"], 2000, seed=1)["member"]
    assert 140 < (found >= 10_000).sum() < 225  # 182 expected, standard deviation 12


def test_an_input_of_any_name(tmp_path):
    made = drawn(1, 5)
    strange = replace(made.batch.inputs[0], name="capacity[wind, 海上] \x1b")
    table = pa.table({"scenario": ["a"], "member": [0], strange.name: [1.5]})
    pq.write_table(table, tmp_path / "part-000000.parquet")
    assert drawn_members(tmp_path, "a", [strange.name], 5)[strange.name].tolist() == [1.5]


def test_the_files_of_the_scenario_come_first(tmp_path):
    """Of far more files than are read, one holds the members of the scenario."""
    folder, rows = tmp_path / "members", []
    folder.mkdir()
    for number in range(300):
        scenario = "b" if number == 217 else "a"
        pq.write_table(
            pa.table({"scenario": [scenario], "member": [0], "x": [1.0]}), folder / f"part-{number:06d}.parquet"
        )
        rows.append({"scenario": scenario, "file": f"members/part-{number:06d}.parquet"})
    (tmp_path / "ledger.json").write_text(json.dumps({"parts": rows}), "utf-8")
    for seed in range(5):
        assert drawn_members(folder, "b", ["x"], 10, seed)["x"].tolist() == [1.0]
