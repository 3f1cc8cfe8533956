"""Many members judged at once, each as if it were alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulator.target.measure import margin, measure, threshold
from simulator.target.register import Target
from simulator.target.standing import Standing
from simulator.target.verdict import VERDICTS, decide
from simulator.target.yearly import Yearly

__all__ = ["Judged", "differences", "judge_members", "judged_places", "run_errors"]

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Judged:
    """What members say about the targets that they can speak to.

    places:    of these targets in the register; the rows of all arrays.
    value:     (target, member), the target's unit; nan where it cannot be computed. Likewise
    threshold: what it is held against, and
    margin:    signed, >= 0 is met.
    code:      (target, member), int8: places in VERDICTS.
    """

    places: tuple[int, ...]
    value: Values
    threshold: Values
    margin: Values
    code: NDArray[np.int8]


def judged_places(standings: Sequence[Standing]) -> tuple[int, ...]:
    """Places in the register of the targets of which every member has its own numbers: basis model or imposed."""
    return tuple(place for place, standing in enumerate(standings) if standing.is_measured)


def judge_members(standings: Sequence[Standing], yearly: Yearly, errors: Values) -> Judged:
    """Judge every member by the targets that are not settled already.

    standings: one a target of the register. errors: (target,), one a judged place, as run_errors gives them.
    Returns:   for each member the numbers and the verdict that a run of that member alone would have.
    """
    places = judged_places(standings)
    shape = (len(places), yearly.values.shape[2])
    value, wanted, signed = np.empty(shape), np.empty(shape), np.empty(shape)
    code = np.full(shape, VERDICTS.index("not_modelled"), dtype=np.int8)
    for row, (place, error) in enumerate(zip(places, errors, strict=True)):
        target = standings[place].target
        measured, against = measure(target, yearly), threshold(target, yearly)
        value[row], wanted[row] = _told(measured), _told(against)
        signed[row] = _told(margin(target, measured, against))
        if standings[place].basis == "model":
            code[row] = decide(signed[row], float(error))
    return Judged(places, value, wanted, signed, code)


def run_errors(standings: Sequence[Standing], coarse: Yearly, fine: Yearly) -> Values:
    """Find the numerical error of every judged target from members that were integrated twice.

    coarse, fine: the same members, integrated as usual and more finely.
    Returns:      (target,), one a judged place, the target's unit: the largest difference of the members that are
                  finite in both; nan where there is none, and where the target is imposed.
    """
    places = judged_places(standings)
    errors = np.full(len(places), np.nan)
    for row, place in enumerate(places):
        if standings[place].basis == "model":
            found = differences(standings[place].target, coarse, fine)
            errors[row] = np.max(found, initial=-np.inf, where=np.isfinite(found))
    return np.where(np.isfinite(errors), errors, np.nan)


def differences(target: Target, coarse: Yearly, fine: Yearly) -> Values:
    """Tell how far two runs of each member differ; the value's difference and its threshold's do not cancel.

    Returns: (member,), the target's unit; not finite where either run's is not.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        moved: Values = np.abs(measure(target, coarse) - measure(target, fine))
        return moved + np.abs(threshold(target, coarse) - threshold(target, fine))


def _told(values: Values) -> Values:
    """Leave out what is not finite: nan."""
    return np.where(np.isfinite(values), values, np.nan)
