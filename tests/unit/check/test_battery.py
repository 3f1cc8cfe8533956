"""The whole battery on a bare model: what is there, what is skipped and why, what is known."""

import pytest

from simulator.check.battery import Checked, run_battery
from simulator.check.said import BATTERY
from tests.unit.check.small import TOWN, checks_of, results_of, source_and_model, told


def test_a_bare_model_without_a_file_of_checks():
    results = results_of()
    statuses = {name: each.status for name, each in results.items()}
    assert statuses == {
        "units": "passed",
        "texts": "passed",
        "direct": "passed",
        "extremes": "skipped",
        "ranges": "skipped",
        "monotonic": "skipped",
        "balances": "skipped",
        "halving": "passed",
        "fit": "skipped",
        "sources": "passed",
    }
    assert results["extremes"].told.key == "skipped.no_file"
    assert results["fit"].told.key == "skipped.bare"
    assert list(results)[:3] == ["units", "texts", "direct"]


def test_parts_that_a_file_leaves_out():
    assert results_of(checks="halving: {within: 1 %}")["monotonic"].told.key == "skipped.no_tests"


BROKEN = f"{TOWN}\nextra = people | yuan | Extra."
KNOWN = "known_weaknesses: [{part: units, variable: extra, finding: side, why: Money is counted in heads.}]"


def test_a_known_finding_must_stand_in_the_readme():
    assert results_of(BROKEN)["units"].status == "failed"
    weak = results_of(BROKEN, KNOWN, "Weak: Money is\ncounted in heads.")["units"]
    assert (weak.status, dict(weak.findings[0].weakness)["en"]) == ("weak", "Money is counted in heads.")
    untold = results_of(BROKEN, KNOWN, "All is well.")["units"]
    assert untold.status == "failed"
    assert told(untold)[-1] == ("units", "weak.untold")


def test_one_of_two_languages_in_the_readme_will_do():
    both = KNOWN.replace("Money is counted in heads.", "{en: Money is counted in heads., zh: 金额按人计。}")
    for readme, status in (
        ("金额按人计。", "weak"),
        ("Money is counted in heads.", "weak"),
        ("All is well.", "failed"),
    ):
        assert results_of(BROKEN, both, readme)["units"].status == status


def test_a_known_finding_that_is_gone_is_told():
    result = results_of(TOWN, KNOWN.replace("extra", "output"), "Money is counted in heads.")["units"]
    assert result.status == "passed"
    assert told(result) == [("output", "weak.passes")]


def test_a_known_finding_does_not_hide_another_of_the_same_variable():
    known = KNOWN.replace("finding: side", "finding: mixed")
    result = results_of(BROKEN, known, "Money is counted in heads.")["units"]
    assert result.status == "failed"
    assert told(result) == [("extra", "units.side"), ("extra", "weak.passes")]


def test_parts_are_told_in_the_order_of_the_table():
    source, model = source_and_model(TOWN)
    tests = "monotonic: {b: {vary: {moving: [0, 0.1]}, expect: [people at 2030 falls with moving]}}\n"
    checks = checks_of(model, f"conditions: {{a: {{expect: [people > 3]}}, c: {{expect: [people > 4]}}}}\n{tests}")
    begun = []
    results = run_battery(Checked(source, model, checks), begun.append)
    assert begun == ["units", "direct", "extremes", "monotonic", "halving", "fit"]
    assert begun == [part for part in BATTERY if part in begun]
    assert [each.status for each in results if each.name in ("a", "b", "c")] == ["passed"] * 3


def test_other_faults_beside_a_known_one_fail():
    result = results_of(f"{BROKEN}\nmore = people | yuan | More.", KNOWN, "Money is counted in heads.")["units"]
    assert result.status == "failed"


DRAINED = """
part: a,b | |
store[part] = INTEG(-taking[part],500) | person | Store.
taking[a] = store[a]*0.1 | person/Year | Taking.
taking[b] = store[a]*0.1 | person/Year | Taking.
"""


@pytest.mark.parametrize(("variable", "status"), [("store", "weak"), ("'store[b]'", "weak"), ("'store[a]'", "failed")])
def test_a_finding_is_known_by_its_element_or_its_variable(variable, status):
    known = f"known_weaknesses: [{{part: direct, variable: {variable}, finding: drawn_down, why: It leaks.}}]"
    results = results_of(TOWN + DRAINED, known, "It leaks.")
    assert results["direct"].status == status
    gone = {"weak": 0, "failed": 1}[status]
    assert [each.told.key for each in results["direct"].findings].count("weak.passes") == gone


def test_a_known_weakness_is_told_in_its_own_part_alone():
    results = results_of(BROKEN, KNOWN, "Money is counted in heads.")
    assert {name for name, each in results.items() if "weak.passes" in [key for _, key in told(each)]} == set()
    assert {name for name, each in results.items() if each.status == "weak"} == {"units"}
