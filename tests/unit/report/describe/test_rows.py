"""Rows for other programs."""

import json

from simulator.report.describe.rows import described_rows, dominance_rows
from tests.unit.report.describe.dairy import dairy


def test_everything_as_rows():
    found = described_rows(dairy())
    rows = {row["variable"]: row for row in found["variables"]}
    assert rows["fertility"]["values"] == [0.5]
    assert (rows["fertility"]["low"], rows["fertility"]["high"], rows["fertility"]["origin"]) == (
        0.2,
        0.8,
        "assumption",
    )
    assert (rows["cows"]["zh"], rows["cows"]["history"], rows["cows"]["loops"]) == ("奶牛", 3, ["R1", "B1"])
    assert {"from": "cows", "to": "births", "polarity": "+"} in found["links"]
    assert [row["name"] for row in found["loops"][:2]] == ["R1", "B1"]
    assert found["loops"][1]["expected"] == "R" and found["loops"][1]["polarity"] == "B"
    assert json.loads(json.dumps(found)) == found


def test_shares_of_loops():
    cows = dairy().number("cows")
    rows = dominance_rows(dairy(), dairy().structure.dominance(cows))
    first = [abs(row["share"]) for row in rows if row["time"] == rows[0]["time"]]
    assert sum(first) == 1 or abs(sum(first) - 1) < 1e-12
    assert {row["loop"] for row in rows} >= {"R1", "B1", "cows"}
