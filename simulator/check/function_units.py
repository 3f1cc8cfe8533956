"""What each function does to units, as tables: a new function is a row here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from simulator.model.draws import VENSIM_DRAWS, XMILE_DRAWS

__all__ = ["AGREEING", "BOOLEAN", "FIRST", "PLAIN", "RATES_OF_TIME", "TIMES_ONLY", "UNITLESS", "agreeing_roles"]

# Of numbers without a unit, and gives one.
PLAIN = (
    *("exp", "ln", "log10", "log", "sin", "cos", "tan", "arcsin", "arccos", "arctan"),
    *("sinh", "cosh", "tanh"),
)
# Compares what is measured alike.
BOOLEAN = ("<", "<=", ">", ">=", "=", "==", "<>", "!=")
# Gives a number without a unit whatever it is given.
UNITLESS = (
    *("and", "or", "not", "size", "elmcount", "rank", "vector rank", "vector sort order", "random 0 1"),
    *("poisson", "binomial"),
)
# Of times alone; gives 0 or 1.
TIMES_ONLY = ("pulse", "pulse train")
# Values that agree, times, and the power of time that the result has more than the values.
RATES_OF_TIME: Mapping[str, tuple[tuple[int, ...], tuple[int, ...], int]] = {
    "smooth": ((0, 2), (1,), 0),
    "delay": ((0, 2), (1,), 0),
    "delay of n": ((0, 2), (1,), 0),
    "delay fixed": ((0, 2), (1,), 0),
    "forecast": ((0,), (1, 2), 0),
    "step": ((0,), (1,), 0),
    "ramp": ((0,), (1, 2), 1),
    "xramp": ((0,), (1,), 1),
    "xpulse": ((0,), (1,), -1),
    "xpulse train": ((0,), (1, 2), -1),
    "get data between times": ((0,), (), 0),
    "get data at time": ((0,), (1,), 0),
}
# The argument whose unit the value has.
FIRST: Mapping[str, int] = {
    "negative": 0,
    "abs": 0,
    "integer": 0,
    "int": 0,
    "sum": 0,
    "mean": 0,
    "stddev": 0,
    "vmin": 0,
    "vmax": 0,
    "vmin xmile": 0,
    "vmax xmile": 0,
    "initial": 0,
    "computed element": 0,
    "vector reorder": 0,
    "vector elm map": 0,
    "vector select": 1,
    "lookup": 0,
    "exprnd": 0,
}
# Arguments that are measured alike, as the value is: all, or some by their places.
AGREEING: Mapping[str, Literal["all"] | tuple[int, ...]] = {
    "+": "all",
    "-": "all",
    "min": "all",
    "max": "all",
    "modulo": "all",
    "quantum": "all",
    "if then else": (1, 2),
    "active initial": "all",
    "sample if true": (1, 2),
    "previous": "all",
    "allocate available": (0, 2),
    "allocate by priority": (0, 4),
}
_MEASURED = ("least", "most", "shift", "stretch")


def agreeing_roles(function: str) -> tuple[int, ...] | None:
    """Return the places of a random function's bounds, mean and spread; None where it is no such function."""
    draw = VENSIM_DRAWS.get(function) or XMILE_DRAWS.get(function)
    if draw is None:
        return None
    return tuple(place for place, role in enumerate(draw.roles) if role in _MEASURED)
