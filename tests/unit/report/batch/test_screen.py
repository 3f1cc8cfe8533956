"""The table on the screen after a batch."""

import json
import re
from dataclasses import replace

import pytest

from simulator.report.batch.outcome import Counted
from simulator.report.batch.screen import batch_text, summary_rows
from simulator.report.batch.sheets import SUMMARY_COLUMNS
from simulator.report.batch.told import interval_text, sample_note
from simulator.report.words import LANGUAGES, say
from tests.unit.report.batch.synthetic import drawn, swept


def plain_text(made, language="en", width=0):
    return re.sub(r"\x1b\[[0-9;]*m", "", batch_text(made, language, width))


def row_of(text, name):
    return next(line for line in text.splitlines() if line.strip().startswith(name))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_members", [1, 60])
@pytest.mark.parametrize("n_scenarios", [1, 3, 14])
def test_shares_of_every_modelled_target(n_scenarios, n_members, language):
    made = drawn(n_scenarios, n_members)
    text = plain_text(made, language)
    for target, share in zip(made.case.targets, made.outcomes[0].shares, strict=True):
        if target.is_modelled and not target.restates:
            name = target.name_en if language == "en" else target.name_zh
            assert name.replace("₂", "2") in text
            if n_scenarios < 5:
                assert interval_text(share) in text
    assert sample_note(made, language) in text
    assert "nan" not in text


def test_a_row_of_the_only_scenario():
    made = drawn(1, 60)
    place = next(place for place, share in enumerate(made.outcomes[0].shares) if share.counted and 0 < share.p_met < 1)
    share = made.outcomes[0].shares[place]
    text = row_of(plain_text(made), made.case.targets[place].name_en)
    assert f"{100 * share.p_met:.0f} ({100 * share.p_low:.0f}–{100 * share.p_high:.0f})" in text
    assert str(made.case.targets[place].year) in text


def test_what_could_not_be_told_has_columns_of_its_own():
    made = drawn(1, 10)
    shares = tuple(
        replace(share, counted=Counted(4, 3, 2, 1), p_met=0.4) if share.counted else share
        for share in made.outcomes[0].shares
    )
    text = plain_text(replace(made, outcomes=(replace(made.outcomes[0], shares=shares),)))
    assert say("batch.too_close", "en") in text and say("batch.undecided", "en") in text
    assert say("batch.not_met", "en") in text
    assert say("batch.undecided", "en") not in plain_text(drawn(1, 10))


def test_all_undecided():
    made = drawn(1, 8)
    shares = tuple(
        replace(share, counted=Counted(0, 0, 0, 8), p_met=0.0) if share.counted else share
        for share in made.outcomes[0].shares
    )
    outcome = replace(made.outcomes[0], shares=shares, broken=8, first_broken=(0, "GDP", 2021.5))
    text = plain_text(replace(made, outcomes=(outcome,)))
    assert "8 of 8 members are not finite numbers; the first is member 0, GDP from 2021.5 on" in text


def test_counts_add_up_to_the_counted_targets():
    made = drawn(1, 60)
    text = plain_text(made)
    line = text.splitlines().index(next(each for each in text.splitlines() if each.startswith("Targets met by")))
    counted = [share for share in made.outcomes[0].shares if share.counted]
    own = [share for share in counted if not made.case.targets[share.target].restates]
    numbers = [int(each) for row in text.splitlines()[line + 1 : line + 4] for each in re.findall(r"(?<= )\d+", row)]
    assert sum(numbers) == len(own)


def test_a_sweep_is_no_probability():
    assert "no probabilities" in plain_text(swept())


def test_many_scenarios_are_numbered():
    text = plain_text(drawn(6, 20))
    assert " 6 Variant 2" in text and "+ met" in text
    assert "Wilson" not in text and "Wilson" in plain_text(drawn(2, 20))


def test_a_narrow_page_has_no_table():
    made = drawn(2, 20)
    text = plain_text(made, "en", 50)
    assert max(map(len, text.splitlines())) <= 50
    assert "Plan carried out  " in text


def test_numbered_scenarios_below_a_target_stand_under_one_another():
    """As many as a line has room for, each share behind the number of its scenario."""
    made = drawn(14, 20)
    lines = plain_text(made, "en", 60).splitlines()
    assert max(map(len, lines)) <= 60
    first, second, third = (
        next(line for line in lines if line.startswith(f"      {each:>2}: ")) for each in (1, 6, 11)
    )
    share = next(share for share in made.outcomes[0].shares if share.counted is not None)
    assert first.count(":") == second.count(":") == 5 and third.count(":") == 4
    assert [place for place, sign in enumerate(first) if sign == ":"] == [
        place for place, sign in enumerate(second) if sign == ":"
    ]
    assert any(line.startswith(f"       1: {100 * share.p_met:3.0f}") for line in lines)


def test_what_stands_below_a_target_shares_lines():
    lines = plain_text(drawn(1, 20), "en", 60).splitlines()
    assert any("Asked" in line and "Year" in line for line in lines)


def test_numerics_are_told():
    assert (
        "rk4 on llvm, step 0.125 year; largest numerical error 2.5e-06 of a variable's largest value, measured on"
        in plain_text(drawn(1, 5))
    )


def test_rows_for_json():
    made = drawn(2, 20)
    rows = summary_rows(made)
    assert len(rows) == 2 * len(made.case.targets)
    assert tuple(rows[0]) == (*SUMMARY_COLUMNS, "name_en", "name_zh")
    json.dumps(rows, allow_nan=False)


def test_nothing_of_a_file_steers_the_terminal():
    made = drawn(1, 5)
    title = (("en", "a\x1b[2Jb"), ("zh", "甲"))
    text = batch_text(replace(made, batch=replace(made.batch, title=title)), "en", 0)
    assert "\x1b[2J" not in text and "a\\x1b[2Jb" in text
