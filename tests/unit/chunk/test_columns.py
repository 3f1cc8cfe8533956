"""Columns of members/ and trajectories/."""

import numpy as np
import pytest

from simulator.chunk.columns import member_columns, saved_years, trajectory_columns
from simulator.chunk.evaluate import evaluator_of
from simulator.ensemble import Programs
from simulator.scenario.batch import Save
from simulator.target import VERDICTS, judge_members, judged_places


@pytest.mark.parametrize(
    ("every", "window", "years"),
    [
        (1, None, list(range(2020, 2031))),
        (5, None, [2020, 2025, 2030]),
        (4, (2021, 2029), [2021, 2025, 2029]),
        (4, (2021, 2030), [2022, 2026, 2030]),
    ],
)
def test_years_are_counted_back_from_the_last(make, every, window, years):
    assert saved_years(make(save=Save(("GDP",), every, window))).tolist() == years


def test_columns_hold_what_they_say(make):
    case = make(save=Save(("GDP", "urbanization rate"), 10))
    evaluator = evaluator_of(case, 1, Programs(case.model, case.engine))
    chunk = next(each for each in case.plan.chunks() if each.scenario == 1 and each.first > 0)
    found = evaluator.members(chunk.first, chunk.last)
    judged = judge_members(evaluator.standings, found.yearly, np.zeros(len(judged_places(evaluator.standings))))
    columns = {each.name: each for each in member_columns(case, chunk, found, judged)}
    assert columns["scenario"].values.words == ("imposed",)
    assert columns["member"].values[0] == chunk.first
    assert columns["birth rate"].about == {"unit": "Dmnl", "en": "birth rate, times", "zh": "birth rate，乘数"}
    assert columns["movement effort"].about["en"] == "movement effort, added"
    assert columns["movement pace"].about["en"] == "movement pace"
    assert set(np.array(VERDICTS)[columns["growth_2030_verdict"].values.codes]) == {"not_modelled"}
    assert columns["urban_2030_value"].values == pytest.approx(found.yearly.at("urbanization rate", 2030))
    assert "doctors_value" not in columns
    rows = {each.name: each.values for each in trajectory_columns(case, chunk, found)}
    assert rows["year"].tolist()[:4] == [2020, 2030, 2020, 2030]
    assert rows["GDP"].reshape(-1, 2)[:, 1] == pytest.approx(found.yearly.at("GDP", 2030))
