"""How far members can be trusted is measured on some of them."""

import numpy as np
import pytest

from simulator.chunk import accuracy as room
from simulator.chunk.accuracy import HALVED, accuracy_of
from simulator.chunk.evaluate import evaluator_of
from simulator.ensemble import Programs
from simulator.ensemble.members import sample_of
from simulator.ensemble.vary import Grown
from simulator.errors import RunError
from simulator.kernel import clock_of
from simulator.kernel.batch import Begun
from simulator.target import judged_places


def test_errors_are_told_of_what_the_model_decides(case):
    programs = Programs(case.model, case.engine)
    evaluator = evaluator_of(case, 1, programs)
    found = accuracy_of(evaluator, programs)
    bases = [evaluator.standings[place].basis for place in judged_places(evaluator.standings)]
    years = [evaluator.standings[place].reason for place in judged_places(evaluator.standings)]
    for basis, reason, error in zip(bases, years, found.errors, strict=True):
        assert np.isfinite(error) == (basis == "model" and not reason)
    assert 0 <= found.largest < 1e-4
    assert found.sampled == 5 * 16 - 15  # the last sampled member has none after it


def test_a_longer_step_is_worse(make):
    case = make()
    coarse = type(case)(
        **{name: getattr(case, name) for name in ("model", "labels", "targets", "history", "batch", "engine")},
        clock=clock_of(case.model.settings, 1.0, save_step=1.0),
    )
    largest = []
    for each in (case, coarse):
        programs = Programs(each.model, each.engine)
        largest.append(accuracy_of(evaluator_of(each, 0, programs), programs).largest)
    assert largest[1] > 10 * largest[0]


@pytest.mark.parametrize("size", [1, 2, 6])
def test_few_members_are_enough(make, size):
    case = make(size)
    programs = Programs(case.model, case.engine)
    assert accuracy_of(evaluator_of(case, 0, programs), programs).sampled == size


def test_the_worst_of_all_sampled_members_counts(case, monkeypatch):
    told = iter([1.0, 2.0, 7.0, np.nan, 3.0, 0.0, 0.0, 0.0, 0.0, 5.0])
    monkeypatch.setattr(room, "run_errors", lambda standings, *_: np.full(len(judged_places(standings)), next(told)))
    programs = Programs(case.model, case.engine)
    assert (accuracy_of(evaluator_of(case, 0, programs), programs).errors == 7.0).all()


def test_where_scipy_cannot_get_through_half_the_step_tells(case, monkeypatch):
    def stuck(*_):
        raise RunError("scipy: stuck.")

    monkeypatch.setattr(room, "integrate", stuck)
    programs = Programs(case.model, case.engine)
    found = accuracy_of(evaluator_of(case, 0, programs), programs)
    assert 0 < found.largest < 1e-4 and np.nanmax(found.errors) > 0


def test_members_keep_their_numbers_in_finer_runs(case, monkeypatch):
    """Random numbers are drawn by them."""
    begun, marched = [], Begun.members

    def members(self, values, first=0, threads=1):
        begun.append((first, values.shape[1]))
        return marched(self, values, first, threads)

    monkeypatch.setattr(Begun, "members", members)
    programs = Programs(case.model, case.engine)
    accuracy_of(evaluator_of(case, 0, programs), programs)
    expected = [(first, min(HALVED, 150 - first)) for first in sample_of(150)]
    assert begun[::2] == expected and begun[1::2] == expected


def test_the_level_of_an_imposed_growth_is_measured_too(case, monkeypatch):
    programs = Programs(case.model, case.engine)
    evaluator = evaluator_of(case, 1, programs)
    before = accuracy_of(evaluator, programs)
    refined = Grown.values
    times = []

    def values(self, design, before, first):
        times.append(self.begun.clock.time_step)
        return refined(self, design, before, first) * (1.0 if len(times) % 2 else 1.01)

    monkeypatch.setattr(Grown, "values", values)
    after = accuracy_of(evaluator, programs)
    assert times[1] == times[0] / 2 and after.largest > 1e-3 > before.largest
