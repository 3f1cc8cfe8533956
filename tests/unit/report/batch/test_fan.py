"""Fan charts."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.report.batch.fan import fan_figure, fans_figure, fans_of
from simulator.report.batch.medians import banded
from simulator.report.batch.told import sample_note
from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.headline import headline_labels
from simulator.report.words import LANGUAGES
from tests.unit.report.batch.synthetic import drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("n_scenarios", "ribbons"), [(1, 2), (3, 3), (14, 0)])
def test_bands_around_medians(n_scenarios, ribbons, language, tmp_path):
    made = drawn(n_scenarios, 20)
    figure = fans_figure(made, headline_labels(banded(made)), language)
    assert len(figure.axes) == len(headline_labels(banded(made)))
    for axes in figure.axes:
        assert len(axes.collections) == ribbons
    texts = "".join(text.get_text() for text in figure.texts)
    for line in sample_note(made, language).split():
        assert line in texts
    assert ("Testville, uncertain" if language == "en" else "测试城") in texts and "20" in texts
    assert missing_characters(texts) == ""
    save(figure, tmp_path, "a", vector=False)


def test_bands_are_quantiles():
    made = drawn(1, 40)
    light, dark = fans_of(made, "en").ribbons["GDP"]
    column = made.outcomes[0].bands.names.index("GDP")
    np.testing.assert_array_equal(light.low, made.outcomes[0].bands.values[0, :, column])
    np.testing.assert_array_equal(dark.high, made.outcomes[0].bands.values[3, :, column])


def test_bands_are_inside_the_axes():
    made = drawn(1, 40)
    label = next(label for label in made.case.labels if label.variable == "urbanization rate")
    (axes,) = fan_figure(made, label, "en").axes
    light = fans_of(made, "en").ribbons["urbanization rate"][0]
    assert axes.get_ylim()[0] < light.low.min() and light.high.max() < axes.get_ylim()[1]


@pytest.mark.parametrize("n_members", [1, 3])
def test_members_that_broke_leave_gaps(n_members, tmp_path):
    made = drawn(1, n_members)
    values = made.outcomes[0].bands.values.copy()
    values[:, 8:] = np.nan
    bands = replace(made.outcomes[0].bands, values=values)
    outcome = replace(made.outcomes[0], bands=bands, broken=1, first_broken=(0, "GDP", 2028.0))
    broken = replace(made, outcomes=(outcome,))
    label = next(label for label in made.case.labels if label.variable == "GDP")
    figure = fan_figure(broken, label, "zh")
    assert "不是有限数" in "".join(text.get_text() for text in figure.texts)
    save(figure, tmp_path, "a", vector=False)
