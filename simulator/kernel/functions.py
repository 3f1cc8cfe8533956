"""What emitted NumPy code calls. Arrays are (row, member) or (member,); nothing here branches on or mixes members.

Every function gives a member the same bits alone and among others: element-wise ufuncs, sums in a written order, and
one path for every power.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simulator.model.model import CurvePoints

# What Vensim takes for zero in ZIDZ and XIDZ. Source: Vensim Reference Manual, ZIDZ.
SMALL = 1e-6

# Where NumPy takes a short cut for one exponent, but not for an array of them with other last bits; here it always is.
SHORT_CUTS: Mapping[float, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    2.0: lambda base, exponent: np.multiply(base, base),
    0.5: lambda base, exponent: np.sqrt(base),
    -1.0: lambda base, exponent: np.divide(1.0, base),
}


def rows(value: np.ndarray, count: int) -> np.ndarray:
    """Repeat a shared value for each row. value: (member,) or scalar. Returns: (count, member)."""
    value = np.asarray(value)
    return np.broadcast_to(value, (count, value.shape[-1] if value.ndim else 1))


def join(count: int, *pieces: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Put values from several equations together. pieces: (row numbers, value). Returns: (count, member)."""
    width = max(np.shape(value)[-1] if np.ndim(value) else 1 for _, value in pieces)
    joined = np.empty((count, width))
    for places, value in pieces:
        joined[places] = value
    return joined


def _reduce(operation: np.ufunc, value: np.ndarray, groups: int, inner: int) -> np.ndarray:
    """Combine the inner rows of each group as a tree: first half with second half, a last odd row into the first.

    The order is written, so that it is the same for one member and for many (a ufunc's own reduce is not).
    """
    part = value.reshape(groups, inner, value.shape[-1])
    while part.shape[1] > 1:
        half = part.shape[1] // 2
        paired = operation(part[:, :half], part[:, half : 2 * half])
        if part.shape[1] % 2:
            paired[:, 0] = operation(paired[:, 0], part[:, -1])
        part = paired
    return part[0, 0] if groups == 1 else part[:, 0]


def total(value: np.ndarray, groups: int, inner: int) -> np.ndarray:
    """Sum. value: (groups * inner, member). Returns: (groups, member), or (member,) for one group."""
    return _reduce(np.add, value, groups, inner)


def product(value: np.ndarray, groups: int, inner: int) -> np.ndarray:
    """Multiply. Shapes as total."""
    return _reduce(np.multiply, value, groups, inner)


def least(value: np.ndarray, groups: int, inner: int) -> np.ndarray:
    """Take the least. Shapes as total."""
    return _reduce(np.minimum, value, groups, inner)


def greatest(value: np.ndarray, groups: int, inner: int) -> np.ndarray:
    """Take the greatest. Shapes as total."""
    return _reduce(np.maximum, value, groups, inner)


