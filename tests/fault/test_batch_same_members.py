"""A member is the same to the last bit however many workers run the batch, and however many members it has."""

import re

import pyarrow.parquet as pq
import pytest

from tests.fault.batch_command import BATCH, Forked, Town, results

LARGE, SMALL = 1000, 256


@pytest.fixture
def town(tmp_path):
    """A town with a batch."""
    return Town(tmp_path / "town")


def run(town: Town, output: str, *arguments: str) -> None:
    """Run the batch."""
    ended = Forked(town).run("-o", output, *arguments)
    assert ended.code == 0, ended.err


def test_whatever_the_workers(town):
    for workers in "123":
        run(town, workers, "--members", "600", "--workers", workers)
    expected = results(town.final("1"))
    assert len([name for name in expected if name.startswith("members/")]) > 10
    assert results(town.final("2")) == expected
    assert results(town.final("3")) == expected


@pytest.mark.parametrize("method", ["monte_carlo", "sobol"])
def test_whatever_the_size(town, method):
    town.write(re.sub("monte_carlo", method, BATCH))
    for size in (LARGE, SMALL):
        run(town, str(size), "--members", str(size))
    for kind in ("members", "trajectories"):
        large, small = (pq.read_table(town.final(str(size)) / kind).to_pandas() for size in (LARGE, SMALL))
        first = large[large["member"] < SMALL].reset_index(drop=True)
        assert len(small) >= 2 * SMALL and first.compare(small).empty
