"""Reductions on LLVM add and compare in NumPy's order: the same bits."""

import numpy as np
import pytest

from tests.native_runs import members_of
from tests.small_models import Times, small_model

NOW = Times(0.0, 0.0, 1.0)
# Inner rows and groups: written out up to 8 rows, beyond by loops; halves that are whole and that are not.
SHAPES = [(1, 1), (2, 1), (3, 1), (8, 1), (9, 1), (17, 1), (101, 1), (1, 9), (2, 3), (3, 17), (8, 2), (9, 9), (22, 2)]
FUNCTIONS = ("SUM", "PROD", "VMIN", "VMAX")
VALUES = [1.0, -0.3, 1e8, 0.1, np.nan, np.inf, -np.inf, 0.0, 1e-300]


def names(letter: str, count: int) -> str:
    return ",".join(f"{letter}{each}" for each in range(count))


def numbers(count: int) -> str:
    return ",".join(f"{each:.17g}" for each in np.random.default_rng(count).normal(scale=2.0, size=count))


@pytest.mark.parametrize(("inner", "groups"), SHAPES)
def test_rows_and_groups(inner, groups):
    lines = [f"in: {names('i', inner)}", f"out: {names('o', groups)}", "u=1"]
    lines += [f"w[in]={numbers(inner)}", f"v[out]={numbers(groups)}", "x[out,in]=w[in]*u+v[out]"]
    for place, function in enumerate(FUNCTIONS):
        # by the last subscript, over what is computed on the way; by the first; over both; of what all rows share
        lines.append(f"a{place}[out]={function}(w[in!]/3*u+v[out])")
        lines.append(f"b{place}[in]={function}(x[out!,in])")
        lines.append(f"c{place}={function}(x[out!,in!])")
        lines.append(f"d{place}={function}({function}(x[out!,in!])*w[in!])")
    members = members_of(
        small_model("\n".join(lines), NOW), save=[f"{kind}{place}" for kind in "abcd" for place in range(4)], u=VALUES
    )
    sums = [name for name in members.names if name[1] in "01"]
    assert all(members.same_bits(name) for name in sums)


@pytest.mark.parametrize("inner", [5, 9, 33])
def test_what_all_rows_share_counts_as_often_as_there_are_rows(inner):
    lines = [f"in: {names('i', inner)}", "u=1", "y=SUM(same[in!])", "same[in]=u*2", "z=PROD(same[in!])"]
    members = members_of(small_model("\n".join(lines), NOW), u=[1.0, 0.5, 3.0])
    assert members.of("y")[0].tolist() == [2.0 * inner, 1.0 * inner, 6.0 * inner]
    np.testing.assert_allclose(members.of("z")[0], np.array([2.0, 1.0, 6.0]) ** inner, rtol=1e-14)


@pytest.mark.parametrize("inner", [3, 12])
@pytest.mark.parametrize("place", [0, 1, 2, -1])
def test_what_is_no_number_is_not_passed_over(inner, place):
    """One row of many is not a number, wherever it stands."""
    which = place % inner
    lines = [f"in: {names('i', inner)}", "u=1", f"w[in]={numbers(inner)}"]
    lines += [f"x[in]=IF THEN ELSE(in={which + 1},u,w[in])"] + [f"y{f}={f}(x[in!])" for f in FUNCTIONS]
    members = members_of(small_model("\n".join(lines), NOW), u=[np.nan, 100.0, -100.0])
    for function in FUNCTIONS:
        assert np.isnan(members.of(f"y{function}")[0, 0])
    assert members.of("yVMAX")[0, 1] == 100.0 and members.of("yVMIN")[0, 2] == -100.0
