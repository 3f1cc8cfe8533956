"""Share what is available among those who ask, by the price at which they together ask for no more than there is.

Source: Vensim Help, Allocation by priority, ALLOCATE AVAILABLE, ALLOCATE BY PRIORITY: what one asks for falls with the
price, from all of it to nothing, round its priority; the shape is the profile's type. The price is found in a fixed
number of steps, the same for every member, so that it has the same bits alone and among others.
"""

from __future__ import annotations

import numpy as np

from simulator.kernel.functions import greatest, least, total

# Types of a profile; what is asked for is then fixed, or falls as the integral of this shape.
FIXED, RECTANGLE, TRIANGLE, NORMAL, EXPONENTIAL = range(5)
# How far from its priority, in widths, a profile has fallen to nothing within rounding, and risen to all of it.
REACH = {RECTANGLE: 0.5, TRIANGLE: 0.5, NORMAL: 8.5, EXPONENTIAL: 40.0}
# One over the root of two pi.
DENSITY_AT_MEAN = 0.3989422804014327
# Halvings of the interval that holds the price: what is left of it is interpolated in.
HALVINGS = 48

Profile = tuple[np.ndarray, np.ndarray, np.ndarray]


def allocate(arguments: tuple[np.ndarray, ...], groups: int, inner: int) -> np.ndarray:
    """Allocate. arguments: request, type, priority, width and available, each (groups * inner, member or 1).

    available: the same in all rows of a group. A request below zero is none; where all requests are met nothing is held
    back. A type other than FIXED to EXPONENTIAL, or a width that is not positive, makes its group not a number.
    Returns: (groups * inner, member).
    """
    width = max(each.shape[-1] for each in arguments)
    spread = [np.broadcast_to(each, (groups * inner, width)) for each in arguments]
    asked, available = np.maximum(spread[0], 0.0), np.maximum(spread[4], 0.0)
    profile: Profile = (spread[1], spread[2], spread[3])
    is_fixed = np.equal(profile[0], FIXED)
    firm, flexible = np.where(is_fixed, asked, 0.0), np.where(is_fixed, 0.0, asked)
    firm_sum, flexible_sum = (_spread(total(each, groups, inner), inner) for each in (firm, flexible))
    left = np.maximum(available - firm_sum, 0.0)
    bought = _at_clearing_price(flexible, profile, left, (groups, inner))
    share = np.where(firm_sum > available, available / firm_sum, 1.0)
    short = np.where(is_fixed, firm * share, np.where(left > 0.0, bought, 0.0))
    enough = firm_sum + flexible_sum <= available
    fault = np.where(is_fixed | (np.isin(profile[0], list(REACH)) & (profile[2] > 0.0)), 0.0, np.nan)
    unknown = firm_sum + flexible_sum + available + _spread(total(fault, groups, inner), inner)
    return np.where(np.isnan(unknown), np.nan, np.where(enough, asked, short))


def _at_clearing_price(asked: np.ndarray, profile: Profile, left: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Halve the interval of prices, then share out what is asked for at its dear end, and of the rest as at its other.

    asked, left: (row, member). Returns: (row, member), which adds up to what is left in each group.
    """
    low, high = _bracket(profile, shape)
    for _ in range(HALVINGS):
        price = low + (high - low) / 2
        over = _together(asked * _part(profile, price), shape) > left
        low, high = np.where(over, price, low), np.where(over, high, price)
    dear, cheap = (asked * _part(profile, price) for price in (high, low))
    dear_sum, cheap_sum = _together(dear, shape), _together(cheap, shape)
    step = cheap_sum - dear_sum
    share = np.where(step > 0.0, np.clip((left - dear_sum) / step, 0.0, 1.0), 0.0)
    bought: np.ndarray = dear + share * (cheap - dear)
    return bought


def _bracket(profile: Profile, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the prices of each group at which all is asked for, and nothing."""
    kind, priority, width = profile
    reach = np.full(kind.shape, np.nan)
    for known, part in REACH.items():
        reach = np.where(kind == known, part * width, reach)
    cheap = np.where(kind == FIXED, np.inf, priority - reach)
    dear = np.where(kind == FIXED, -np.inf, priority + reach)
    return _spread(least(cheap, *shape), shape[1]), _spread(greatest(dear, *shape), shape[1])


def _part(profile: Profile, price: np.ndarray) -> np.ndarray:
    """Return the part of each request that is asked for at a price. A shape that no row has is left out."""
    kind, priority, width = profile
    dearness = (price - priority) / width
    part = np.full(dearness.shape, np.nan)
    for known, fallen in _FALLEN.items():
        chosen = np.equal(kind, known)
        if chosen.any():
            part = np.where(chosen, fallen(dearness), part)
    return np.where(np.equal(kind, FIXED), 0.0, part)


def _triangle(dearness: np.ndarray) -> np.ndarray:
    place = np.clip(dearness, -0.5, 0.5)
    near, far = place + 0.5, 0.5 - place
    part: np.ndarray = np.where(place < 0.0, 1.0 - 2.0 * near * near, 2.0 * far * far)
    return part


def _normal(dearness: np.ndarray) -> np.ndarray:
    """Return one minus the normal distribution, to 1e-5, by the formula that Vensim's outputs are those of.

    Source: Abramowitz and Stegun, 26.2.16; SDEverywhere's allocate_ptype, whose output of Vensim it gives to all digits
    and the exact distribution does not.
    """
    place = np.abs(dearness)
    t = 1.0 / (1.0 + 0.33267 * place)
    density = np.exp(-0.5 * place * place) * DENSITY_AT_MEAN
    tail = density * (t * (0.4361836 + t * (-0.1201676 + t * 0.9372980)))
    part: np.ndarray = np.where(dearness < 0.0, 1.0 - tail, tail)
    return part


def _exponential(dearness: np.ndarray) -> np.ndarray:
    tail = 0.5 * np.exp(-np.abs(dearness))
    part: np.ndarray = np.where(dearness < 0.0, 1.0 - tail, tail)
    return part


# What is left of a request at a price, in widths above the priority.
_FALLEN = {
    RECTANGLE: lambda dearness: np.clip(0.5 - dearness, 0.0, 1.0),
    TRIANGLE: _triangle,
    NORMAL: _normal,
    EXPONENTIAL: _exponential,
}


def _together(value: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Add up each group, and give its sum to all its rows."""
    return _spread(total(value, *shape), shape[1])


def _spread(value: np.ndarray, inner: int) -> np.ndarray:
    """Give what each group has to all its rows. value: (group, member), or (member,) for one group."""
    return np.repeat(np.atleast_2d(value), inner, axis=0)
