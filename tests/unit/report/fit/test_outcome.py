"""Records of fits: which forecast is nearest, which points a band holds."""

from tests.fits import held_out


def test_the_model_is_held_against_the_nearest_rival():
    test = held_out().tests[0].series[0]
    assert test.best is test.rivals[1]
    assert test.wins is True
    assert test.inside.all()


def test_without_rivals_nobody_wins():
    test = held_out().tests[0].series[1]
    assert test.best is None
    assert test.wins is None
    assert test.inside.tolist() == [False]
