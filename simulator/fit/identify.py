"""Which parameters history can tell, and which it cannot tell apart: from the derivatives of residuals at the fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

__all__ = ["Collinear", "Direction", "Identified", "identify"]

# A uniform draw over a range from 0 to 1 has this standard deviation: a direction that history tells no better is open.
OPEN = 12.0**-0.5
CORRELATED = 0.95
# Brun et al.: above 10 to 15, changes of one parameter are nearly made up for by the others of the set.
COLLINEAR = 10.0
# A parameter belongs to a direction when it is at least this part of it; a direction is told when it is seen at all.
PART = 0.2
UNSEEN = 1e-9


@dataclass(frozen=True)
class Direction:
    """A combination of parameters that history leaves open. parts: (place, part) of the larger ones, unit length.

    deviation: how far it can move, in ranges of parameters, before history notices; infinite where it never does.
    """

    parts: tuple[tuple[int, float], ...]
    deviation: float


@dataclass(frozen=True)
class Collinear:
    """A set of parameters with its collinearity index. places: of the parameters."""

    places: tuple[int, ...]
    index: float


@dataclass(frozen=True, eq=False)
class Identified:
    """What history tells of parameters.

    deviations:   (parameter,), standard errors in parts of the range; infinite where history does not tell them; nan of
                  those at an end of their range.
    correlations: (first, second, correlation) of pairs beyond CORRELATED.
    directions:   that history leaves open, the most open first.
    collinear:    pairs and triples with an index of COLLINEAR or more, the largest first; no triple that holds such a
                  pair.
    whole:        the index of all parameters together that history sees.
    covariance:   (inner, inner) of the parameters that are `inner`: seen, and not at an end.
    """

    deviations: np.ndarray
    correlations: tuple[tuple[int, int, float], ...]
    directions: tuple[Direction, ...]
    collinear: tuple[Collinear, ...]
    whole: float
    inner: tuple[int, ...]
    covariance: np.ndarray


def identify(jacobian: np.ndarray, ends: Sequence[str]) -> Identified:
    """Judge what history tells.

    jacobian: (row, parameter), residuals in errors of observation, by parameters in parts of their ranges.
    ends:     (parameter,), low or high where one is at the end of its range: it is held there.
    Source:   Bard, Nonlinear Parameter Estimation, 1974 (covariance from J'J); Brun, Reichert, Kuensch, Practical
              identifiability analysis of large environmental simulation models, 2001 (collinearity index).
    """
    inner = tuple(place for place, end in enumerate(ends) if not end)
    columns = jacobian[:, list(inner)]
    values, vectors = np.linalg.eigh(columns.T @ columns) if inner else (np.zeros(0), np.zeros((0, 0)))
    seen = values > UNSEEN * max(values.max(initial=0.0), 1.0)
    inverse = np.where(seen, 1.0 / np.where(seen, values, 1.0), 0.0)
    covariance = (vectors * inverse) @ vectors.T
    deviations = np.full(len(ends), np.nan)
    unseen_part = (vectors[:, ~seen] ** 2).sum(axis=1)
    own = np.where(unseen_part > UNSEEN, np.inf, np.sqrt(np.diag(covariance)))
    deviations[list(inner)] = own
    directions = []
    for value, vector, is_seen in zip(values.tolist(), vectors.T, seen.tolist(), strict=True):
        deviation = value**-0.5 if is_seen else np.inf
        if deviation > OPEN:
            directions.append(Direction(_parts(vector, inner), deviation))
    directions.sort(key=lambda each: -each.deviation)
    collinear, whole = _collinear(columns, inner)
    return Identified(
        deviations, _correlated(covariance, own, inner), tuple(directions), collinear, whole, inner, covariance
    )


def _parts(vector: np.ndarray, inner: tuple[int, ...]) -> tuple[tuple[int, float], ...]:
    """Give the larger parts of a direction, the largest first and positive."""
    order = np.argsort(-np.abs(vector), kind="stable")
    sign = 1.0 if vector[order[0]] >= 0 else -1.0
    return tuple((inner[each], float(sign * vector[each])) for each in order.tolist() if abs(vector[each]) >= PART)


def _correlated(
    covariance: np.ndarray, deviations: np.ndarray, inner: tuple[int, ...]
) -> tuple[tuple[int, int, float], ...]:
    """Find pairs of told parameters that are correlated beyond CORRELATED, the strongest first."""
    found = []
    for first, second in combinations(range(len(inner)), 2):
        size = deviations[first] * deviations[second]
        if not np.isfinite(size) or size == 0.0:
            continue
        correlation = float(covariance[first, second] / size)
        if abs(correlation) > CORRELATED:
            found.append((inner[first], inner[second], correlation))
    return tuple(sorted(found, key=lambda each: -abs(each[2])))


def _collinear(columns: np.ndarray, inner: tuple[int, ...]) -> tuple[tuple[Collinear, ...], float]:
    """Find small sets of parameters that make up for one another, and the index of all that are seen."""
    lengths = np.sqrt((columns**2).sum(axis=0))
    seen = [place for place in range(len(inner)) if lengths[place] > UNSEEN]
    if len(seen) < 2:
        return (), 1.0
    unit = columns[:, seen] / lengths[seen]
    inside = unit.T @ unit
    found: list[Collinear] = []
    for size in (2, 3):
        for places in combinations(range(len(seen)), size):
            names = {inner[seen[each]] for each in places}
            if any(set(each.places) <= names for each in found):
                continue
            index = _index(inside[np.ix_(places, places)])
            if index >= COLLINEAR:
                found.append(Collinear(tuple(sorted(names)), index))
    return tuple(sorted(found, key=lambda each: -each.index)), _index(inside)


def _index(inside: np.ndarray) -> float:
    """Return the collinearity index of normed columns. inside: their products."""
    least = float(np.linalg.eigvalsh(inside)[0])
    return float("inf") if least < UNSEEN**1.5 else least**-0.5
