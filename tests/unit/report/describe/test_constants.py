"""Constants and tables as rows."""

import pytest

from simulator.report.describe.constants import constant_lines, given_text, is_tabled, range_text, source_text
from simulator.report.describe.names import Names
from tests.unit.report.describe.dairy import dairy


def test_a_row_holds_all_that_is_known_of_a_constant():
    names = Names(dairy(), "en")
    row = constant_lines(names, [dairy().number("fertility")])[2]
    assert row == (
        '| <a id="v-fertility"></a>fertility (:12) | 0.5 per year | 0.2 – 0.8 | **assumption** Calves a cow and year; '
        "assumption. Lever: Fertility: 0 to 1, as it stands 0.5. | [births](#v-births) |"
    )
    assert (
        "Calibrated: on history, between 0.05 and 0.2; herd book."
        in constant_lines(names, [dairy().number("loss rate")])[2]
    )
    assert "| [room](#v-room) |" in constant_lines(names, [dairy().number("room of grass")])[2]
    assert constant_lines(names, []) == []


@pytest.mark.parametrize(
    ("variable", "language", "value"),
    [
        ("fertility", "zh", "0.5/年"),
        ("pasture", "en", "30 × 10k people"),
        ("time to grow", "en", "2 years"),
        ("room of grass", "en", "((0, 1), (2, 0.8), (5, 0))"),
    ],
)
def test_values_with_units(variable, language, value):
    assert given_text(Names(dairy(), language), dairy().number(variable)) == value


def test_origins_ranges_and_what_is_no_row():
    names = Names(dairy(), "en")
    assert source_text(names, dairy().number("pasture")).startswith("**definition** Cows that")
    assert range_text(names, dairy().model.variables[dairy().number("calves")]) == "at least 0"
    assert is_tabled(dairy(), dairy().number("fertility"))
    assert not is_tabled(dairy(), dairy().number("cows"))
