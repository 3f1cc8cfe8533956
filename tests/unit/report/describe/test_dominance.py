"""The picture of which loops drive a variable."""

import pytest

from simulator.report.describe.dominance import dominance_figure
from simulator.report.describe.names import Names
from tests.unit.report.describe.dairy import dairy
from tests.unit.report.describe.overlap import overlapping


@pytest.mark.parametrize(("variable", "language"), [("cows", "en"), ("cows", "zh"), ("milk", "en")])
def test_shares_and_names_of_loops(variable, language):
    found = dairy().structure.dominance(dairy().number(variable))
    figure = dominance_figure(found, Names(dairy(), language))
    assert overlapping(figure) == []
    shown = [text.get_text() for text in figure.texts]
    assert any(text.startswith("R1: ") for text in shown)
    assert any("milk lies on no loop that is at work" in text for text in shown) == (variable == "milk")
    assert figure.axes[0].get_ylim() == (-100, 100)
