"""Series after a cut: what the band holds, and who is nearer."""

from dataclasses import replace

from tests.fits import held_out


def test_the_band_holds_what_lies_between_its_ends_and_the_least_error_wins():
    contested, alone = held_out().tests[0].series
    assert contested.inside.tolist() == [True] * 5
    assert alone.inside.tolist() == [False]
    assert contested.best is not None
    assert contested.best.kind == "drift"
    assert contested.wins is True
    assert replace(contested, model=contested.rivals[0]).wins is False
    assert (alone.best, alone.wins) == (None, None)
