"""Scatter of inputs by verdict."""

import numpy as np
import pytest

from simulator.report.batch.scatter import MOST_DRAWN, Cloud, clouds_of, scatter_figure, strongest
from simulator.report.batch.told import sample_note
from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.words import LANGUAGES
from simulator.target.verdict import VERDICTS
from tests.unit.report.batch.synthetic import drawn, swept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_scenarios", [1, 3, 14])
def test_clouds_of_contested_targets(n_scenarios, language, tmp_path):
    made = drawn(n_scenarios, 40, tmp_path / "members")
    clouds = clouds_of(made)
    assert 0 < len(clouds) <= 6
    for cloud in clouds:
        share = made.outcomes[cloud.scenario].shares[cloud.target]
        assert (cloud.verdict == VERDICTS.index("met")).mean() == pytest.approx(share.p_met)
    figure = scatter_figure(made, clouds, language)
    assert len(figure.axes) == len(clouds)
    for cloud, axes in zip(clouds, figure.axes, strict=True):
        assert sum(len(each.get_offsets()) for each in axes.collections) == cloud.margin.size
        assert "ρ" in axes.get_xlabel() and "ρ" in axes.get_ylabel()
    texts = "".join(text.get_text() for text in figure.texts)
    assert f"{MOST_DRAWN:,}" in texts and sample_note(made, language).replace(" ", "") in texts.replace(" ", "")
    assert missing_characters(texts) == ""
    save(figure, tmp_path, "a", vector=False)


def test_the_strongest_inputs_are_the_axes():
    rng = np.random.default_rng(0)
    numbers = rng.uniform(size=(4, 300))
    numbers[3] = 1.0
    margin = np.exp(3 * numbers[2]) - 0.5 * numbers[0]
    margin[5] = np.nan
    ranked = strongest(Cloud(0, 0, numbers, margin, np.zeros(300, dtype=int)))
    assert [place for place, _ in ranked[:2]] == [2, 0]
    assert ranked[0][1] > 0.9 and ranked[1][1] < 0
    assert dict(ranked)[3] == 0.0


def test_a_margin_that_is_a_rising_function_of_an_input_has_rank_correlation_one():
    numbers = np.random.default_rng(1).normal(size=(2, 50))
    ranked = strongest(Cloud(0, 0, numbers, numbers[1] ** 3, np.zeros(50, dtype=int)))
    assert ranked[0] == (1, pytest.approx(1.0))


def test_no_clouds_where_there_is_nothing_to_tell(tmp_path):
    assert clouds_of(drawn(1, 10)) == ()  # no members are stored
    assert clouds_of(drawn(1, 1, tmp_path / "members")) == ()  # a single member agrees with itself
    assert clouds_of(drawn(1, 29, tmp_path / "few")) == ()  # too few for a correlation to mean anything


def test_an_input_that_hardly_matters_is_not_told_to_decide(tmp_path):
    made = drawn(2, 40, tmp_path / "members")
    rng = np.random.default_rng(0)
    numbers = rng.uniform(size=(3, 4000))
    verdict = np.where(numbers[1] > 0.5, VERDICTS.index("met"), VERDICTS.index("missed"))
    figure = scatter_figure(made, (Cloud(1, 0, numbers, numbers[1] - 0.5, verdict),), "en")
    (axes,) = figure.axes
    assert "clear" not in axes.get_xlabel() and axes.get_ylabel().startswith("no clear second input")
    assert axes.yaxis.label.get_color() != axes.xaxis.label.get_color()
    assert any("divided most evenly" in text.get_text() for text in figure.texts)
    figure.draw_without_rendering()
    numbers_at = [label.get_window_extent().x0 for label in axes.get_yticklabels() if label.get_text()]
    assert axes.yaxis.label.get_window_extent().x1 < min(numbers_at)


def test_members_without_a_margin(tmp_path):
    cloud = Cloud(0, 0, np.ones((2, 3)), np.full(3, np.nan), np.full(3, VERDICTS.index("undecided")))
    save(scatter_figure(swept(), (cloud,), "zh"), tmp_path, "a", vector=False)
