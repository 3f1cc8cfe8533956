"""Histograms at the years of targets."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.colors import to_hex

from simulator.report.batch.contested import contested, divided
from simulator.report.batch.histograms import histograms_figure
from simulator.report.batch.outcome import Spread
from simulator.report.batch.told import sample_note, share_text, word_of_share
from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.grouping import target_text
from simulator.report.palette import VERDICT_COLOURS
from simulator.report.words import LANGUAGES
from tests.unit.report.batch.synthetic import drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("n_scenarios", "n_members"), [(1, 40), (1, 1), (3, 30), (14, 20)])
def test_a_panel_for_each_of_the_most_contested(n_scenarios, n_members, language, tmp_path):
    made = drawn(n_scenarios, n_members)
    figure = histograms_figure(made, language)
    shown = replace(made, outcomes=made.outcomes[:5])
    chosen = sorted(target for _, target in (divided(shown, 16) or contested(made, 16)))
    assert len(figure.axes) == len(chosen)
    for place, axes in zip(chosen, figure.axes, strict=True):
        texts = [text.get_text() for text in axes.texts]
        assert target_text(made.case.targets[place], language).startswith(texts[0].rstrip("…"))
        for outcome in made.outcomes[:5]:
            if outcome.shares[place].p_met is not None:
                assert share_text(outcome.shares[place].p_met) in texts
    together = "".join(text.get_text() for text in figure.texts)
    assert sample_note(made, language).replace(" ", "") in together.replace(" ", "")
    assert ("first 5 of 14" in together or "只画前 5 个" in together) == (n_scenarios == 14)
    assert missing_characters(together) == ""
    save(figure, tmp_path, "a", vector=False)


def areas(axes):
    """Area of a histogram by colour."""
    found = {}
    for each in axes.collections:
        boxes = [path.get_extents() for path in each.get_paths()]
        found[to_hex(each.get_facecolor()[0])] = sum(box.width * box.height for box in boxes)
    return found


def test_bins_are_cut_at_the_line():
    """The share that is met shows as the area of its colour, where members are spread evenly over a bin."""
    made = drawn(1, 20)
    place = contested(made, 1)[0][1]
    target = made.case.targets[place]
    at = target.target_value - (target.tolerance if target.reading == "at_least" else -target.tolerance)
    edges = np.array([at - 3.0, at - 1.0, at + 1.0])
    spread = Spread((at - 3, at - 2, at - 1, at, at + 1), 0.0, edges, np.array([10, 10]))
    shares = tuple(
        replace(share, spread=spread) if share.target == place else replace(share, p_met=None, counted=None)
        for share in made.outcomes[0].shares
    )
    (axes,) = histograms_figure(replace(made, outcomes=(replace(made.outcomes[0], shares=shares),)), "en").axes
    found = areas(axes)
    met = found[VERDICT_COLOURS["met"]] / sum(found.values())
    assert met == pytest.approx(0.25 if target.reading == "at_least" else 0.75)
    assert axes.lines[0].get_xdata()[0] == pytest.approx(at)


def test_no_member_has_a_value(tmp_path):
    made = drawn(1, 4)
    nothing = Spread((float("nan"),) * 5, 0.0, np.empty(0), np.empty(0, dtype=np.int64))
    shares = tuple(replace(share, spread=nothing) if share.spread else share for share in made.outcomes[0].shares)
    figure = histograms_figure(replace(made, outcomes=(replace(made.outcomes[0], shares=shares),)), "zh")
    assert not any(axes.collections for axes in figure.axes)
    save(figure, tmp_path, "a", vector=False)


def test_targets_on_which_all_agree_are_left_out():
    def told(made):
        return "".join(text.get_text() for text in histograms_figure(made, "en").texts).replace("\n", " ")

    some, one = drawn(1, 40), drawn(1, 1)
    count, total = len(divided(some, 100)), len(contested(some, 100))
    assert 0 < count < 16
    assert f"The {count} of {total} targets on which members do not all agree" in told(some)
    assert f"All members agree on every target; the 16 of {total} that are closest" in told(one)


def test_one_value_is_a_thin_mark_in_the_colour_of_its_verdict():
    made = drawn(1, 1)
    figure = histograms_figure(made, "en")
    chosen = sorted(target for _, target in contested(made, 16))
    seen = set()
    for place, axes in zip(chosen, figure.axes, strict=True):
        share = made.outcomes[0].shares[place]
        mark = axes.lines[0]
        assert not axes.collections and set(mark.get_xdata()) == {share.spread.quantiles[2]}
        word = word_of_share(share)
        assert mark.get_color() == VERDICT_COLOURS[word]
        seen.add(word)
        low, high = axes.get_xlim()
        assert low < share.spread.quantiles[2] < high
    assert {"met", "missed"} <= seen


def test_the_first_of_equal_scenarios_is_on_top():
    made = drawn(2, 40)
    figure = histograms_figure(made, "en")
    drawn_on = next(axes for axes in figure.axes if len(axes.patches) == 2)
    first, second = drawn_on.patches
    assert first.get_zorder() > second.get_zorder() and first.get_linewidth() < second.get_linewidth()
