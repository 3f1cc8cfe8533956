"""What goes wrong at the keyboard."""

import pytest

from simulator.scenario.slip import (
    full_width,
    full_width_place,
    half_width,
    half_width_line,
    mark_slip,
    number_slip,
    slip,
)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("set：", "set:"),
        ("hukou effort：0.4", "hukou effort: 0.4"),
        ("hukou effort＝０．４", "hukou effort=0.4"),
        ("\u3000 hukou effort", "hukou effort"),
        ("｛2026: 40，2030： 60｝", "{2026: 40, 2030: 60}"),
        ("plain: text, as it is", "plain: text, as it is"),
    ],
)
def test_half_width(text, typed):
    assert half_width(text) == typed


def test_a_line_keeps_its_indentation():
    assert half_width_line("  set：") == "  set: "


def test_the_first_full_width_character():
    assert (full_width("a＝b，c"), full_width_place("a＝b，c")) == ("the full-width '＝'", 1)
    assert (full_width("\u3000a"), full_width_place("\u3000a")) == ("a full-width blank", 0)
    assert (full_width("城镇化 (a)"), full_width_place("城镇化 (a)")) == ("", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("set：", "'set：' holds the full-width '：'. Expected 'set:'."),
        ("2026:40", "'2026:40' has no blank behind the colon. Expected '2026: 40'."),
        ("hukou effort:0.4", "'hukou effort:0.4' has no blank behind the colon. Expected 'hukou effort: 0.4'."),
        ("5", "'5' stands where a name should: between braces, a comma begins a new entry."),
        ("5 %/year", "'5 %/year' stands where a name should"),
    ],
)
def test_slips(text, told):
    assert slip(text).startswith(told)


@pytest.mark.parametrize("text", ["hukou effort", "growth[emer]", "落户力度", "2026 start", "", "a: b", "x:"])
def test_what_is_no_slip(text):
    assert slip(text) == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2,5", "a comma is no part of a number"),
        ("1,000.5", "a comma is no part of a number"),
        ("1_0", "an underscore is no part of a number"),
        ("0x10", "it is not decimal"),
        ("-0o47", "it is not decimal"),
        ("2026-01-01", "it is a date"),
        ("2026/1/1", "it is a date"),
        ("2026年1月", "it has words of a date"),
        ("０．４", "the full-width '０' in it. Expected '0.4'"),
        ("5 ％", "the full-width '％' in it. Expected '5 %'"),
    ],
)
def test_slips_in_numbers(text, told):
    assert number_slip(text).startswith(told)
    assert number_slip(text).endswith((". Write it so.", "method off."))


@pytest.mark.parametrize("text", ["5 %/year", "0.46 GW/year", "fast", "", "1e5", "20 万千瓦/年", "5.5/year"])
def test_what_is_no_slip_in_a_number(text):
    assert number_slip(text) == ""


def test_marks_where_a_map_should_stand():
    assert mark_slip("fertility future： lever").startswith("'fertility future： lever' holds the full-width '：'.")
    assert mark_slip("a:b").startswith("'a:b' has no blank behind the colon.")
    # What is wrong with a number is none of its business.
    assert mark_slip("5 %/year") == mark_slip("some") == mark_slip("0.5") == ""
