"""Names are valid, short and different, and the same every time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.report.export.identifiers import identifiers


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("GDP", "GDP"),
        ("urbanization rate", "urbanization_rate"),
        ("value added[pri]", "value_added_pri"),
        ("2030", "_2030"),
        ("if", "_if"),
        ("str12", "_str12"),
        ("=", "_"),
        ("城镇化率", "城镇化率"),
        ("total factor productivity multiplier", "total_factor_productivity_multip"),
    ],
)
def test_a_name(name, made):
    assert identifiers([name], 32) == (made,)


def test_names_that_become_alike_are_numbered():
    long = "total factor productivity multiplier"
    assert identifiers(["a b", "a-b", "a_b", long + " 1", long + " 2"], 32) == (
        *("a_b", "a_b_2", "a_b_3"),
        *("total_factor_productivity_multip", "total_factor_productivity_mult_2"),
    )


def test_endings_are_kept_and_stems_stay_together():
    long = "labor_productivity_growth_2030_fyp15"
    names = [f"{stem}{ending}" for stem in (long, long + "_b", "short") for ending in ("_value", "_verdict")]
    assert identifiers([*names, "_value", "x"], 32, ("_value", "_verdict")) == (
        *("labor_productivity_growt_value", "labor_productivity_growt_verdict"),
        *("labor_productivity_gro_2_value", "labor_productivity_gro_2_verdict"),
        *("short_value", "short_verdict", "value", "x"),
    )


@given(st.lists(st.text(max_size=40), unique=True, max_size=30), st.integers(6, 32))
def test_all_names_are_valid_and_different(names, most):
    made = identifiers(names, most)
    assert made == identifiers(names, most)
    assert len(set(identifiers(names, most, ("a", "_b")))) == len(names)
    assert len(set(made)) == len(names)
    assert all(len(name) <= most and re.fullmatch(r"[^\W\d]\w*", name) for name in made)
