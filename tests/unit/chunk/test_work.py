"""Chunks are computed and written, here or after being sent: the same bytes."""

import pickle

import numpy as np
import pyarrow.parquet as pq
import pytest

from simulator.chunk import work as room
from simulator.chunk.accuracy import accuracy_of
from simulator.chunk.work import Work
from simulator.ensemble.bins import bins_of
from simulator.scenario.batch import Save
from simulator.target import VERDICTS


@pytest.fixture
def work(make, tmp_path):
    case = make(save=Save(variables=("population", "GDP"), every=5))
    work = Work(case, tmp_path)
    work.errors = tuple(accuracy_of(work.evaluator(number), work.programs).errors for number in (0, 1))
    work.bins = (None, None)
    return work


def test_members_and_trajectories_are_written(work):
    done = work(0).done
    assert [part.file for part in done.parts] == ["members/part-000000.parquet", "trajectories/part-000000.parquet"]
    members = pq.read_table(work.folder / done.parts[0].file)
    assert members.column_names[:5] == ["scenario", "member", "movement pace", "movement effort", "birth rate"]
    assert members["member"].to_pylist() == list(range(done.first_member, done.members))
    trajectories = pq.read_table(work.folder / done.parts[1].file)
    assert trajectories.column_names == ["scenario", "member", "year", "population", "GDP"]
    assert sorted(set(trajectories["year"].to_pylist())) == [2020, 2025, 2030]


def test_a_sent_work_writes_the_same_bytes(work, tmp_path):
    again = pickle.loads(pickle.dumps(work))
    last = work.case.plan.n_chunks - 1
    here, there = work(last), again(last)
    assert here.done == there.done
    assert all(np.array_equal(here.share[name], there.share[name], equal_nan=True) for name in here.share)


def test_few_scenarios_are_kept_ready(make, tmp_path, monkeypatch):
    monkeypatch.setattr(room, "READY", 1)
    work = Work(make(), tmp_path)
    first = work.evaluator(0)
    assert work.evaluator(0) is first
    work.evaluator(1)
    assert work.evaluator(0) is not first


def test_what_was_measured_is_errors_and_bins(work):
    bins = bins_of(np.array([[0.0, 1.0]]))
    work.bins = (None, bins)
    assert [id(each) for each in work.measured] == [id(each) for each in (*work.errors, bins.base, bins.width)]


def test_each_scenario_is_judged_by_its_own_errors(work):
    work.errors = (work.errors[0], np.full_like(work.errors[1], np.inf))
    first = next(chunk for chunk in work.case.plan.chunks() if chunk.scenario == 1)
    here, there = work(0).share["0/verdicts"], work(first.number).share["1/verdicts"]
    assert here[:, VERDICTS.index("met")].any() and not there[:, VERDICTS.index("met")].any()
