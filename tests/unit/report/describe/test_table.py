"""Tables in Markdown."""

import pytest

from simulator.report.describe.table import code, fenced, plain, remark, table_lines, unmarked


def test_a_table():
    assert table_lines(["a", "b"], [["1", "x|y\nz"]]) == ["| a | b |", "| --- | --- |", "| 1 | x\\|y z |", ""]


def test_texts_of_a_model_are_no_markup():
    assert plain("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;"
    assert plain("Told.\n# Heading\n\n[a](b) `c` R&D | d") == "Told. \\# Heading \\[a\\](b) \\`c\\` R&amp;D &#124; d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* ~~b~~", "\\*a\\* \\~\\~b\\~\\~"),
        ("_a_ b_c", "\\_a\\_ b_c"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("-0.5", "-0.5"),
    ],
)
def test_marks_are_kept_from_working_and_taken_out_for_the_screen(text, shown):
    assert plain(text) == shown
    assert unmarked(shown) == text


def test_names_in_a_remark_are_code():
    assert (
        remark("It turns at `b*|c` of about 1 (as shipped 2) *") == "It turns at `b*|c` of about 1 (as shipped 2) \\*"
    )
    assert remark("one ` alone") == "one \\` alone"


def test_code_and_blocks_that_hold_their_own_sign():
    assert (code("a|b"), code("a`b"), code("a\nb")) == ("`a|b`", "`` a`b ``", "`a b`")
    assert fenced(["x"]) == ["```text", "x", "```", ""]
    assert fenced(["x = ````"])[0] == "`````text"
