"""The signs of links and loops, found from the equations along a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.structure.course import Course

__all__ = ["POLARITIES", "LinkSign", "balance_of", "link_signs", "loop_gain", "loop_signs", "polarity_of", "raised"]

# + more of the one, more of the other; - less; ? both, by time or by element; 0 without effect in this run.
POLARITIES = ("+", "-", "?", "0")
# An effect this small beside the largest on the same element is rounding. Source: ours, far above that of a difference.
ROUNDING = 1e-7
# A side this small beside the other does not make a link ambiguous. Source: ours.
SLIGHT = 1e-3


@dataclass(frozen=True)
class LinkSign:
    """What one variable does to another along a run.

    polarity: of POLARITIES. by_time: + and - follow one another in time; otherwise elements differ at one time.
    """

    source: int
    reader: int
    polarity: str
    by_time: bool = False


def link_signs(course: Course) -> dict[tuple[int, int], LinkSign]:
    """Find the sign of every link: all elements of the source are raised together, each by the same share of itself."""
    effects = {link: course.passed_on(*link, raised(course, link[0])) for link in course.links}
    largest: dict[int, np.ndarray] = {}
    for (_, reader), effect in effects.items():
        most = np.abs(np.nan_to_num(effect)).max(axis=0)
        largest[reader] = np.maximum(largest.get(reader, 0.0), most)
    return {link: _sign(link, effect, largest[link[1]]) for link, effect in effects.items()}


def raised(course: Course, variable: int) -> np.ndarray:
    """Return the direction in which a variable is raised: (time, element), its size, or 1 where it is 0 throughout."""
    size = np.abs(course.of(course.values, variable))
    return np.where((size == 0).all(axis=1, keepdims=True), 1.0, size)


def _sign(link: tuple[int, int], effect: np.ndarray, largest: np.ndarray) -> LinkSign:
    """Sum up a link. effect: (time, element). largest: (element,), of all effects on the same elements."""
    real = np.where(np.abs(effect) > ROUNDING * largest, effect, 0.0)
    up, down = (np.nan_to_num(real).clip(0).sum(axis=1), -np.nan_to_num(real).clip(None, 0).sum(axis=1))
    rises, falls = up > SLIGHT * down, down > SLIGHT * up
    if not (rises.any() or falls.any()):
        return LinkSign(*link, "0")
    if rises.any() and falls.any():
        return LinkSign(*link, "?", by_time=not (rises & falls).any())
    return LinkSign(*link, "+" if rises.any() else "-")


def loop_gain(course: Course, loop: tuple[int, ...]) -> np.ndarray:
    """Find what a rise of one of a loop's variables comes back as, at every time, relative to the rise.

    The rise is followed element by element round the loop, from the variable with the fewest elements, so that a loop
    through an array keeps its sign where elements are affected in opposite ways. Where nothing comes back, as to the
    newborn, who have no children yet, the next variable is tried.

    loop:    variables in order.
    Returns: (time,), per time unit for every stock on the loop; 0 where the loop is broken.
    """
    sizes = [course.model.variables[each].size for each in loop]
    found: np.ndarray = np.zeros(len(course.times))
    for place in sorted(range(len(loop)), key=lambda each: (sizes[each], each)):
        back: np.ndarray = np.nan_to_num(_returned(course, loop[place:] + loop[:place]), posinf=0.0, neginf=0.0)
        found = np.where(found == 0, back, found)
        if found.all() or sizes[place] == max(sizes):
            break
    return found


def _returned(course: Course, loop: tuple[int, ...]) -> np.ndarray:
    """Return the (time,) part of a rise of the first variable that comes back to it."""
    change = start = raised(course, loop[0])
    with np.errstate(all="ignore"):
        for source, reader in zip(loop, (*loop[1:], loop[0]), strict=True):
            change = course.passed_on(source, reader, change)
        back: np.ndarray = (change * start).sum(axis=1) / (start * start).sum(axis=1)
    return back


def loop_signs(course: Course, loop: tuple[int, ...]) -> np.ndarray:
    """Find the sign of a loop: (time,), 1 reinforcing, -1 balancing, 0 where it is broken."""
    signs: np.ndarray = np.sign(loop_gain(course, loop)).astype(int)
    return signs


def polarity_of(signs: np.ndarray) -> str:
    """Sum up a loop: R, B, ? where it is the one and the other, 0 where it is broken all the time."""
    rises, falls = bool((signs > 0).any()), bool((signs < 0).any())
    return "?" if rises and falls else "R" if rises else "B" if falls else "0"


def balance_of(signs: np.ndarray) -> float:
    """Return the share of the time at which a loop is reinforcing, among those at which it works."""
    works = np.count_nonzero(signs)
    return float((signs > 0).sum() / works) if works else float("nan")
