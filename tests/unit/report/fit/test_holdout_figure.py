"""The figure of a hold-out."""

from simulator.report.fit.holdout_figure import holdout_figure
from tests.fits import held_out


def test_a_panel_a_series_in_both_languages():
    done = held_out()
    for language, title in (("en", "small: held out after 2020"), ("zh", "small：以2020年为界的样本外检验")):
        figure = holdout_figure(done, done.tests[0], language)
        assert len(figure.axes) == 2
        assert any("0.41" in text.get_text() for text in figure.texts)  # chains that have not settled
        assert title in [text.get_text() for text in figure.texts]
        people, output = figure.axes
        assert len(people.lines) == 5  # the cut, the model, the naive forecast, both kinds of points
        assert len(output.lines) == 4
