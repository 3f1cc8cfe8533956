"""Inputs as text."""

import pytest

from simulator.scenario.batch import Correlated, Input, Sample
from simulator.scenario.batch_file.input_text import correlated_text, input_text, sample_text
from simulator.scenario.distribution import Distribution


@pytest.mark.parametrize(
    ("each", "text"),
    [
        (Input("a", "a", "swept", values=(0.5, 1.0)), "[0.5, 1]"),
        (Input("a", "a", "swept", "add", values=tuple(map(float, range(9)))), "{add: [0, 1, ..., 8] (9)}"),
        (
            Input("a", "a", "drawn", "multiply", distribution=Distribution("normal", (1.0, 0.25), (0.0, 2.0))),
            "{multiply: {normal: [1, 0.25], within: [0, 2]}}",
        ),
        (
            Input("a", "a", "drawn", "growth", distribution=Distribution("discrete", (0.1, 0.2), None, (0.25, 0.75))),
            "{discrete: {0.1: 0.25, 0.2: 0.75}}",
        ),
        (
            Input("a", "a", "drawn", distribution=Distribution("empirical", tuple(map(float, range(100))))),
            "{empirical: [0, 1, ..., 99] (100)}",
        ),
        (Input("a", "a", "given"), "members.csv"),
    ],
)
def test_inputs(each, text):
    assert input_text(each, Sample("file", shown="members.csv")) == text


def test_correlations():
    assert correlated_text(Correlated(("a", "b"), ((1.0, 0.5), (0.5, 1.0)))) == "0.5"
    matrix = ((1.0, 0.5, 0.0), (0.5, 1.0, 0.5), (0.0, 0.5, 1.0))
    assert correlated_text(Correlated(("a", "b", "c"), matrix)) == "[[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]"


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (Sample("sobol", 64, 3), "{size: 64, seed: 3}"),
        (Sample("grid", levels=5), "{levels: 5}"),
        (Sample("morris", seed=1, trajectories=9), "{trajectories: 9, levels: 4, seed: 1}"),
        (Sample("file", shown="m.csv"), "m.csv"),
    ],
)
def test_samples(sample, text):
    assert sample_text(sample) == text
