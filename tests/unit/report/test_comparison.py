"""Small multiples."""

import pytest

from simulator.report.comparison import comparison_figure
from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.headline import headline_labels
from simulator.report.words import LANGUAGES, say
from tests.unit.report.synthetic import results


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_scenarios", [1, 14])
def test_one_panel_a_variable(n_scenarios, language, tmp_path):
    made = results(n_scenarios)
    figure = comparison_figure(made, language)
    assert len(figure.axes) == len(headline_labels(made))
    texts = [text.get_text() for text in figure.texts]
    kind = "comparison" if n_scenarios > 1 else "overview"
    assert texts[0] == say(f"figure.{kind}", language)
    for outcome in made.outcomes:
        assert outcome.scenario.title_in(language) in texts
    for label, axes in zip(headline_labels(made), figure.axes, strict=True):
        assert (label.en if language == "en" else label.zh) in [text.get_text() for text in axes.texts]
    assert missing_characters("".join(texts)) == ""
    save(figure, tmp_path, "a")


def test_panels_stay_on_the_page():
    figure = comparison_figure(results(14), "en")
    for axes in figure.axes:
        place = axes.get_position()
        assert 0 < place.x0 < place.x1 < 1 and 0 < place.y0 < place.y1 < 1
