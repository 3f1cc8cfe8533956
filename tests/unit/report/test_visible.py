"""Texts of files are made harmless, wherever in a record they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.report.visible import in_every_text, visible
from tests.unit.report.synthetic import results


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plan carried out", "Plan carried out"),
        ("德州市　规划（2021—2035年）", "德州市　规划（2021—2035年）"),
        ("a\x1b[31mred\x07", "a\\x1b[31mred\\x07"),
        ("one\r\n\ttwo\n", "one   two"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u202eb\u200b", "a\\u202eb\\u200b"),
        ("half \ud800", "half \\ud800"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_what_is_left_can_be_written_and_stays_on_its_line(text):
    assert len(visible(text).splitlines()) <= 1
    visible(text).encode("utf-8")


def test_every_text_of_a_record_and_no_number():
    made = results(1)
    changed = in_every_text(made, str.upper)
    assert changed.outcomes[0].scenario.title_in("EN") == "BASELINE"
    assert changed.case.targets[0].name_en == made.case.targets[0].name_en.upper()
    assert changed.case.targets[0].target_value == made.case.targets[0].target_value
    assert changed.outcomes[0].yearly.values is made.outcomes[0].yearly.values


def test_a_record_without_strange_texts_stays_what_it_is():
    made = results(1)
    assert in_every_text(made, visible).case.targets == made.case.targets
