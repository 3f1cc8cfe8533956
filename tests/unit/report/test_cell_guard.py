"""No text runs as a formula; every text and number reads back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.report.cell_guard import guarded, unguarded

RUN = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("text", ["=1+1", "+1-2", "-x", "@sum", "\t=1", "\r=1", "-", '=HYPERLINK("http://a")'])
def test_what_would_run_is_quoted(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-1", "+0.5e-3", "-inf", "nan", "a=1", "'a'", "1-2", "人口", "-.5"])
def test_numbers_and_other_texts_stay(text):
    assert guarded(text) == text == unguarded(text)


@given(st.text(alphabet="'=+-@\t\r a1.einf"))
@example("'=1")
@example("''-1")
@example("'-5")
def test_every_cell_reads_back(text):
    cell = guarded(text)
    assert unguarded(cell) == text
    if cell.startswith(RUN):
        assert isinstance(float(cell), float), "only numbers stay as they are"
