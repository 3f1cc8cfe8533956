"""Fit to history: within its tolerance, outside it, too few points."""

import numpy as np
import pytest

from simulator.check.checks_file import no_checks
from simulator.check.condition import Fit
from simulator.check.fits import Past, check_fits
from simulator.check.runs import bench_of
from simulator.check.words import vocabulary_of
from simulator.kernel import Trajectories
from simulator.model.labels import Label
from simulator.target import History, Point
from tests.unit.check import small
from tests.unit.check.small import CONTROL, TOWN, source_and_model, subject_of, told

LABELS = (
    Label("people", "People", "人", "person", "population", "end"),
    Label("births", "Births", "出生", "person", "population", "total"),
    Label("growth", "Growth", "增速", "%", "population", "growth", "births"),
)


def points(variable, values):
    return tuple(
        Point("s", variable, float(year), value, "person", "book", "high", "") for year, value in values.items()
    )


def fitted(values, variable="people", town=TOWN, **asked):
    _, model = source_and_model(town)
    past = Past(LABELS, History(points(variable, values)))
    names = vocabulary_of(model).shown
    run = bench_of(model, no_checks(subject_of(model)), names, LABELS).at_every_step
    (result,) = check_fits(model, run, past, [Fit(variable, "checks.yaml:3", **asked)])
    return result


GOOD = {2020: 1000, 2021: 1005, 2022: 1010, 2030: 1051}


def test_a_close_series_passes():
    result = fitted(GOOD, mape=0.001, points=1.0)
    assert (result.status, result.counts["points"]) == ("passed", 4)
    assert dict(result.title) == {"en": "People", "zh": "人"}
    assert fitted({2021: 20.05, 2022: 20.15, 2023: 20.25}, "births", mape=0.001).status == "passed"


@pytest.mark.parametrize(
    ("asked", "key"), [({"mape": 0.001}, "fit.mape"), ({"points": 2.0}, "fit.mean"), ({"largest": 9.0}, "fit.largest")]
)
def test_a_series_that_is_missed(asked, key):
    result = fitted({**GOOD, 2025: 1040}, **asked)
    assert told(result) == [("people", key)]
    assert result.counts["year"] == 2025


def test_years_that_do_not_count():
    far = {**GOOD, 2025: 1040}
    assert fitted(far, mape=0.001, left_out={2025.0: "a break"}).status == "passed"
    assert fitted(far, mape=0.001, years=(2020, 2024)).counts["points"] == 3


def test_too_few_points_to_tell():
    result = fitted({2021: 3.0, 2040: 3.0}, mape=0.001)
    assert (result.status, result.told.key) == ("skipped", "fit.too_few")


def test_part_years_count_for_values_at_a_time():
    assert fitted({2021.5: 1007.5, 2022.5: 1012.5, 2023.25: 1016}, mape=0.001).counts["points"] == 3


def test_a_level_before_a_break_is_free_but_not_its_changes():
    broken = {2020: 900, 2021: 905, 2022: 910, 2023: 1015, 2024: 1020}
    assert fitted(broken, mape=0.001).status == "failed"
    assert fitted(broken, mape=0.001, level_from=2023).status == "passed"
    assert fitted({**broken, 2022: 950}, mape=0.001, level_from=2023).status == "failed"


def test_only_the_series_that_are_named_count():
    assert fitted(GOOD, mape=0.001, series=("s",)).counts["points"] == 4
    assert fitted(GOOD, mape=0.001, series=("t",)).status == "skipped"


WHY = (("en", "why"), ("zh", "原因"))


def test_a_known_weakness():
    assert fitted({**GOOD, 2025: 1040}, mape=0.001, weakness=WHY).status == "weak"
    assert told(fitted(GOOD, mape=0.001, weakness=WHY)) == [("people", "weak.passes")]


def test_growth_is_there_from_the_second_year_with_a_total_on():
    grown = {2021: 0.5, 2022: 0.5, 2023: 0.5, 2024: 0.5}
    assert fitted(grown, "growth", mape=0.1).counts["points"] == 3
    # a blank of the model is no blank of history, also in the first years
    blank = TOWN.replace("people*birth rate |", "people*birth rate*SQRT(2025.5-Time)/SQRT(2025.5-Time) |")
    assert fitted(grown, "growth", mape=0.1, town=blank).status == "passed"
    blank = TOWN.replace("people*birth rate |", "people*birth rate*SQRT(2020.5-Time)/SQRT(2020.5-Time) |")
    assert told(fitted(grown, "growth", mape=0.1, town=blank)) == [("growth", "fit.not_finite")]


def test_without_series_it_is_skipped():
    _, model = source_and_model(TOWN)
    empty = Trajectories(np.zeros(0), (), (), np.zeros((0, 0, 1)))
    assert check_fits(model, empty, Past(LABELS, History(())), [])[0].status == "skipped"


def test_a_blank_within_the_run_fails_and_one_outside_is_passed():
    blank = TOWN.replace("0.02 |", "0.02*SQRT(2025.5-Time)/SQRT(2025.5-Time) |").replace(
        "birth rate = ", "birth rate = 0*Time+"
    )
    result = fitted({**GOOD, 2015: 900}, mape=0.9, town=blank)
    assert (result.status, told(result)) == ("failed", [("people", "fit.not_finite")])
    assert result.told.values["year"] == "2030"
    assert fitted({**GOOD, 2015: 900}, mape=0.001).counts["points"] == 4
    # of the year in which the run starts there is no total
    births = {2020: 20.0, 2021: 20.05, 2022: 20.15, 2023: 20.25}
    assert fitted(births, "births", mape=0.001).counts["points"] == 3


@pytest.mark.parametrize("save_step", [1, 2])
def test_steps_too_fine_to_be_kept_in_a_run_are_kept_for_fits(monkeypatch, save_step):
    control = CONTROL.replace("0.25", "0.00390625").replace("SAVEPER = 1", f"SAVEPER = {save_step}")
    monkeypatch.setattr(small, "CONTROL", control)
    values = {2020: 1000, 2021: 1005.012, 2021.5: 1007.528, 2029: 1046.027}
    result = fitted(values, mape=1e-6)
    assert (result.status, result.counts["points"]) == ("passed", 4)
    births = {2021: 20.05, 2022: 20.15, 2023: 20.25}
    assert fitted(births, "births", mape=0.001).status == "passed"
