"""How far members can be trusted is measured on some of them."""

import numpy as np
import pytest

from simulator.batch.accuracy import accuracy_of
from simulator.batch.evaluate import evaluator_of
from simulator.ensemble import Programs
from simulator.kernel import clock_of
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
    assert accuracy_of(evaluator_of(case, 0, programs), programs).sampled >= size
