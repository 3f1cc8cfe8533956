import numpy as np

from simulator.check.runs import condition_runs, largest
from tests.unit.check.small import TOWN, bench, checks_of, source_and_model

CHECKS = """
conditions:
  a: {when: {set: {birth rate: 0}}, expect: [people > 0]}
  b: {when: {set: {birth rate: {2020: 0, 2030: 0}}}, expect: [people > 0]}
monotonic:
  c: {vary: {birth rate: [0, 0.02]}, expect: [people at 2030 rises with birth rate]}
"""


def test_runs_come_in_the_order_of_the_tests_whatever_they_change():
    _, model = source_and_model(TOWN)
    checks = checks_of(model, CHECKS)
    ready = bench(model, checks)
    assert len(ready.courses[0].time) == 41
    found = {each.name: runs for each, runs in condition_runs(ready, checks.conditions)}
    (given, changed), (_, scheduled) = found["a"][0], found["b"][0]
    assert given == {}
    assert changed.rows["births"].max() == 0
    assert np.allclose(changed.rows["people"], scheduled.rows["people"], rtol=1e-12)
    low, high = found["c"]
    assert (low[0], high[0]) == ({"birth rate": 0}, {"birth rate": 0.02})
    assert np.array_equal(high[1].rows["people"], ready.courses[0].rows["people"])


def test_the_largest_magnitude_is_no_number_where_a_value_is_none():
    assert largest([np.array([1.0, -3.0]), np.array([2.0, 0.0])]) == 3.0
    assert np.isnan(largest([np.array([1.0, np.inf])]))
