"""Small multiples."""

from dataclasses import replace

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
    figure = comparison_figure(made, headline_labels(made), language)
    assert len(figure.axes) == len(headline_labels(made))
    texts = [text.get_text() for text in figure.texts]
    kind = "comparison" if n_scenarios > 1 else "overview"
    assert texts[0] == say(f"figure.{kind}", language)
    for outcome in made.outcomes:
        assert outcome.scenario.title_in(language) in texts
    for label, axes in zip(headline_labels(made), figure.axes, strict=True):
        titles = "".join(text.get_text() for text in reversed(axes.texts)).replace(" ", "")
        assert (label.en if language == "en" else label.zh).replace(" ", "") in titles
    assert missing_characters("".join(texts)) == ""
    save(figure, tmp_path, "a")


def test_long_titles_have_two_lines():
    made = results(1)
    label = replace(made.case.labels[0], en="Research expenditure of all firms, constant 2025 prices")
    made = replace(made, case=replace(made.case, labels=(label, *made.case.labels[1:])))
    figure = comparison_figure(made, headline_labels(made), "en")
    figure.draw_without_rendering()
    lines = [text for text in figure.axes[0].texts if len(text.get_text()) > 8 and text.get_text() in label.en]
    assert " ".join(text.get_text() for text in reversed(lines)) == label.en and len(lines) == 2
    assert all(text.get_window_extent().x1 < figure.axes[1].get_window_extent().x0 for text in lines)


def test_a_title_too_long_for_two_lines_is_written_smaller():
    made = results(1)
    name = "High-value patents per ten thousand residents of its new area"
    label = replace(made.case.labels[0], en=name, unit="件/万人")
    made = replace(made, case=replace(made.case, labels=(label, *made.case.labels[1:])))
    figure = comparison_figure(made, headline_labels(made), "en")
    lines = [text for text in figure.axes[0].texts if len(text.get_text()) > 8 and text.get_text() in name]
    assert " ".join(text.get_text() for text in reversed(lines)) == name
    assert max(text.get_fontsize() for text in lines) < 8.5


def test_panels_stay_on_the_page():
    figure = comparison_figure(results(14), headline_labels(results(14)), "en")
    for axes in figure.axes:
        place = axes.get_position()
        assert 0 < place.x0 < place.x1 < 1 and 0 < place.y0 < place.y1 < 1


@pytest.mark.parametrize("tolerance", [0.001, 50.0])
def test_the_key_names_what_can_be_seen_alone(tolerance):
    """What a document leaves open is a short line from its mark, which covers it where it is shorter."""
    made = results(1)
    targets = tuple(replace(target, tolerance=tolerance * target.factor) for target in made.case.targets)
    made = replace(made, case=replace(made.case, targets=targets))
    figure = comparison_figure(made, headline_labels(made), "en")
    texts = [text.get_text() for text in figure.texts]
    assert (say("figure.tolerance", "en") in texts) == (tolerance > 1)
