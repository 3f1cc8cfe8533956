"""The Dezhou model passes its battery of checks, and no lever of it acts early."""

import numpy as np
import pytest

from simulator.kernel import Clock
from simulator.kernel.batch import compile_batch
from simulator.study import load_city
from simulator.study.check import check_model


@pytest.fixture(scope="module")
def report():
    return check_model("dezhou", lambda part: None)


def test_every_check_passes_or_is_a_weakness_that_the_readme_tells(report):
    failed = {
        each.name: [str(found.told) for found in each.findings] for each in report.results if each.status == "failed"
    }
    assert not failed


def test_every_row_of_the_models_design_is_tried(report):
    """Extreme conditions and monotonic expectations of the model's design, by their names in checks.yaml."""
    names = {each.name for each in report.results}
    assert names >= {
        *("zero investment", "no births", "no renewables built", "no sun and wind", "closed to the outside"),
        *("no rural-urban transfer", "immortality", "a flood of PV", "frozen productivity", "a shock of 90 percent"),
        *("an empty city", "no town", "no countryside", "a target already met", "halving", "balances", "units"),
        *("storage and curtailment", "ceiling and urbanization", "fertility and output"),
    }
    counts = {each.name: each.counts for each in report.results}
    assert counts["balances"]["balances"] >= 12
    assert counts["balances"]["runs"] >= 30
    assert counts["units"]["untold"] == 0


def test_no_lever_acts_before_the_end_of_2025():
    """Every lever at the upper end of its range leaves what is shown up to 2025 as it was, to the last bit."""
    city = load_city("dezhou")
    levers = city.names.levers
    shown = [label.variable for label in city.case.labels if label.yearly != "growth"]
    program = compile_batch(city.model, shown, list(levers))
    inputs = program.compiled.defaults
    values = np.repeat(inputs[program.places][:, None], len(levers) + 1, axis=1)
    for place, lever in enumerate(levers.values()):
        values[place, place] = lever.high
    settings = city.model.settings
    steps = round((2025 - settings.initial_time) / settings.time_step)
    found = program.run(inputs, values, Clock(settings.initial_time, settings.time_step, steps, 1)).values
    acting = [name for place, name in enumerate(levers) if (found[:, :, place] != found[:, :, -1]).any()]
    assert not acting
