"""What a scenario may speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.scenario.levers import Lever

__all__ = ["ModelNames"]


@dataclass(frozen=True)
class ModelNames:
    """What a scenario may speak of in one model.

    constants: each constant's value in its model unit; elements as name[a,b].
    levers:    the constants that scenarios are meant to move.
    imposable: the variables that `impose` may fix, each with the unit in which it is shown.
    units:     the model units of constants, as far as known: needed to read "5.5 %/year".
    period:    first and last time of the run, if known.
    """

    constants: Mapping[str, float]
    levers: Mapping[str, Lever] = field(default_factory=dict)
    imposable: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    period: tuple[float, float] | None = None
