"""Text is measured, cut, broken and kept apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.report.layout import shorten, spread, text_width, wrap


def test_width_grows_with_size_and_length():
    assert text_width("", 8) == 0
    assert text_width("城镇", 8) == pytest.approx(2 * 8 / 72, rel=0.01), "a Chinese character is as wide as high"
    assert text_width("ab", 16) == pytest.approx(2 * text_width("ab", 8), rel=0.01)


def test_shorten():
    assert shorten("short", 8, 5) == "short"
    cut = shorten("Share of non-fossil energy in total energy consumption", 8, 1.2)
    assert cut == "Share of non-fossil…" and text_width(cut, 8) <= 1.2, "cut behind a word"
    assert shorten("城镇化率", 8, 0.01) == "…"


def test_wrap_at_spaces_and_between_chinese_characters():
    assert wrap("GDP growth, annual average", 8, 1.1) == ("GDP growth, annual", "average")
    assert wrap("常住人口城镇化率提高", 8, 0.7) == ("常住人口城镇", "化率提高")
    assert wrap("", 8, 1.0) == ()
    assert wrap("growth in 2021-2023", 8, 0.8) == ("growth in", "2021-2023")


def test_wrap_cuts_the_last_line():
    lines = wrap("one two three four five six seven eight nine ten", 8, 0.5, most=2)
    assert len(lines) == 2 and lines[-1].endswith("…")


@given(st.text(alphabet="ab 城镇，-/", max_size=40), st.floats(0.05, 2))
def test_wrap_ends(text, width):
    assert len(wrap(text, 8, width, most=4)) <= 4


def test_spread_leaves_what_is_apart():
    assert spread([0, 5, 2], 1, 0, 10) == (0, 5, 2)


def test_spread_moves_neighbours_apart_around_their_middle():
    assert spread([5, 5, 5], 1, 0, 10) == (4, 5, 6)


def test_spread_nothing():
    assert spread([], 1, 0, 1) == ()


@given(st.lists(st.floats(0, 10), min_size=1, max_size=12), st.floats(0.01, 3))
def test_spread_keeps_gap_order_and_bounds(wanted, gap):
    placed = spread(wanted, gap, 0, 10)
    room = min(gap, 10 / max(len(wanted) - 1, 1))
    assert all(-1e-9 <= each <= 10 + 1e-9 for each in placed)
    ordered = sorted(placed)
    assert all(upper - lower >= room - 1e-9 for lower, upper in pairwise(ordered))
    ranks = sorted(range(len(wanted)), key=lambda place: wanted[place])
    assert [placed[place] for place in ranks] == ordered
