from simulator.report.check.screen import check_text, tally
from tests.unit.report.check.synthetic import results


def test_a_row_a_check_and_below_it_what_it_found():
    text = check_text("town", results(), "en", 0)
    plain = text.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "Checks of town" in plain
    assert "m.mdl:7:1: x: the equation gives yuan, the variable is in person (person)" in plain
    assert "checks.yaml:3: GDP > 0: GDP[a], 2025: -1, expected > 0. Known: it is small" in plain
    assert "and 2 more; --json lists all" in plain
    assert "passed: 1, failed: 1, known weaknesses: 1, skipped: 1" in plain


def test_in_chinese_and_on_a_narrow_page():
    text = check_text("town", results(), "zh", 60)
    assert "通过 1 项，未通过 1 项，已知不足 1 项，跳过 1 项" in text
    assert "零出生" in text


def test_checks_are_counted_by_status():
    assert tally(results()) == {"passed": 1, "failed": 1, "weak": 1, "skipped": 1}
