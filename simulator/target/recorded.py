"""Series of history that record an indicator without an equation: what the register may name."""

from collections.abc import Sequence

from simulator.errors import Faults, TargetError, unknown_name
from simulator.target.basis import factor_between
from simulator.target.history import History
from simulator.target.register import Target

__all__ = ["check_series"]


def check_series(targets: Sequence[Target], history: History) -> None:
    """Check that every series which the register names is in history, in a unit that converts.

    Raises: TargetError with every fault.
    """
    faults = Faults()
    for target in targets:
        if not target.series:
            continue
        points = history.recorded(target.series).points
        if not points:
            faults.add(unknown_name(target.where, "series of history", target.series, history.series))
            continue
        try:
            factor_between(points[0].unit, target.measure or "level", target.unit)
        except ValueError as problem:
            faults.add(f"{target.where}: {target.series}: {problem}")
    faults.raise_as(TargetError)
