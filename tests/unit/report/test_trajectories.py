"""One figure a variable."""

import pytest

from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.trajectories import trajectory_figure
from simulator.report.words import LANGUAGES
from tests.unit.report.synthetic import broken, results


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_scenarios", [1, 3, 14])
def test_scenarios_are_named_at_their_lines(n_scenarios, language, tmp_path):
    made = results(n_scenarios)
    label = made.label("urbanization rate")
    assert label is not None
    figure = trajectory_figure(made, label, language)
    assert all(file.stat().st_size > 5000 for file in save(figure, tmp_path, "a"))
    written = [text.get_text() for text in figure.axes[0].texts]
    for outcome in made.outcomes:
        assert outcome.scenario.title_in(language) in " ".join(written).replace("\n", " ")
    assert missing_characters("".join(written + [text.get_text() for text in figure.texts])) == ""


def test_title_unit_and_condition():
    made = results()
    label = made.label("GDP")
    assert label is not None
    for language, title, unit in (
        ("en", "GDP, constant 2025 prices", "100M yuan"),
        ("zh", "地区生产总值（2025年价）", "亿元"),
    ):
        texts = [text.get_text() for text in trajectory_figure(made, label, language).texts]
        assert texts[:2] == [title, unit]
        assert "5.5" in texts[2]


def test_a_line_that_breaks_off_is_named_where_it_ends(tmp_path):
    made = broken()
    label = made.label("GDP")
    assert label is not None
    figure = trajectory_figure(made, label, "en")
    save(figure, tmp_path, "a")
    name = next(text for text in figure.axes[0].texts if text.get_text() == "Baseline")
    assert name.xy[1] == pytest.approx(made.outcomes[0].yearly.of("GDP")[5, 0])
