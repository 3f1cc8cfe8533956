"""Bars of shares."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.colors import to_hex

from simulator.report.batch.bars import bars_figures
from simulator.report.batch.outcome import Counted
from simulator.report.batch.told import interval_text, sample_note, share_text
from simulator.report.font import missing_characters
from simulator.report.frame import save
from simulator.report.palette import VERDICT_COLOURS
from simulator.report.words import LANGUAGES, say
from tests.unit.report.batch.synthetic import drawn


def judged(made, counted, p_met):
    shares = tuple(
        replace(share, counted=counted, p_met=p_met, p_low=0.2, p_high=0.6) if share.counted else share
        for share in made.outcomes[0].shares
    )
    return replace(made, outcomes=(replace(made.outcomes[0], shares=shares),))


def widths(figure, colour):
    """Width of each segment of a colour, in inches."""
    found = []
    for each in figure.axes[0].collections:
        if isinstance(each, PatchCollection) and to_hex(each.get_facecolor()[0]) == colour:
            found += [np.ptp(path.vertices[:, 0]) for path in each.get_paths()]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_members", [1, 40])
@pytest.mark.parametrize("n_scenarios", [1, 3, 14])
def test_every_share_is_written(n_scenarios, n_members, language, tmp_path):
    made = drawn(n_scenarios, n_members)
    (figure,) = bars_figures(made, language)
    texts = [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]
    write = interval_text if n_scenarios < 5 else lambda share: share_text(share.p_met)
    for outcome in made.outcomes:
        for target, share in zip(made.case.targets, outcome.shares, strict=True):
            if share.counted is not None and not target.restates:
                assert write(share) in texts
    together = "".join(texts)
    assert sample_note(made, language).replace(" ", "") in together.replace(" ", "")
    assert say("binding.binding", language) in texts and say("binding.expected", language) in texts
    assert missing_characters(together) == ""
    save(figure, tmp_path, "a", vector=False)


def test_what_could_not_be_told_has_segments_of_its_own():
    (figure,) = bars_figures(judged(drawn(1, 10), Counted(4, 3, 2, 1), 0.4), "en")
    met, close, undecided, missed = (
        widths(figure, colour)
        for colour in (VERDICT_COLOURS["met"], VERDICT_COLOURS["too_close"], VERDICT_COLOURS["undecided"], "#e3e6ea")
    )
    assert len(met) == len(close) == len(undecided) == len(missed) > 5
    total = met[0] + close[0] + undecided[0] + missed[0]
    np.testing.assert_allclose([met[0], close[0], undecided[0]], [0.4 * total, 0.2 * total, 0.1 * total], rtol=1e-6)


def test_whiskers_are_the_interval():
    made = judged(drawn(1, 10), Counted(4, 6, 0, 0), 0.4)
    (figure,) = bars_figures(made, "en")
    (lines,) = (each for each in figure.axes[0].collections if isinstance(each, LineCollection))
    first = lines.get_segments()[0]
    bar = max(widths(figure, VERDICT_COLOURS["met"])) / 0.4
    assert np.ptp(first[:, 0]) == pytest.approx(0.4 * bar, rel=1e-6)


def test_all_undecided(tmp_path):
    (figure,) = bars_figures(judged(drawn(1, 8), Counted(0, 0, 0, 8), 0.0), "zh")
    assert not widths(figure, VERDICT_COLOURS["met"]) and widths(figure, VERDICT_COLOURS["undecided"])
    save(figure, tmp_path, "a", vector=False)


def test_names_as_long_as_they_come(tmp_path):
    made = drawn(1, 5)
    targets = tuple(replace(target, name_zh="很长的目标名称" * 12) for target in made.case.targets)
    (figure,) = bars_figures(replace(made, case=replace(made.case, targets=targets)), "zh")
    figure.draw_without_rendering()
    names = [text for text in figure.axes[0].texts if text.get_text().startswith("很长")]
    cells = [text for text in figure.axes[0].texts if "文件" not in text.get_text()]
    asked = [text for text in cells if text.get_text().startswith(("≥", "≤"))]
    assert max(text.get_window_extent().x1 for text in names) < min(text.get_window_extent().x0 for text in asked)


def test_of_many_scenarios_a_sign_tells_what_is_not_counted():
    """History's verdicts can be read without colours, and the key names every sign that is drawn."""
    made = drawn(14, 5)
    (figure,) = bars_figures(made, "en")
    texts = [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]
    words = {share.verdict for outcome in made.outcomes for share in outcome.shares if share.basis == "observed"}
    signs = {"met": "+", "missed": "−", "too_close": "~", "undecided": "?"}
    assert words and "*" not in texts
    for word in words:
        assert f"{signs[word]}*" in texts
        assert f"{signs[word]}  {say(f'verdict.{word}', 'en')}" in texts
    assert "=" in texts and f"=  {say('verdict.imposed', 'en')}" in texts


def test_intervals_of_evenly_placed_draws_are_told_to_be_wide():
    made = drawn(1, 20)
    placed = replace(made, batch=replace(made.batch, sample=replace(made.batch.sample, method="sobol")))
    assert any("wide side" in text.get_text() for text in next(bars_figures(placed, "en")).texts)
    assert not any("wide side" in text.get_text() for text in next(bars_figures(made, "en")).texts)
