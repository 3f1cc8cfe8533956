"""What part of a rise arrives, and over which path."""

import numpy as np
import pytest

from simulator.structure.strength import LEAST, Path, link_strengths, strongest_paths
from tests.small_models import Times
from tests.unit.structure.models import REGIONS, numbers, seen


def test_parts_of_links():
    model, course = seen("x= INTEG(0.02*y, 10)\ny= 10+0*x\nz= 3*x+7*y\nw= MAX(y, 0.5*x)", Times(0, 10, 0.25))
    x, y, z, w = numbers(model, "x", "y", "z", "w")
    parts = link_strengths(course)
    level = course.of(course.values, x)[:, 0]
    assert parts[y, x] == pytest.approx(np.mean(0.02 * 10 * 5 / level))  # gathered for half of ten years
    assert parts[x, z] == pytest.approx(np.mean(3 * level / (3 * level + 70)))
    assert (parts[y, w], parts[x, w], parts[x, y]) == (pytest.approx(1.0), 0.0, 0.0)


def test_an_array_counts_as_a_whole():
    model, course = seen(REGIONS)
    people, whole = numbers(model, "people", "all")
    assert link_strengths(course)[people, whole] == pytest.approx(1.0)


def test_the_strongest_path_may_be_the_longer_one():
    before = {0: (1, 2), 1: (2,), 2: (), 3: ()}
    parts = {(1, 0): 0.9, (2, 1): 0.5, (2, 0): 0.1}
    found = strongest_paths(0, before.__getitem__, parts, lambda each: True)
    assert list(found) == [1, 2]
    assert (found[2].links, found[2].strength) == (2, pytest.approx(0.45))
    inner = strongest_paths(0, before.__getitem__, parts, lambda each: each != 1)
    assert inner[2].links == 1  # what leads into 1, the inside of a delay, does not count


def test_a_link_that_does_nothing_is_the_last_and_one_that_is_not_told_passes_all():
    found = strongest_paths(0, {0: (1, 2), 1: (), 2: ()}.__getitem__, {(1, 0): 0.0}, lambda each: True)
    assert found == {2: Path(1, 1.0), 1: Path(1, pytest.approx(LEAST))}
    assert list(found) == [2, 1]


def test_a_link_passes_on_all_at_most():
    model, course = seen("x= INTEG(1, 10)\ngap= 10*x-99")
    x, gap = numbers(model, "x", "gap")
    assert link_strengths(course)[x, gap] == 1.0
