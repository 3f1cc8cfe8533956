"""A batch knows whether its members are sampled futures."""

import pytest

from simulator.scenario.batch import Batch, Input


@pytest.mark.parametrize(("kinds", "is_drawn"), [(["swept"], False), (["given"], False), (["swept", "drawn"], True)])
def test_is_drawn(kinds, is_drawn):
    inputs = tuple(Input(f"i{number}", "i", kind) for number, kind in enumerate(kinds))
    assert Batch("b", "town", (), inputs).is_drawn is is_drawn


@pytest.mark.parametrize(
    ("act", "name", "labels"),
    [
        ("value", "", ("Wind starts", "风电")),
        ("multiply", "", ("Wind starts, times", "风电，乘数")),
        ("add", "", ("Wind starts, added", "风电，增量")),
        ("growth", "Growth of ", ("imposed growth of Wind starts a year", "风电，人为给定，每年")),
    ],
)
def test_labels_say_what_numbers_do(act, name, labels):
    assert Input("w", "w", "drawn", act, en=f"{name}Wind starts", zh="风电").labels == labels
    assert Input("w", "w", "drawn").labels == ("w", "w")
