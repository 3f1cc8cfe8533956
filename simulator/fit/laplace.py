"""Draws of parameters near a fit: as history leaves them open, seen through the curvature at the fit alone.

An approximation. It is exact for a model that is linear in its parameters, and says nothing of other minima.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri

from simulator.fit.search import Found

__all__ = ["laplace_draws"]

# How often every parameter of every draw is drawn anew, given the others, so that draws keep to the ranges.
SWEEPS = 200


def laplace_draws(found: Found, count: int, seed: int) -> np.ndarray:
    """Draw parameters around a fit from the normal distribution of its curvature, cut off at the ends of the ranges.

    found:   with derivatives of residuals in errors of observation.
    Returns: (parameter, member), parts of the ranges, from 0 to 1.
    Source:  Tierney and Kadane, Accurate approximations for posterior moments and marginal densities, 1986; Gibbs
             sampling of a truncated normal: Geweke, Efficient simulation from the multivariate normal and Student-t
             distributions subject to linear constraints, 1991.
    """
    n_parameters = len(found.unit)
    precision = found.jacobian.T @ found.jacobian
    # what history does not see at all is drawn evenly: a precision of next to nothing between the ends
    precision = precision + 1e-6 * np.eye(n_parameters)
    values, vectors = np.linalg.eigh(precision)
    generator = np.random.default_rng(seed)
    begun = found.unit[:, None] + (vectors * values**-0.5) @ generator.standard_normal((n_parameters, count))
    drawn = np.clip(begun, 0.0, 1.0)
    for _ in range(SWEEPS):
        for row in range(n_parameters):
            size = float(precision[row, row]) ** -0.5
            away = precision[row] @ (drawn - found.unit[:, None]) - precision[row, row] * (drawn[row] - found.unit[row])
            middle = found.unit[row] - away * size**2
            below, above = ndtr((0.0 - middle) / size), ndtr((1.0 - middle) / size)
            share = below + generator.random(count) * (above - below)
            drawn[row] = np.clip(middle + size * ndtri(np.clip(share, 1e-300, 1.0 - 1e-16)), 0.0, 1.0)
    return drawn
