from simulator.check.said import BATTERY, STATUSES, Finding, Result, said


def test_numbers_are_written_with_six_digits():
    assert dict(said("x", number=1 / 3, count=3, name="a").values) == {"number": "0.333333", "count": "3", "name": "a"}


def test_a_result_is_judged_by_its_findings():
    done = Result("units", "units", "passed", said("units.done"))
    fault, weak = Finding("a", "", said("x")), Finding("a", "", said("x"), (("en", "why"), ("zh", "原因")))
    note = Finding("a", "", said("x"), note=True)

    def status(*findings):
        return Result("units", "units", "passed", done.told, findings).judged().status

    assert (status(), status(note), status(weak, note), status(weak, fault)) == ("passed", "passed", "weak", "failed")
    assert Result("units", "units", "skipped", done.told, (fault,)).judged().status == "skipped"
    assert {"passed", "failed", "weak", "skipped"} == set(STATUSES)
    assert BATTERY[0] == "units"
