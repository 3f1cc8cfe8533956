"""The shipped register: complete, consistent in itself, and mapped to what the model shows."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from simulator import batch, load_model
from simulator.model.labels import read_labels
from simulator.study import load_city
from simulator.target import needed_years, read_targets
from simulator.target.trend import trend_of

FOLDER = Path(__file__).resolve().parents[2] / "models" / "dezhou"
FEWEST_MAPPED = 85
RANGE_WORDS = ("下限", "上限")


@pytest.fixture(scope="module")
def labels():
    return read_labels(FOLDER / "labels.csv")


@pytest.fixture(scope="module")
def targets(labels):
    return read_targets(FOLDER / "targets.csv", labels)


def test_every_target_of_the_four_documents_is_there(targets):
    assert len(targets) == 486
    counts = {"urbanization_plan": 184, "fyp15": 155, "tianqu_plan": 124, "ten_year_plan": 23}
    assert Counter(target.document for target in targets) == counts
    assert len({(target.document, target.document_title) for target in targets}) == 4


def test_years_and_binding_kinds_are_those_of_the_documents(targets):
    # 110 rows of the documents are undated; one of them compares two variables and is asked over the years of its plan.
    years = {2030: 173, 2025: 147, None: 109, 2035: 38, 2024: 10, 2023: 8, 2022: 1}
    assert Counter(target.year for target in targets) == years
    assert Counter(target.binding for target in targets) == {"": 434, "预期性": 39, "约束性": 13}


def test_every_row_has_a_reading_a_place_and_a_quote(targets):
    for target in targets:
        assert target.reading, target.where
        assert "第" in target.place, target.where
        assert target.quote, target.where


def test_enough_distinct_targets_are_mapped(targets):
    distinct = [target for target in targets if target.is_modelled and not target.restates]
    asked = {(each.variables, each.year) for each in distinct}  # a level and a growth of one year count once
    assert len(asked) >= FEWEST_MAPPED
    questions = Counter(
        (each.variable, each.measure, each.from_year, each.year, each.target_value, each.other_variable, each.unit)
        for each in distinct
    )
    assert [question for question, times in questions.items() if times > 1] == []


def test_a_number_with_a_base_has_a_verdict_or_a_trend(targets):
    for target in targets:
        if target.target_value is not None and target.base_value is not None and target.year is not None:
            assert target.basis in ("model", "trend"), target.where


def test_every_later_row_without_an_equation_says_why_in_a_sentence(targets):
    for target in targets:
        if target.year in (2030, 2035) and not target.is_modelled:
            assert target.reason[:1].isupper() or target.reason[:1] == "“", target.where
            assert target.reason.endswith("."), target.where


def test_what_is_equated_is_said(targets):
    first = {target.id: target for target in targets}
    for name in (
        "energy_production_capacity_2030",
        "new_energy_share_2030_tenyear",
        "emerging_industry_output_share_2030_tenyear",
        "industrial_energy_intensity_2030_fyp15",
        "industrial_energy_intensity_2030_tenyear",
    ):
        assert first[name].reason.startswith("Equated: "), name
    assert "4214.61 / 1.06^5" in first["gdp_growth_2025"].reason
    assert "29.63" in first["urban_new_jobs_per_year_2025"].reason


def test_every_modelled_row_says_what_its_verdict_rests_on(targets):
    assert [target.id for target in targets if target.is_modelled and not target.reason.endswith(".")] == []


TURNS = re.compile(r"`([^`]+)` of about (-?[\d.]+) \(as shipped (-?[\d.]+)\)")


def test_verdicts_turn_where_their_rows_say(targets):
    """Half the way to the value told a verdict is as in the baseline, half the way beyond it is another."""
    told = [(each.id, *found) for each in targets if not each.restates for found in TURNS.findall(each.reason)]
    assert len(told) > 60
    model = load_model("dezhou")
    ranges = {lever.name: (lever.low, lever.high) for lever in model.levers}
    inputs = {name: np.full(2 * len(told) + 1, model.constants[name]) for _, name, _, _ in told}
    for place, (target, name, turning, shipped) in enumerate(told):
        assert float(shipped) == pytest.approx(model.constants[name], rel=1e-5), (target, name)
        way = float(turning) - model.constants[name]
        tried = model.constants[name] + np.array([0.5, 1.5]) * way
        inputs[name][2 * place : 2 * place + 2] = np.clip(tried, *ranges.get(name, (None, None)))
    found = batch(["baseline"], inputs=inputs)
    met = found.margins[0] >= 0  # (target, member); the last member is the baseline
    rows = [met[found.target_ids.index(target)] for target, _, _, _ in told]
    turned = [(row[2 * place] != row[-1], row[2 * place + 1] != row[-1]) for place, row in enumerate(rows)]
    wrong = [(*told[place], each) for place, each in enumerate(turned) if each != (False, True)]
    assert not wrong


def test_a_trend_without_a_rate_of_the_past_says_so(targets):
    history = load_city("dezhou").case.history
    for target in targets:
        if target.basis == "trend" and history.recorded(target.series):
            silent = trend_of(target, history).past is None
            assert silent == ("no rate of the past" in target.reason), target.where


def test_every_reason_stands_in_chinese_with_the_same_numbers_and_names(targets):
    chinese = {}
    for target in targets:
        assert bool(target.reason) == bool(target.reason_zh), target.where
        assert chinese.setdefault(target.reason, target.reason_zh) == target.reason_zh, target.where
        # Signs count but for the dash of a span; a set, for Chinese names of constants repeat the year in their names.
        for kept in (r"(?<!\d)-?\d+(?:\.\d+)?", r"`[^`]+`"):
            found = (set(re.findall(kept, text)) for text in (target.reason, target.reason_zh))
            assert len(set(map(frozenset, found))) == 1, target.where
        assert not target.reason_zh or target.reason_zh.endswith("。"), target.where


def test_no_reason_says_a_sentence_twice(targets):
    for target in targets:
        sentences = target.reason.split(". ")
        assert len(set(sentences)) == len(sentences), target.where


def test_targets_of_the_district_are_named_after_it(targets):
    for target in targets:
        if "tianqu" in target.scope:
            assert "Tianqu" in target.name_en, target.where
            assert "天衢" in target.name_zh, target.where


def test_bases_have_the_unit_of_their_target(targets):
    first = {target.id: target for target in targets}
    cover = first["incremental_power_clean_share_2030"]
    assert (cover.unit, cover.base_year, cover.base_value) == ("亿千瓦时", None, None)


def test_mapped_variables_are_shown(targets, labels):
    shown = {label.variable for label in labels}
    assert {name for target in targets for name in target.variables} <= shown


def test_mapped_windows_lie_in_the_run(targets):
    for target in targets:
        assert all(2010 <= year <= 2035 for year in needed_years(target) if target.is_modelled), target.where


def test_what_is_not_modelled_says_why(targets):
    reasons = Counter(target.reason for target in targets if not target.is_modelled)
    assert all(reason.endswith((".", "。")) and len(reason) > 20 for reason in reasons)
    assert len(reasons) > 100
    assert max(reasons.values()) < 25


def test_rows_without_year_or_number_are_not_modelled_unless_they_compare(targets):
    for target in targets:
        if target.year is None or (target.target_value is None and not target.other_variable):
            assert not target.is_modelled, target.where


def test_about_has_half_a_unit_of_the_last_digit(targets):
    for target in targets:
        if "左右" in target.quote:
            assert target.tolerance in (0.5, 0.05), target.where
            assert target.tolerance_source == "assumption", target.where
            digits = f"{target.target_value:g}".partition(".")[2]
            assert target.tolerance == 0.5 * 10 ** -len(digits), target.where
        assert target.tolerance == 0 or target.reading != "", target.where


def test_restatements_follow_their_original(targets):
    first = {target.id: target for target in targets}
    repeated = [target for target in targets if target.restates]
    assert len(repeated) == 33
    for target in repeated:
        original = first[target.restates]
        if target.measure == "change_since" and original.measure == "level":
            assert (target.from_year, target.variable) == (original.base_year, original.variable)
            continue
        assert target.name_zh and (target.document, target.place) != (original.document, original.place)
        if target.is_modelled:
            fields = ("variable", "measure", "from_year", "other_variable", "reading", "tolerance")
            assert all(getattr(target, field) == getattr(original, field) for field in fields), target.where


def test_disagreeing_documents_stay_apart(targets):
    urban = {target.target_value for target in targets if target.id.startswith("urbanization_rate_2030")}
    energy = {target.target_value for target in targets if target.id.startswith("industrial_energy_intensity_2030")}
    assert urban == {64, 65}
    assert energy == {-20, -18}


def test_ranges_ask_for_both_ends(targets):
    for target in targets:
        if any(word in target.name_zh for word in RANGE_WORDS):
            expected = "at_least" if "下限" in target.name_zh else "at_most"
            assert target.reading == expected, target.where
