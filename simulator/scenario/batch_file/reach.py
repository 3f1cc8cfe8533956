"""How far the numbers of an input may go: its lever's range, in every base scenario."""

from __future__ import annotations

import math
from collections.abc import Iterable

from simulator.scenario.batch import Input
from simulator.scenario.batch_file.input_line import Placed
from simulator.scenario.distribution import support
from simulator.scenario.names import ModelNames
from simulator.scenario.place import Fault
from simulator.scenario.scenario import Scenario
from simulator.scenario.schedule import Schedule, extremes, plus, times, value_text

__all__ = ["judge_reach"]


def judge_reach(placed: Placed, scenarios: Iterable[Scenario], known: ModelNames, faults: list[Fault]) -> None:
    """Refuse an input that leaves its lever's range, or that would put a number in place of a scenario's path.

    placed: of act value, add or multiply.
    """
    each, place = placed
    if each.act == "value":
        for scenario in scenarios:
            setting = next((one for one in scenario.settings if one.name == each.name), None)
            if setting is not None and isinstance(setting.value, Schedule):
                told = f"{each.name} is a path in {scenario.name} (set at {setting.where}), whose place no number takes"
                advice = (
                    "Expected add or multiply, which change a path at every time. Write {multiply: ...} or {add: ...}"
                )
                faults.append(Fault(place, f"{told}. {advice}."))
    if each.kind == "given" or each.low is None or each.high is None:
        return
    lowest, highest = _ends(each)
    if math.isinf(lowest) or math.isinf(highest):
        told = f"{each.name} can be drawn as any number. Expected {each.low:g} to {each.high:g}, the lever's range"
        if each.act != "value":
            told = f"{each.name}: {each.act} can be drawn as any number. Expected ends, as its lever has a range"
        faults.append(Fault(place, f"{told}. Add within: [low, high]."))
        return
    if each.act == "value":
        bad = [end for end in dict.fromkeys((lowest, highest)) if not each.low <= end <= each.high]
        if bad:
            told = f"{each.name} can be {' and '.join(f'{end:g}' for end in bad)}"
            faults.append(
                Fault(place, f"{told}. Expected {each.low:g} to {each.high:g}, the lever's range. {_advice(each)}")
            )
        return
    for scenario in scenarios:
        _judge_change(placed, scenario, known, faults)


def _judge_change(placed: Placed, scenario: Scenario, known: ModelNames, faults: list[Fault]) -> None:
    """Refuse a change that takes a scenario's own value out of the range."""
    each, place = placed
    assert each.low is not None and each.high is not None
    own = next((one.value for one in scenario.settings if one.name == each.name), known.constants[each.name])
    for end in _ends(each):
        changed = times(own, end) if each.act == "multiply" else plus(own, end)
        for time, value in extremes(changed, known.period):
            if not each.low <= value <= each.high:
                when = "" if time is None else f" in {time:g}"
                sign = "times" if each.act == "multiply" else "plus"
                own_text = "its path" if isinstance(own, Schedule) else value_text(own)
                told = f"{each.name} can be {value:g}{when} in {scenario.name} ({own_text} {sign} {end:g})"
                expected = f"Expected {each.low:g} to {each.high:g}, the lever's range"
                faults.append(Fault(place, f"{told}. {expected}. {_advice(each)}"))
                return


def _ends(each: Input) -> tuple[float, float]:
    """Give the least and the largest number of an input."""
    return (min(each.values), max(each.values)) if each.distribution is None else support(each.distribution)


def _advice(each: Input) -> str:
    return "Choose other values." if each.kind == "swept" else "Narrow it, or add within: [low, high]."
