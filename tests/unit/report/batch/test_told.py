"""What is said wherever shares appear."""

from dataclasses import replace

import pytest

from simulator.report.batch.outcome import Counted, TargetShare
from simulator.report.batch.told import (
    batch_title,
    broken_notes,
    interval_notes,
    interval_text,
    members_text,
    quantile_note,
    sample_note,
    share_text,
    word_of_share,
)
from tests.unit.report.batch.synthetic import DRAWN, PACE, drawn


def share(met: int, missed: int = 0, too_close: int = 0, undecided: int = 0) -> TargetShare:
    counted = Counted(met, missed, too_close, undecided)
    return TargetShare(0, "model", "", counted, met / counted.n, None, None, None, None)


@pytest.mark.parametrize(
    ("value", "width", "text"),
    [
        (None, 1.0, "–"),
        (float("nan"), 1.0, "–"),
        (0.0, 1.0, "0"),
        (1.0, 0.0, "100"),
        (0.001, 1.0, "<1"),
        (0.9999, 1.0, ">99"),
        (0.9999, 0.001, ">99.9"),
        (0.634, 1.0, "63"),
        (0.634, 0.01, "63.4"),
        (0.0002, 0.01, "<0.1"),
    ],
)
def test_none_and_all_are_kept_for_none_and_all(value, width, text):
    assert share_text(value, width) == text


@pytest.mark.parametrize(
    ("p", "text"),
    [
        ((0.634, 0.6, 0.67), "63 (60–67)"),
        ((0.634, 0.63, 0.638), "63.4 (63.0–63.8)"),
        ((0.0, 1.7e-18, 0.008), "0 (0–0.8)"),
        ((1.0, 0.992, 1.0), "100 (99.2–100)"),
        ((0.5, None, None), "50.0"),
        ((None, None, None), ""),
    ],
)
def test_intervals(p, text):
    assert interval_text(replace(share(1), p_met=p[0], p_low=p[1], p_high=p[2])) == text


def test_words():
    assert word_of_share(share(3)) == "met"
    assert word_of_share(share(3, 1)) == word_of_share(share(3, too_close=1)) == "some"
    assert word_of_share(share(0, 2, 1)) == "missed"
    assert word_of_share(share(0, too_close=1, undecided=4)) == "too_close"
    assert word_of_share(share(0, undecided=4)) == "undecided"
    bare = replace(share(1), counted=None)
    assert word_of_share(replace(bare, basis="imposed", verdict="not_modelled")) == "imposed"
    assert word_of_share(replace(bare, basis="observed", verdict="missed")) == "missed"
    assert word_of_share(replace(bare, basis="none")) == "not_modelled"


def test_of_what_shares_are_shares():
    made = drawn(1, 12)
    assert sample_note(made, "en") == (
        "Shares and quantiles are of the 12 sampled futures, not of the real one: structure and calibration are fixed, "
        "so bands are too narrow, and they are not conditional on history."
    )
    assert "并非真实未来" in sample_note(made, "zh")
    for inputs, words in (
        ((PACE,), "12 points of a sweep"),
        ((PACE, *DRAWN[1:]), "each at every point of the sweep"),
        ((replace(PACE, kind="given", values=()),), "that the file gives"),
    ):
        assert words in sample_note(replace(made, batch=replace(made.batch, inputs=inputs)), "en")


def test_shares_given_history_are_probabilities_with_what_they_depend_on():
    made = drawn(1, 12)
    inputs = (replace(PACE, kind="given", values=()),)
    batch = replace(made.batch, inputs=inputs, sample=replace(made.batch.sample, conditional="history"))
    assert sample_note(replace(made, batch=batch), "en").startswith(
        "Shares and quantiles are of 12 members conditional on history: probabilities, given the priors, "
        "the equations and the policy of the scenario"
    )
    swept = replace(batch, inputs=(*inputs, PACE))
    assert "conditional on history" not in sample_note(replace(made, batch=swept), "en")


@pytest.mark.parametrize("method", ["grid", "morris"])
def test_points_of_a_design_are_no_sample(method):
    made = drawn(1, 12)
    sample = replace(made.batch.sample, method=method)
    told = sample_note(replace(made, batch=replace(made.batch, sample=sample)), "en")
    assert f"12 points of a design ({method}); they are no probabilities" in told


def test_title_of_a_batch():
    made = drawn(1, 5)
    assert batch_title(made, "zh") == "测试城：不确定性"
    assert batch_title(replace(made, batch=replace(made.batch, title=())), "zh") == "testville-uncertain"


def test_how_many_members():
    assert members_text(drawn(1, 5), "en") == "Testville, uncertain · members: 5"
    assert members_text(drawn(2, 5), "zh") == "测试城：不确定性 · 情景数：2 · 每个情景成员数：5"


def test_broken_members_are_named():
    made = drawn(2, 5)
    assert broken_notes(made, "en") == ()
    first = replace(made.outcomes[0], broken=2, first_broken=(3, "GDP", 2027.25))
    unnamed = replace(made.outcomes[1], broken=1)
    told = broken_notes(replace(made, outcomes=(first, unnamed)), "en")
    assert told == (
        "Baseline: 2 of 5 members are not finite numbers; the first is member 3, GDP from 2027.25 on",
        "Plan carried out: 1 of 5 members are not finite numbers",
    )


def test_error_of_quantiles():
    made = drawn(1, 20)
    assert quantile_note(made, "en") == "Quantiles are exact."
    shares = tuple(
        replace(each, spread=replace(each.spread, error=0.01, quantiles=(0.0, 0.2, 0.3, 0.4, 2.0)))
        if each.spread is not None
        else each
        for each in made.outcomes[0].shares
    )
    told = quantile_note(replace(made, outcomes=(replace(made.outcomes[0], shares=shares),)), "en")
    assert "at most 5.0e-03 of the distance" in told


def test_intervals_of_evenly_placed_draws_are_wide():
    made = drawn(1, 20)
    assert interval_notes(made, "en") == ()
    for method, name in (("latin_hypercube", "Latin hypercube"), ("sobol", "Sobol sequence")):
        placed = replace(made, batch=replace(made.batch, sample=replace(made.batch.sample, method=method)))
        (said,) = interval_notes(placed, "en")
        assert name in said and "not" in said and "wide side" in said
    bare = tuple(replace(share, p_low=None, p_high=None) for share in placed.outcomes[0].shares)
    assert interval_notes(replace(placed, outcomes=(replace(placed.outcomes[0], shares=bare),)), "en") == ()


def test_a_single_member_is_no_plural():
    assert sample_note(drawn(1, 1), "en").startswith("A single member")
