"""Series of history that the register names."""

import pytest

from simulator.errors import TargetError
from simulator.target import History, Point, check_series

NURSES = History((Point("nurses", "", 2025.0, 18095.0, "人", "Plan", "high", ""),))


def test_a_series_that_is_there_in_a_unit_that_converts(make_target):
    check_series((make_target(), make_target(series="nurses", unit="万人", measure="")), NURSES)


def test_every_fault_at_once(make_target):
    targets = (
        make_target(series="nurse", where="targets.csv:2"),
        make_target(series="nurses", unit="亿元", measure="", where="targets.csv:3"),
    )
    with pytest.raises(TargetError) as caught:
        check_series(targets, NURSES)
    assert caught.value.faults == (
        "targets.csv:2: no series of history 'nurse'. Nearest: 'nurses'. Rename or remove it.",
        "targets.csv:3: nurses: unit '人' (person) cannot be shown in '亿元' (yuan). Change one of the two.",
    )
