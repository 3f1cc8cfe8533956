"""The rule by which a margin and an error become a verdict, and the fields of a row."""

import dataclasses

import numpy as np
import pytest

from simulator.target import VERDICTS, Verdict
from simulator.target.verdict import decide

COLUMNS = (
    *("scenario", "target", "document", "binding", "variable", "year", "reading", "target_value", "value", "margin"),
    *("margin_percent", "unit", "verdict", "basis", "first_year", "numerical_error"),
)


def test_fields_are_the_columns_of_the_table():
    assert tuple(field.name for field in dataclasses.fields(Verdict)) == (
        *COLUMNS,
        "reason",
        "required_rate",
        "past_rate",
        "rate_unit",
    )


@pytest.mark.parametrize(
    ("margin", "error", "said"),
    [
        (0.3, 0.2, "met"),
        (-0.3, 0.2, "missed"),
        (0.2, 0.2, "too_close"),
        (-0.2, 0.2, "too_close"),
        (0.0, 0.0, "too_close"),
        (5e-324, 0.0, "met"),
        (np.nan, 0.2, "undecided"),
        (np.inf, 0.2, "undecided"),
        (-np.inf, np.inf, "undecided"),
        (0.3, np.nan, "undecided"),
        (0.3, np.inf, "undecided"),
    ],
)
def test_a_margin_is_held_against_its_error(margin, error, said):
    assert VERDICTS[decide(np.array([margin]), error)[0]] == said


def test_members_are_told_one_by_one():
    said = decide(np.array([1.0, -1.0, 0.1, np.nan]), 0.1)
    assert said.dtype == np.int8
    assert [VERDICTS[code] for code in said] == ["met", "missed", "too_close", "undecided"]
