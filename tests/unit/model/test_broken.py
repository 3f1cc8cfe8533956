"""Equations that cannot be read, worded; every wording is pinned in tests/fault/test_bad_models.py."""

import pytest

from simulator.model.broken import BrokenEquation, check_calls, unreadable, unsupported
from simulator.model.lower import Unsupported


def test_calls_and_brackets_are_checked(passage):
    check_calls(passage("SMOOTH(a, 2)"), "x", blanks_in_names=True)
    with pytest.raises(BrokenEquation, match="calls SMOOTH with 1 argument"):
        check_calls(passage("SMOOTH(a)"), "x", blanks_in_names=True)
    with pytest.raises(BrokenEquation, match="that is not closed"):
        check_calls(passage("2 * (a"), "x", blanks_in_names=True)


def test_where_reading_stopped(passage):
    assert unreadable(passage("1 +   ? 2"), "x", 3).startswith("m.mdl:1:7: 'x' cannot be read from '? 2' on. Expected")
    assert unreadable(passage("1 + "), "x", 4).startswith("m.mdl:1:5: 'x' cannot be read to its end. Expected")


def test_what_is_not_run_is_named_as_the_file_spells_it(passage):
    fault = Unsupported(("DELAY FIXED", "DELAY"), "DELAY N")
    said = unsupported(passage("1 + delay(a, 2)"), "x", fault)
    assert said.startswith("m.mdl:1:5: 'x' uses DELAY, which this release does not run. Nearest: DELAY N. Rewrite")
