"""The stock-and-flow picture of a sector."""

import pytest

from simulator.report.describe.names import Names
from simulator.report.describe.sector import sector_figure
from tests.unit.report.describe.dairy import dairy
from tests.unit.report.describe.overlap import overlapping


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_no_text_lies_on_another(place, language):
    figure = sector_figure(dairy(), dairy().sectors[place], Names(dairy(), language))
    assert overlapping(figure) == []


def test_stocks_flows_and_neighbours():
    figure = sector_figure(dairy(), dairy().sectors[0], Names(dairy(), "en"))
    shown = [text.get_text() for text in figure.axes[0].texts]
    assert {"calves", "cows", "births", "growing up", "to cows", "from calves", "loss rate"} <= set(shown)
    assert {"Pasture", "room"} <= set(shown)
    assert shown.count("growing up") == 2
