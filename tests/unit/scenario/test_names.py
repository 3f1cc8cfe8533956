"""What a scenario may speak of."""

from simulator.scenario.names import ModelNames


def test_only_constants_are_needed():
    known = ModelNames({"a": 1.0})
    assert (known.levers, known.imposable, known.units, known.period) == ({}, {}, {}, None)
