"""A run and its finer twin, and how far apart they are."""

import math

import numpy as np
import pytest

from simulator.ensemble import Prepared, run_pair
from simulator.ensemble.run import largest_difference
from simulator.kernel import Solver, clock_of, compile_model
from simulator.kernel.change import inputs_with
from simulator.model.build import load_model

WAVE = """{UTF-8}
x= INTEG(-3*v, 1) ~ ~ |
v= INTEG(3*x, 0) ~ ~ |
INITIAL TIME = 0 ~ Year ~ |
FINAL TIME = 6 ~ Year ~ |
TIME STEP = 0.25 ~ Year ~ |
SAVEPER = 1 ~ Year ~ |
"""


def test_a_smooth_run_whose_steps_its_stops_bound_still_tells_an_error(tmp_path) -> None:
    path = tmp_path / "wave.mdl"
    path.write_text(WAVE, encoding="utf-8")
    solver = Solver("scipy")
    clock = clock_of(load_model(path).settings)
    compiled = compile_model(load_model(path))
    pair = run_pair(Prepared(compiled, inputs_with(compiled, ())), solver, clock)
    told = largest_difference(pair.coarse.values, pair.fine.values)
    truth = np.cos(3 * clock.saved_times)
    assert 0 < np.abs(pair.fine.of("x")[:, 0] - truth).max() <= told < 1e-6


NOISE = "{UTF-8}\nnoise= RANDOM NORMAL(-9, 9, 0, 1, 1) ~ ~ |\n" + WAVE.removeprefix("{UTF-8}").replace(
    "-3*v", "noise-3*v"
)


@pytest.mark.parametrize("name", ["euler", "rk4", "scipy"])
def test_both_runs_draw_the_same_numbers_by_the_seed_of_the_scenario(tmp_path, name) -> None:
    path = tmp_path / "noise.mdl"
    path.write_text(NOISE, encoding="utf-8")
    model = load_model(path)
    compiled = compile_model(model)
    runs = [
        run_pair(Prepared(compiled, inputs_with(compiled, ()), seed), Solver(name), clock_of(model.settings))
        for seed in (0, 1)
    ]
    for pair in runs:
        assert np.array_equal(pair.coarse.of("noise"), pair.fine.of("noise"))
    assert not (runs[0].coarse.of("noise") == runs[1].coarse.of("noise")).any()


def test_the_difference_is_relative_to_a_variable_s_largest_magnitude() -> None:
    fine = np.array([[[1.0], [0.0]], [[-4.0], [0.0]]])
    coarse = np.array([[[1.1], [0.0]], [[-4.2], [0.0]]])
    assert largest_difference(coarse, fine) == pytest.approx(0.2 / 4)


def test_values_that_are_not_finite_in_both_do_not_count_and_none_at_all_is_nan() -> None:
    fine = np.array([[[1.0]], [[np.nan]]])
    coarse = np.array([[[1.0]], [[5.0]]])
    assert largest_difference(coarse, fine) == 0.0
    assert math.isnan(largest_difference(np.full((1, 1, 1), np.inf), np.ones((1, 1, 1))))
