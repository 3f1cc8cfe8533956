"""`parameters`: every fault with its line and value."""

from tests.calibrations import faults_of

OBSERVED = "observations:\n  people: {error: 1, source: census}\n"


def test_faults_of_parameters(read):
    text = """\
parameters:
  wind starts: {range: [50, 10], source: a}
  PV starts: {range: [0, 10], source: a}
  productivity growth: {range: [0, 1], source: a}
  GDP: {range: [0, 1], source: a}
  grid factor: {range: [0.5, 2], source: a, start: 3}
  Grid Factor: {range: [0.5, 2], source: a}
  hukou effort: {range: [0, 1], prior: {uniform: [2, 3]}, source: a}
  storage starts: {range: [0, many]}
  thermal starts: 3
  export limit: {range: 60, source: ""}
"""
    assert faults_of(read, text + OBSERVED) == (
        "calibration.yaml:2:24: wind starts: range is [50, 10], the lower bound not below the upper. "
        "Expected [low, high]. Swap or correct them.",
        "calibration.yaml:3:22: PV starts: no start is given, and the model has 30. Expected 0 to 10, the range. "
        "Correct the range or the start.",
        "calibration.yaml:4:3: 'productivity growth' has elements. Expected one of 'productivity growth[trad]', "
        "'productivity growth[emer]'. Name the element.",
        "calibration.yaml:5:3: the model produces 'GDP', so history cannot choose it. Expected a constant. "
        "Name a constant that it depends on.",
        "calibration.yaml:6:52: grid factor: start is 3. Expected 0.5 to 2, the range. Correct the range or the start.",
        "calibration.yaml:8:40: hukou effort: nothing of the prior lies in the range 0 to 1. "
        "Expected a prior inside the range. Correct one of the two.",
        "calibration.yaml:9:19: storage starts has no source. Expected all of range, source. Add the rest.",
        "calibration.yaml:9:31: storage starts: range is 'many'. Expected a number. Write one, without quotes.",
        "calibration.yaml:10:19: thermal starts is 3. Expected a map with range, source. Write one.",
        "calibration.yaml:11:25: export limit: range is 60. Expected [low, high]. Write it so.",
        "calibration.yaml:11:37: export limit: source is ''. Expected a text. Write one.",
    )


def test_a_constant_is_free_once(read):
    text = "parameters:\n  grid factor: {range: [0.5, 2], source: a}\n  Grid_Factor: {range: [0.5, 2], source: a}\n"
    assert faults_of(read, text + OBSERVED) == (
        "calibration.yaml:3:3: 'Grid_Factor' is the same constant as an earlier one. Expected each constant once. "
        "Remove one.",
    )


def test_a_lognormal_prior_needs_a_range_above_zero(read):
    text = "parameters:\n  grid factor: {range: [0, 2], prior: {lognormal: [1, 0.3]}, source: a}\n"
    assert faults_of(read, text + OBSERVED) == (
        "calibration.yaml:2:24: grid factor: range begins at 0, and a lognormal prior has no logarithm of it. "
        "Expected more than 0. Begin it there.",
    )


def test_a_constant_that_is_free_is_not_drawn_besides(read):
    free = "parameters:\n  grid factor: {range: [0.5, 2], source: a}\n"
    text = free + OBSERVED + "match:\n  uncertain:\n    Grid_Factor: {range: [0.5, 2], source: a}\n"
    assert faults_of(read, text) == (
        "calibration.yaml:7:5: 'Grid_Factor' is the same constant as an earlier one. Expected each constant once. "
        "Remove one.",
    )
