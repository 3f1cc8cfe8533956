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

# A price that no profile reaches.
BEYOND = 1e300

Profile = tuple[np.ndarray, np.ndarray, np.ndarray]


def allocate(arguments: tuple[np.ndarray, ...], groups: int, inner: int) -> np.ndarray:
    """Allocate. arguments: request, type, priority, width and available, each (groups * inner, member or 1).

    available: the same in all rows of a group. A request below zero is none; where all requests are met nothing is held
    back. A type other than FIXED to EXPONENTIAL, or a width that is not positive, makes its group not a number.
    Returns: (groups * inner, member).
    """
    asked, available, profile = _spread_out(arguments, groups * inner)
    is_fixed = np.equal(profile[0], FIXED)
    firm, flexible = np.where(is_fixed, asked, 0.0), np.where(is_fixed, 0.0, asked)
    firm_sum, flexible_sum = (_together(each, (groups, inner)) for each in (firm, flexible))
    left = np.maximum(available - firm_sum, 0.0)
    bought = _bought(flexible, profile, left, (groups, inner))
    share = np.where(firm_sum > available, available / firm_sum, 1.0)
    short = np.where(is_fixed, firm * share, np.where(left > 0.0, bought, 0.0))
    enough = firm_sum + flexible_sum <= available
    fault = np.where(is_fixed | (np.isin(profile[0], list(REACH)) & (profile[2] > 0.0)), 0.0, np.nan)
    unknown = firm_sum + flexible_sum + available + _together(fault, (groups, inner))
    return np.where(np.isnan(unknown), np.nan, np.where(enough, asked, short))


def price_and_edges(arguments: tuple[np.ndarray, ...], groups: int, inner: int) -> tuple[np.ndarray, ...]:
    """Return the price, and those at which each request is met in full and not at all, each (groups * inner, member).

    The price is BEYOND all where nothing is left for those that heed it, and below all where there is enough.
    """
    asked, available, profile = _spread_out(arguments, groups * inner)
    is_fixed = np.equal(profile[0], FIXED)
    flexible = np.where(is_fixed, 0.0, asked)
    left = available - _together(np.where(is_fixed, asked, 0.0), (groups, inner))
    _, price = _prices(flexible, profile, left, (groups, inner))
    price = np.where(_together(flexible, (groups, inner)) <= left, -BEYOND, price)
    return np.where(left <= 0.0, BEYOND, price), *_edges(profile)


def _spread_out(arguments: tuple[np.ndarray, ...], count: int) -> tuple[np.ndarray, np.ndarray, Profile]:
    """Return request, available and profile, each (row, member); below zero is none."""
    width = max(each.shape[-1] for each in arguments)
    request, kind, priority, reach, available = (np.broadcast_to(each, (count, width)) for each in arguments)
    return np.maximum(request, 0.0), np.maximum(available, 0.0), (kind, priority, reach)


def _bought(asked: np.ndarray, profile: Profile, left: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Share out what is asked for at the dear end of the price's interval, and of the rest as at the cheap end.

    asked, left: (row, member). Returns: (row, member), which adds up to what is left in each group.
    """
    cheap, dear = (asked * _part(profile, price) for price in _prices(asked, profile, left, shape))
    dear_sum, cheap_sum = _together(dear, shape), _together(cheap, shape)
    step = cheap_sum - dear_sum
    share = np.where(step > 0.0, np.clip((left - dear_sum) / step, 0.0, 1.0), 0.0)
    bought: np.ndarray = dear + share * (cheap - dear)
    return bought


def _prices(
    asked: np.ndarray, profile: Profile, left: np.ndarray, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """Halve the interval of prices until its ends, cheap and dear, are next to each other."""
    cheap, dear = _edges(profile)
    low, high = _spread(least(cheap, *shape), shape[1]), _spread(greatest(dear, *shape), shape[1])
    for _ in range(HALVINGS):
        price = low + (high - low) / 2
        over = _together(asked * _part(profile, price), shape) > left
        low, high = np.where(over, price, low), np.where(over, high, price)
    return low, high


def _edges(profile: Profile) -> tuple[np.ndarray, np.ndarray]:
    """Return the prices at which each request is asked for in full, and not at all."""
    kind, priority, width = profile
    reach = np.full(kind.shape, np.nan)
    for known, part in REACH.items():
        reach = np.where(kind == known, part * width, reach)
    return np.where(kind == FIXED, np.inf, priority - reach), np.where(kind == FIXED, -np.inf, priority + reach)


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