def power(base: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """Raise to a power, on one path for every exponent whether members share it or not."""
    exponent = np.asarray(exponent, dtype=float)
    if exponent.size == 1:
        raised: np.ndarray = SHORT_CUTS.get(exponent.item(), np.power)(base, exponent)
        return raised
    raised = np.power(base, exponent)
    for value, short_cut in SHORT_CUTS.items():
        chosen = np.equal(exponent, value)
        if chosen.any():
            raised = np.where(chosen, short_cut(base, exponent), raised)
    return raised


def lookup(curve: CurvePoints, value: np.ndarray) -> np.ndarray:
    """Read a curve. value: any shape. Returns: the same shape. Ends hold, unless the curve extrapolates."""
    if curve.kind == "hold_backward":
        place = np.searchsorted(curve.x, value, side="right") - 1
        return np.where(np.isnan(value), value, curve.y[np.clip(place, 0, len(curve.y) - 1)])
    inside: np.ndarray = np.interp(value, curve.x, curve.y)
    if len(curve.x) == 1:
        # NumPy reads a single point even where the argument is not a number
        return np.where(np.isnan(value), value, inside)
    if curve.kind != "extrapolate":
        return inside
    first = (curve.y[1] - curve.y[0]) / (curve.x[1] - curve.x[0])
    last = (curve.y[-1] - curve.y[-2]) / (curve.x[-1] - curve.x[-2])
    below = curve.y[0] + (value - curve.x[0]) * first
    above = curve.y[-1] + (value - curve.x[-1]) * last
    return np.where(value < curve.x[0], below, np.where(value > curve.x[-1], above, inside))


def lookups(curves: Sequence[tuple[CurvePoints, np.ndarray]], value: np.ndarray) -> np.ndarray:
    """Read a curve for each row. curves: (curve, row numbers). value: (row, member)."""
    read = np.empty(value.shape)
    for curve, places in curves:
        read[places] = lookup(curve, value[places])
    return read


def schedule(kind: str, knots: np.ndarray, values: np.ndarray, t: float | np.ndarray) -> np.ndarray:
    """Read a schedule. knots: (knot,); values: (knot, member). Returns: (member,). The ends hold.

    t: one time; or (time,) for one member, which gives (time,).
    """
    if np.ndim(t):
        return np.array([schedule(kind, knots, values, each)[0] for each in np.asarray(t)])
    place = int(np.searchsorted(knots, t, side="right")) - 1
    held: np.ndarray = values[max(place, 0)]
    if place < 0 or kind == "step" or place >= len(knots) - 1:
        return held
    share = (t - knots[place]) / (knots[place + 1] - knots[place])
    growing = held * power(values[place + 1] / held, share) if kind == "growth" else None
    between: np.ndarray = held + (values[place + 1] - held) * share if growing is None else growing
    return between


def step(t: float, lead: float, height: np.ndarray, start: np.ndarray) -> np.ndarray:
    """STEP: height from start on. lead: half a step where the model asks for Vensim's rounding of times, else 0."""
    return np.where(t + lead > start, height, 0.0)


def ramp(t: float, slope: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """RAMP: rises by slope from start to end, then stays."""
    return np.where(t > start, slope * (np.minimum(t, end) - start), 0.0)


def pulse(t: float, lead: float, start: np.ndarray, width: np.ndarray) -> np.ndarray:
    """PULSE: one from start for a width."""
    return np.where((t + lead > start) & (t + lead < start + width), 1.0, 0.0)


def pulse_train(
    t: float, lead: float, timing: tuple[np.ndarray, np.ndarray, np.ndarray], end: np.ndarray
) -> np.ndarray:
    """PULSE TRAIN: pulses from start for a width at every interval until end. timing: (start, interval, width)."""
    start, interval, width = timing
    since = t + lead - start
    within = np.where(np.equal(interval, 0.0), since, since - interval * np.floor(since / interval))
    return np.where((since > 0.0) & (within < width) & (t - lead < end), 1.0, 0.0)


def zidz(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Divide, zero where the divisor is zero."""
    return np.where(np.abs(below) < SMALL, 0.0, np.divide(above, below))


def xidz(above: np.ndarray, below: np.ndarray, instead: np.ndarray) -> np.ndarray:
    """Divide, `instead` where the divisor is zero."""
    return np.where(np.abs(below) < SMALL, instead, np.divide(above, below))


def quantum(value: np.ndarray, grain: np.ndarray) -> np.ndarray:
    """QUANTUM: the whole number of grains within value; value itself where the grain is not positive."""
    return np.where(np.less(grain, SMALL), value, grain * np.trunc(np.divide(value, grain)))


def modulo(value: np.ndarray, base: np.ndarray) -> np.ndarray:
    """MODULO: what QUANTUM leaves, with the sign of value."""
    left: np.ndarray = value - quantum(value, base)
    return left


def logarithm(value: np.ndarray, base: np.ndarray) -> np.ndarray:
    """LOG: logarithm to a base."""
    result: np.ndarray = np.log(value) / np.log(base)
    return result
