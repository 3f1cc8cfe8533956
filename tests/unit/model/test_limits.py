"""The ranges of variables, as Vensim and XMILE write them."""

import pytest

from simulator.model.limits import NO_LIMITS, limits_between, split_limits


@pytest.mark.parametrize(
    ("field", "unit", "limits"),
    [
        ("1/Year [0.01,0.05]", "1/Year", (0.01, 0.05)),
        ("Dmnl [0,1,0.1]", "Dmnl", (0.0, 1.0)),
        ("person [0,?]", "person", (0.0, None)),
        ("[?,1e3]", "", (None, 1000.0)),
        ("Year[ -1 , 2 ]", "Year", (-1.0, 2.0)),
        ("Year", "Year", NO_LIMITS),
        ("Year []", "Year", NO_LIMITS),
        ("Year [nan,inf]", "Year", NO_LIMITS),
        ("", "", NO_LIMITS),
    ],
)
def test_the_unit_field_of_vensim(field, unit, limits):
    assert split_limits(field) == (unit, limits)


def test_what_is_no_number_leaves_its_side_open():
    assert limits_between("", "5") == (None, 5.0)
    assert limits_between("low", "1e400") == NO_LIMITS
