from simulator.report.check.battery_report import BatteryReport
from tests.unit.report.check.synthetic import results


def test_known_weaknesses_and_what_is_skipped_are_no_failure():
    assert not BatteryReport("town", "", "", results()).passed
    assert BatteryReport("town", "", "", results()[1:]).passed
