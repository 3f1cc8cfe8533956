"""What history matching writes: members that a batch takes, the same bytes again."""

import json
from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest

from simulator.report.fit.match_write import MEMBERS, posterior_text, write_matched
from simulator.report.manifest import execution_now
from simulator.scenario.scenario import Setting
from tests.matches import matched


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_matched(matched(), tmp_path_factory.mktemp("out"), "en").folder


def test_members_read_back_to_the_same_bits(folder):
    table = pq.read_table(folder / MEMBERS)
    assert table.column_names == ["growth", "worth", "rise"]
    assert np.array_equal(np.stack([each.to_numpy() for each in table.columns]), matched().posterior.values)
    assert table.schema.field("growth").metadata[b"conditional"] == b"history"


def test_the_batch_names_them_and_says_what_they_are():
    asked = matched().asked
    scenario = replace(asked.scenario, settings=(Setting("a", 0.1 + 0.2, "here:1"),))
    done = replace(matched(), asked=replace(asked, until=2020, scenario=scenario))
    assert posterior_text(done) == (
        "# Written by simulator match from calibration.yaml.\n"
        'name: {en: "Conditional on history until 2020", zh: "以截至2020年的历史数据为条件"}\n'
        'model: "small"\n'
        "set:\n"
        '  "a": 0.30000000000000004\n'
        "sample: {file: posterior.parquet, conditional: history}\n"
    )


def test_everything_is_there(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"posterior-small.yaml", MEMBERS, "summary.csv", "bands.csv", "fit.csv", "manifest.json"} <= names
    assert {"figures/headlines.png", "figures/inputs.png", "figures/history.png"} <= names


def test_the_manifest_tells_seed_priors_and_how_it_went(folder):
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["effort"]["seed"] == 7
    assert told["inputs"]["rise"] == {
        "prior": "uniform: low -0.2, high 0.4",
        "seen": False,
        "source": "assumption",
    }
    assert told["sampling"]["settled"] is True
    assert told["sampling"]["effective"] > 100


def test_the_same_match_writes_the_same_bytes(folder, tmp_path):
    again = write_matched(matched(), tmp_path, "en").folder
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        first, second = path.read_bytes(), (again / path.relative_to(folder)).read_bytes()
        if path.name == "manifest.json":
            first, second = (
                {key: value for key, value in json.loads(each).items() if key != "execution"}
                for each in (first, second)
            )
        assert first == second, path.name
    assert execution_now().processors >= 1
