"""What stands behind a name under `impose`: a path over years, or a growth rate from a year on."""

import math

from simulator.scenario.number import bare_number, rate
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Items, Node, Pairs, describe, number_of
from simulator.scenario.slip import slip
from simulator.scenario.written import Knots, read_knots

__all__ = ["LARGEST", "Imposed", "growth_range", "read_imposed"]

# No city has such values in any unit; beyond, results stop being numbers.
LARGEST = 1e15

_KEYS = ("growth", "from")
_EXPECTED = "Expected {growth: 5.5 %/year, from: 2025} or a path {2025: ..., 2030: ...}"

Imposed = tuple[Knots | None, float | None, float | None]


def growth_range(node: Node) -> Node | None:
    """Give what stands behind `growth` where it is more than one rate: a list, a range or a distribution."""
    if not isinstance(node, Pairs):
        return None
    behind = next((value for key, value in node.pairs if key.text == "growth"), None)
    return behind if isinstance(behind, Items | Pairs) else None


def read_imposed(
    node: Node, name: str, unit: str, period: tuple[float, float] | None, faults: list[Fault]
) -> Imposed | None:
    """Read what stands behind a name. unit: in which the variable is shown. period: first and last time, if known.

    Returns: path, growth and first year, as `Imposition` holds them; None where there is a fault.
    """
    if not isinstance(node, Pairs):
        faults.append(Fault(node.place, f"{name} is {describe(node)}. {_EXPECTED}. Write one of the two."))
        return None
    words = {key.text: value for key, value in node.pairs if number_of(key.text) is None}
    before = len(faults)
    if not words:
        knots = read_knots(node.pairs, node.place, name, unit, faults)
        for (key, value), (_, each) in zip(node.pairs, knots, strict=False):
            if abs(each) > LARGEST:
                told = f"{name} in {key.text} is {describe(value)}. Expected at most {LARGEST:g} {unit} either way"
                faults.append(Fault(value.place, f"{told}. Correct the value."))
        if knots and period and not (knots[0][0] <= period[1] and period[0] <= knots[-1][0]):
            faults.append(_outside(node, name, knots[0][0], period))
        return (knots, None, None) if knots and len(faults) == before else None
    for key, _ in node.pairs:
        if key.text not in _KEYS:
            faults.append(unknown(key.place, "key", key.text, _KEYS))
    missing = [key for key in _KEYS if key not in words]
    if missing and not any(slip(key.text) for key, _ in node.pairs):
        faults.append(Fault(node.place, f"{name} has no {' and no '.join(missing)}. {_EXPECTED}. Add it."))
    if missing:
        return None
    growth, year = rate(words["growth"], f"{name}: growth"), bare_number(words["from"], f"{name}: from")
    faults.extend(each for each in (growth, year) if isinstance(each, Fault))
    if not isinstance(year, Fault) and period and not period[0] <= year < period[1]:
        faults.append(_outside(words["from"], name, year, period))
    if isinstance(growth, Fault) or isinstance(year, Fault) or len(faults) > before:
        return None
    years = period[1] - year if period else 1.0
    if years * math.log1p(growth) > math.log(LARGEST):
        told = f"{name}: growth is {describe(words['growth'])}, more than {LARGEST:g} times over {years:g} years"
        advice = "Expected a rate such as 5.5 %/year. Write a smaller one."
        faults.append(Fault(words["growth"].place, f"{told}. {advice}"))
        return None
    return None, growth, year


def _outside(node: Node, name: str, year: float, period: tuple[float, float]) -> Fault:
    """Word a first year that the run does not reach, or a growth or path that ends before it begins."""
    told = f"{name} is imposed from {year:g}, outside the run from {period[0]:g} to {period[1]:g}"
    return Fault(node.place, f"{told}. Expected a year in it. Correct the year.")
