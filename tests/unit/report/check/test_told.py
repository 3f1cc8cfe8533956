from simulator.report.check.told import finding_text, name_text, said_text
from tests.unit.report.check.synthetic import results

UNITS, BIRTHS, _, SOURCES = results()


def test_findings_are_worded_in_both_languages():
    assert finding_text(UNITS.findings[0], "en") == "the equation gives yuan, the variable is in person (person)"
    assert finding_text(BIRTHS.findings[0], "en") == "GDP > 0: GDP[a], 2025: -1, expected > 0. Known: it is small"
    assert finding_text(BIRTHS.findings[0], "zh") == "GDP > 0：GDP[a], 2025: -1，应 > 0。已知原因：it is small"
    assert finding_text(SOURCES.findings[0], "en").startswith("note: declared as a known weakness")


def test_checks_are_named():
    assert name_text(BIRTHS, "zh") == "零出生"
    assert name_text(UNITS, "en") == "Units of every equation"
    assert said_text(UNITS.told, "en") == "2 of 3 equations can be told, 1 cannot; variables without a unit: 1"
