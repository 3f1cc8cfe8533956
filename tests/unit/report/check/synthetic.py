"""Results of a battery, made up."""

from simulator.check import Finding, Result
from simulator.check.said import said


def results():
    """Give one result of every status, with findings of every kind."""
    side = said("units.side", found="yuan", own="person", unit="person")
    broken = said("expect.broken", text="GDP > 0", name="GDP[a]", time="2025", left=-1.0, sign=">", right=0.0)
    counts = {"equations": 3, "told": 2, "untold": 1, "without": 1}
    return (
        Result(
            "units", "units", "failed", said("units.done", **counts), (Finding("x", "m.mdl:7:1", side),), (), counts
        ),
        Result(
            "extremes",
            "no births",
            "weak",
            said("conditions.done", expectations=1, broken=1, runs=1),
            (Finding("GDP > 0", "checks.yaml:3", broken, (("en", "it is small"), ("zh", "数值小"))),),
            (("en", "No births"), ("zh", "零出生")),
            {"runs": 1},
        ),
        Result("balances", "balances", "skipped", said("balances.none")),
        Result(
            "sources", "sources", "passed", said("fit.none"), (Finding("a", "", said("weak.passes"), note=True),) * 12
        ),
    )
