"""The command killed at any moment and resumed, as a user would: it ends with the bytes of an uninterrupted run."""

import random
import sys

import pytest

from tests.fault.batch_command import PATIENCE, Forked, Moment, Town, results

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork server; unskipped by any POSIX system")

SEED = 2026
# Kills at any time of a run, at any change of a file, and at changes of files near the end.
N_TIMED, N_CHANGES = 8, 6
NEAR_THE_END = [*(Moment("report", n) for n in (0, 3, 8)), *(Moment("final", n) for n in (0, 1, 4))]
# Of this many changes one is chosen: planning makes a few, each chunk about ten.
CHANGES = 600
SECONDS = 0.6


def moments() -> list[Moment | float]:
    """Draw twenty moments: seconds after the start, or changes of files."""
    chance = random.Random(SEED)
    drawn: list[Moment | float] = [chance.uniform(0.02, SECONDS) for _ in range(N_TIMED)]
    drawn += [Moment("begin", chance.randrange(CHANGES)) for _ in range(N_CHANGES)]
    drawn += NEAR_THE_END
    chance.shuffle(drawn)
    return drawn


def run(batch: Forked, output: str, moment: Moment | float | None = None) -> int:
    """Run the batch, going on with what is there; kill it at a moment. Returns: the exit code, -9 then."""
    partial = batch.town.partial(output)
    arguments = ["-o", output, "--workers", "2", *(["--resume"] if partial.exists() else [])]
    process = batch.start(*arguments, moment=moment if isinstance(moment, Moment) else None)
    ended = batch.end(process, moment if isinstance(moment, float) else PATIENCE)
    if ended.code == 2 and "there is no unfinished batch" in ended.err:
        return run(batch, output, moment)
    assert ended.code in (0, -9), ended.err
    return ended.code


def test_killed_twenty_times(tmp_path):
    town = Town(tmp_path / "town")
    batch = Forked(town)
    assert run(batch, "whole") == 0
    expected = results(town.final("whole"))
    left = moments()
    assert len(left) == 20
    n_done = set()
    while left:
        is_new = not town.partial().exists()
        if run(batch, "outputs", left[-1]) == -9:
            left.pop()
            n_done.add(town.n_recorded())
        elif is_new:  # this machine is faster
            assert isinstance(left[-1], float), f"nothing was killed at {left[-1]}"
            left[-1] /= 2
        if town.final().exists():
            assert results(town.final()) == expected
    if town.partial().exists():
        assert run(batch, "outputs") == 0
    assert results(town.final()) == expected
    assert [path.name for path in (town.place / "outputs").iterdir()] == [town.final().name]
    assert len(n_done) > 5, "the kills all came at the same places"
