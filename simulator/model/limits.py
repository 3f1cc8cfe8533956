"""The range that a model file gives a variable: the least and the most that it may sensibly be.

No run needs it and none is held to it. Source: Vensim Reference Manual, the unit field `~ 1/Year [0.01,0.05]`, in which
? leaves a side open and a third number is the step of a slider; XMILE 1.0, section 4.1, `<range min= max=>`.
"""

from __future__ import annotations

import re
from math import isfinite

__all__ = ["NO_LIMITS", "Limits", "limits_between", "split_limits"]

Limits = tuple[float | None, float | None]
NO_LIMITS: Limits = (None, None)
_FIELD = re.compile(r"(?P<unit>.*?)\s*\[(?P<inside>[^\]]*)\]\s*\Z", re.DOTALL)


def split_limits(field: str) -> tuple[str, Limits]:
    """Split a unit field of Vensim into the unit and the limits."""
    found = _FIELD.match(field)
    if not found:
        return field.strip(), NO_LIMITS
    inside: str = found["inside"]
    low, high, *_ = [*inside.split(","), "", ""]
    return found["unit"].strip(), limits_between(low, high)


def limits_between(low: str, high: str) -> Limits:
    """Read two limits as written; what is no finite number leaves its side open."""
    return _number(low), _number(high)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None
