"""The picture of the whole model."""

import pytest

from simulator.report.describe.names import Names
from simulator.report.describe.overview import _ring, _strongest, overview_figure
from tests.unit.report.describe.dairy import dairy
from tests.unit.report.describe.overlap import overlapping


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_lies_on_another(language):
    figure = overview_figure(dairy(), Names(dairy(), language))
    assert overlapping(figure) == []
    shown = {text.get_text() for text in figure.axes[0].texts}
    assert ("牛群" if language == "zh" else "Herd") in shown


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 11, 28, 40])
def test_boxes_round_a_rectangle_keep_apart(n):
    places, _ = _ring(n)
    assert len(places) == n
    centres = [centre for centre, _ in places]
    pairs = [(one, two) for number, one in enumerate(centres) for two in centres[:number]]
    assert all(abs(one[0] - two[0]) >= 1.85 or abs(one[1] - two[1]) >= 0.6 for one, two in pairs)


def test_the_strongest_links_are_kept_and_one_into_each():
    links = {(f"a{number}", "b"): number for number in range(1, 80)} | {("x", "y"): 1}
    least, kept = _strongest(links)
    assert ("x", "y") in kept
    assert all(count >= least for link, count in kept.items() if link != ("x", "y"))
    assert _strongest({("a", "b"): 1}) == (1, {("a", "b"): 1})
