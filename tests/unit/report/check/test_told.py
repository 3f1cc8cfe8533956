import pytest

from simulator.check.said import FINDINGS, said
from simulator.report.check.told import finding_text, name_text, said_text
from simulator.report.check.words import CHECK_WORDS
from tests.unit.report.check.synthetic import results

UNITS, BIRTHS, _, SOURCES = results()


def test_findings_are_worded_in_both_languages():
    assert finding_text(UNITS.findings[0], "en") == "the equation gives yuan, the variable is in person (person)"
    assert finding_text(BIRTHS.findings[0], "en") == "GDP > 0: GDP[a], 2025: -1, expected > 0. Known: it is small"
    assert finding_text(BIRTHS.findings[0], "zh") == "GDP > 0：GDP[a], 2025: -1，应 > 0。已知原因：数值小"
    assert finding_text(SOURCES.findings[0], "en").startswith("note: declared as a known weakness")


def test_checks_are_named():
    assert name_text(BIRTHS, "zh") == "零出生"
    assert name_text(UNITS, "en") == "Units of every equation"
    assert said_text(UNITS.told, "en") == "2 of 3 equations can be told, 1 cannot; variables without a unit: 1"


@pytest.mark.parametrize(
    ("unit", "en", "zh"),
    [
        ("%", "mean error 2 percentage points, expected at most 1", "平均误差 2 个百分点，应不超过 1"),
        ("Dmnl", "mean error 2, expected at most 1", "平均误差 2，应不超过 1"),
        ("亿元", "mean error 2 × 100M yuan, expected at most 1", "平均误差 2 亿元，应不超过 1"),
    ],
)
def test_a_difference_has_a_unit_of_its_own(unit, en, zh):
    told = said("fit.mean", mean=2.0, allowed=1.0, unit=unit)
    assert (said_text(told, "en"), said_text(told, "zh")) == (en, zh)


def test_every_finding_that_may_be_declared_has_words():
    assert {f"{part}.{kind}" for part, kinds in FINDINGS.items() for kind in kinds} <= set(CHECK_WORDS)
