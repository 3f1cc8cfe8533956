"""What emitted code calls to tell on which side of each switch of time a moment is.

Every function returns whole numbers that change exactly where an equation of time jumps or kinks. Arrays are
(row, time) or (time,): one member, many times at once.
"""

from __future__ import annotations

import numpy as np

from simulator.kernel.allocation import price_and_edges
from simulator.kernel.functions import SMALL
from simulator.model.model import CurvePoints

__all__ = [
    "gather",
    "kinks",
    "least_place",
    "passed",
    "pulse_edges",
    "shares",
    "side_of",
    "train_edges",
    "vanishes",
    "whole_grains",
]

# Values this close, relatively, are taken for equal: rounding must not look like a switch. Source: ours.
ROUNDING = 4 * np.finfo(float).eps


def gather(t: np.ndarray, *switches: np.ndarray) -> np.ndarray:
    """Put all switches together. t: (time,). Returns: (switch, time)."""
    ends = np.cumsum([len(switch) if switch.ndim == 2 else 1 for switch in switches], dtype=int)
    states = np.empty((ends[-1] if len(ends) else 0, len(t)))
    for switch, end in zip(switches, ends, strict=True):
        states[end - (len(switch) if switch.ndim == 2 else 1) : end] = switch
    return states


def side_of(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Compare: -1, 0 or 1 where left is less than, equal to or more than right."""
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    near = np.abs(left - right) <= ROUNDING * np.maximum(np.abs(left), np.abs(right))
    side: np.ndarray = np.where(near, 0.0, np.sign(left - right))
    return side


def passed(points: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Count the points that a value has reached. points: (point,), rising."""
    return np.asarray(np.searchsorted(points, value, side="right"), dtype=float)


def kinks(curve: CurvePoints) -> np.ndarray:
    """Return the (point,) x at which a curve jumps or changes its slope; none where three points lie on a line."""
    x, y = curve.x, curve.y
    if curve.kind == "hold_backward":
        jumps: np.ndarray = x[1:][np.diff(y) != 0]
        return jumps
    outer = [np.nan] if curve.kind == "extrapolate" else [0.0]
    with np.errstate(all="ignore"):
        slopes = np.concatenate([outer, np.diff(y) / np.diff(x), outer])
    before, after = slopes[:-1], slopes[1:]
    size = np.maximum(np.abs(before), np.abs(after))
    bends = (np.abs(after - before) > 1e-12 * size) | ~np.isfinite(before) | ~np.isfinite(after)
    if curve.kind == "extrapolate":
        bends[[0, -1]] = False
    bent: np.ndarray = np.unique(x[bends])
    return bent


def pulse_edges(t: np.ndarray, start: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Count the edges of a pulse that time has passed."""
    edges: np.ndarray = side_of(t, start) + side_of(t, start + width)
    return edges


def train_edges(t: np.ndarray, timing: tuple[np.ndarray, np.ndarray, np.ndarray], end: np.ndarray) -> np.ndarray:
    """Count the edges of a train of pulses that time has passed. timing: (start, interval, width)."""
    start, interval, width = timing
    inside = np.clip(t, start, np.maximum(start, end))
    with np.errstate(all="ignore"):
        rises = np.floor((inside - start) / interval)
        falls = np.floor((inside - start - width) / interval)
    gaps = np.greater(interval, width)
    single = np.where(np.equal(interval, 0.0), side_of(inside, start + width), 0.0)
    edges: np.ndarray = np.where(gaps, rises + falls, single) + side_of(t, start) + side_of(t, end)
    return edges


def whole_grains(value: np.ndarray, grain: np.ndarray) -> np.ndarray:
    """Count the whole grains within a value; none where the grain is not positive."""
    with np.errstate(all="ignore"):
        grains: np.ndarray = np.where(np.less(grain, SMALL), 0.0, np.trunc(np.divide(value, grain)))
    return grains


def vanishes(below: np.ndarray) -> np.ndarray:
    """Tell where a divisor counts as zero."""
    return np.asarray(np.less(np.abs(below), SMALL), dtype=float)


def least_place(value: np.ndarray, groups: int, inner: int) -> np.ndarray:
    """Return which row of each group is the least. value: (groups * inner, time). Returns: (groups, time)."""
    return np.asarray(np.argmin(value.reshape(groups, inner, value.shape[-1]), axis=1), dtype=float)


def shares(arguments: tuple[np.ndarray, ...], groups: int, inner: int) -> np.ndarray:
    """Tell on which side of everybody's profile the price of an allocation stands. Returns: (switch, time)."""
    price, *edges = price_and_edges(arguments, groups, inner)
    sides = [side_of(price, edge) for edge in edges]
    return np.concatenate([*sides, side_of(arguments[0], np.zeros(price.shape))])
