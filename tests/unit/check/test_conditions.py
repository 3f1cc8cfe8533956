"""Tests of a file of checks, balances, half the step and ranges: each kept, and each broken."""

import numpy as np
import pytest

from simulator.check.conditions import check_conditions, check_halving, check_ranges, range_text
from simulator.check.words import vocabulary_of
from tests.unit.check.small import TOWN, bench, checks_of, source_and_model, told

CHECKS = """
conditions:
  no births:
    when: {{set: {{birth rate: 0}}}}
    expect: [births = 0, people {} over time]
monotonic:
  births:
    vary: {{birth rate: [0.01, 0.02, 0.03]}}
    expect: people at 2030 {} with birth rate
"""
BALANCE = "balances: {variables: check *, relative_to: {check people: people}}"


def results(text, equations=TOWN):
    _, model = source_and_model(equations)
    checks = checks_of(model, text)
    return {each.name: each for each in check_conditions(bench(model, checks), checks, lambda part: None)}


def test_what_is_expected_and_holds():
    found = results(CHECKS.format("falls", "rises"))
    assert {name: each.status for name, each in found.items()} == {
        "no births": "passed",
        "births": "passed",
        "balances": "skipped",
    }


def test_what_is_expected_and_does_not():
    found = results(CHECKS.format("rises", "falls"))
    assert told(found["no births"]) == [("people rises over time", "expect.moves")]
    assert told(found["births"]) == [("people at 2030 falls with birth rate", "expect.between")]
    assert found["births"].counts == {"expectations": 1, "runs": 3}


def test_scheduled_and_imposed_runs():
    text = """
conditions:
  scheduled: {when: {set: {birth rate: {2020: 0, 2030: 0.1}}}, expect: [births at 2020 = 0, births at 2030 > 50]}
  imposed:
    when: {impose: {births: {2020: 7, 2030: 7}}}
    expect: [births = 7 within 1e-9, births at 2025 < baseline(births at 2025)]
"""
    found = results(text)
    assert {each.status for name, each in found.items() if name != "balances"} == {"passed"}


def test_a_known_weakness_is_no_failure_and_one_that_passes_is_told():
    weak = (
        "conditions: {a: {expect: [people < 3], known_weakness: why}, b: {expect: [people > 3], known_weakness: why}}"
    )
    found = results(weak)
    assert found["a"].status == "weak"
    assert found["b"].status == "passed"
    assert told(found["b"]) == [("people > 3", "weak.passes")]


def test_a_known_weakness_excuses_its_own_expectation_alone():
    known = "known_weakness: {people < 3: why}"
    found = results(f"conditions: {{a: {{expect: [people < 3, people < 4], {known}}}}}")["a"]
    assert (found.status, [each.weakness for each in found.findings]) == (
        "failed",
        [(("en", "why"), ("zh", "why")), ()],
    )
    found = results(f"conditions: {{a: {{expect: [people < 3, people > 4], {known}}}}}")["a"]
    assert found.status == "weak"


def test_balances_that_close_and_one_that_does_not():
    assert results(BALANCE)["balances"].status == "passed"
    broken = results(BALANCE, TOWN.replace("people-people", "people*0.001"))["balances"]
    assert told(broken) == [("check people", "balances.open")]
    assert float(broken.findings[0].told.values["size"]) == pytest.approx(0.001)


def test_a_balance_that_closes_in_the_base_run_only():
    text = "conditions: {a: {when: {set: {birth rate: 0.03}}, expect: [people > 0]}}\n" + BALANCE
    equations = TOWN.replace("people-people", "people*(birth rate-0.02)*Time/Time/birth rate")
    found = results(text, equations)["balances"]
    assert found.findings[0].told.values["run"] == "a"
    assert found.findings[0].told.values["count"] == "1"


def test_half_the_step():
    _, model = source_and_model(TOWN)
    ready = bench(model)
    names = vocabulary_of(model).shown
    fine = check_halving(ready, 0.002, names)
    assert (fine.status, fine.findings) == ("passed", ())
    coarse = check_halving(ready, 1e-7, names)  # Euler
    assert ("people", "halving.moves") in told(coarse)


def test_a_model_that_draws_is_not_halved():
    _, model = source_and_model(f"{TOWN}\nnoise = RANDOM UNIFORM(0,1,7) | Dmnl | Noise.")
    assert check_halving(bench(model), 0.002, ("people",)).status == "skipped"


def test_values_stay_in_the_ranges_that_the_file_gives():
    _, model = source_and_model(TOWN)
    assert check_ranges(bench(model)).status == "skipped"
    _, model = source_and_model(
        TOWN.replace("people*birth rate | person/Year", "people*birth rate | person/Year [0,?]")
    )
    assert check_ranges(bench(model)).status == "passed"
    _, model = source_and_model(
        TOWN.replace("people*birth rate | person/Year", "people*birth rate | person/Year [0,20.5]")
    )
    result = check_ranges(bench(model))
    assert told(result) == [("births", "ranges.outside")]
    assert result.findings[0].told.values["range"] == "0 .. 20.5"
    assert range_text(None, 3.0) == "? .. 3"


def test_a_departure_that_is_no_number_stays_the_largest():
    text = """
conditions:
  a: {when: {set: {birth rate: 0.04}}, expect: [people > 0]}
  b: {expect: [people > 0]}
"""
    equations = TOWN.replace("people-people", "people*0.001+0*LN(0.03-birth rate)")
    equations = equations.replace("check people =", "check all = 3+0*people | person | Balance.\ncheck people =")
    found = results(text + BALANCE.replace("{check people: people}", "{check people: people, check all: 1}"), equations)
    values = found["balances"].findings[-1].told.values
    assert np.isnan(found["balances"].counts["largest"])
    assert (values["size"], values["run"], values["count"]) == ("nan", "a", "3")


def test_a_change_that_is_no_number_stays_the_largest():
    _, model = source_and_model(f"{TOWN}\nbad = LN(0-people) | Dmnl | Bad.")
    result = check_halving(bench(model), 1e-7, ("people", "bad", "people"))
    assert np.isnan(result.counts["largest"])
    assert result.told.values["which"] == "bad"
    assert told(result) == [("people", "halving.moves"), ("bad", "halving.moves"), ("people", "halving.moves")]


@pytest.mark.parametrize(
    ("value", "n_findings"), [(5, 0), (5 * (1 - 1e-12), 0), (5 * (1 - 1e-7), 1), (9 * (1 + 1e-12), 0), (9.001, 1)]
)
def test_rounding_takes_no_value_out_of_its_range(value, n_findings):
    _, model = source_and_model(f"{TOWN}\nlevel = {value!r}+0*people | Dmnl [5,9] | Level.")
    assert len(check_ranges(bench(model)).findings) == n_findings


def test_each_part_is_told_when_it_begins():
    tests = "conditions: {a: {expect: [people > 3]}, b: {expect: [people > 4]}}\n"
    tests += "monotonic: {c: {vary: {moving: [0, 0.1]}, expect: [people at 2030 falls with moving]}}"
    _, model = source_and_model(TOWN)
    checks = checks_of(model, tests)
    begun = []
    check_conditions(bench(model, checks), checks, begun.append)
    assert begun == ["extremes", "monotonic"]
