"""A batch knows whether its members are sampled futures."""

import pytest

from simulator.scenario.batch import Batch, Input


@pytest.mark.parametrize(("kinds", "is_drawn"), [(["swept"], False), (["given"], False), (["swept", "drawn"], True)])
def test_is_drawn(kinds, is_drawn):
    inputs = tuple(Input(f"i{number}", "i", kind) for number, kind in enumerate(kinds))
    assert Batch("b", "town", (), inputs).is_drawn is is_drawn
