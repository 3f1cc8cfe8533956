"""Whose bytes a store holds: all that decides them, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.chunk.identity import identity_of
from simulator.kernel import clock_of
from simulator.scenario.batch import Save


def changed(case, **parts):
    names = ("model", "labels", "targets", "history", "batch", "engine", "clock")
    return type(case)(**{name: getattr(case, name) for name in names} | parts)


def test_places_and_titles_do_not_count(case):
    inputs = tuple(replace(each, where="elsewhere.yaml:9") for each in case.batch.inputs)
    batch = replace(case.batch, inputs=inputs, title=(("en", "Other"),))
    assert identity_of(changed(case, batch=batch), "llvm") == identity_of(case, "llvm")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("inputs", lambda case: {"batch": replace(case.batch, inputs=case.batch.inputs[:2])}),
        ("sample", lambda case: {"batch": replace(case.batch, sample=replace(case.batch.sample, seed=8))}),
        ("save", lambda case: {"batch": replace(case.batch, save=Save(members=False))}),
        ("scenarios", lambda case: {"batch": replace(case.batch, scenarios=case.batch.scenarios[:1])}),
        ("targets", lambda case: {"targets": (replace(case.targets[0], tolerance=0.4), *case.targets[1:])}),
        ("history", lambda case: {"history": replace(case.history, points=case.history.points[:-1])}),
        ("steps", lambda case: {"clock": clock_of(case.model.settings, 0.125, save_step=1.0)}),
    ],
)
def test_what_decides_bytes_counts(case, name, change):
    before, after = identity_of(case, "llvm"), identity_of(changed(case, **change(case)), "llvm")
    assert [each for each in before if before[each] != after[each]] == [name]


def test_the_engine_counts(case):
    assert identity_of(case, "llvm")["engine"] != identity_of(case, "numpy")["engine"]


def test_what_was_measured_counts_to_its_last_bit(case):
    """A resume on a processor that rounds otherwise would mix verdicts and bins of two kinds."""
    first, second = np.array([0.5, np.nan]), np.array([np.nextafter(0.5, 1.0), np.nan])
    before, after = (identity_of(case, "llvm", [each]) for each in (first, second))
    assert before == identity_of(case, "llvm", [first.copy()])
    assert [each for each in before if before[each] != after[each]] == ["first members"]


def test_what_computes_counts_by_its_version(case):
    found = identity_of(case, "llvm")
    assert {"simulator", "numpy", "scipy", "llvmlite"} <= set(found) and "distributed" not in found


def test_a_file_of_members_counts_by_its_content(case, tmp_path):
    digests = set()
    for text in ("birth rate\n0.1\n", "birth rate\n0.2\n"):
        path = tmp_path / "members.csv"
        path.write_text(text, encoding="utf-8")
        sample = replace(case.batch.sample, method="file", file=path)
        digests.add(identity_of(changed(case, batch=replace(case.batch, sample=sample)), "llvm")["file"])
    assert len(digests) == 2
