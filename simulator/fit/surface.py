"""A response surface: what members say of history as a quadratic of their inputs, with what it leaves unexplained.

Source: Box, Wilson, On the Experimental Attainment of Optimum Conditions, J. R. Statist. Soc. B 13, 1951; ridge and its
left-out residuals: Golub, Heath, Wahba, Technometrics 21, 1979.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

__all__ = ["Surface", "flat_surface", "refined", "terms_of"]

# Ridges that are tried, relative to the mean square of a term.
_RIDGES = 10.0 ** np.arange(-8.0, 3.0)
# Of so many inputs products are terms; of the others only themselves and their squares.
MOST_CROSSED = 36


@dataclass(frozen=True, eq=False)
class Surface:
    """Rows as quadratics of standardised inputs.

    crossed:      places of the inputs whose products are terms.
    coefficients: (row, term), as terms_of orders terms. covariance: (row, row), of what is left unexplained.
    """

    crossed: np.ndarray
    coefficients: np.ndarray
    covariance: np.ndarray

    def at(self, inputs: np.ndarray) -> np.ndarray:
        """Return (row, member). inputs: (input, member), standardised."""
        rows: np.ndarray = self.coefficients @ terms_of(inputs, self.crossed)
        return rows

    def slopes(self, inputs: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Return (input, member): how a sum of rows changes with each input. weights: (row, member) of the rows."""
        n_inputs, n_crossed = len(inputs), len(self.crossed)
        by_term: np.ndarray = self.coefficients.T @ weights
        slopes: np.ndarray = by_term[1 : 1 + n_inputs] + 2.0 * inputs * by_term[1 + n_inputs : 1 + 2 * n_inputs]
        first, chosen = 1 + 2 * n_inputs, inputs[self.crossed]
        across = np.zeros_like(chosen)
        for number in range(n_crossed - 1):
            last = first + n_crossed - 1 - number
            across[number] += (by_term[first:last] * chosen[number + 1 :]).sum(axis=0)
            across[number + 1 :] += by_term[first:last] * chosen[number]
            first = last
        slopes[self.crossed] += across
        return slopes

    def lowered(self, levels: np.ndarray) -> Surface:
        """Return it with (row,) levels taken off."""
        coefficients = self.coefficients.copy()
        coefficients[:, 0] -= levels
        return Surface(self.crossed, coefficients, self.covariance)


def terms_of(inputs: np.ndarray, crossed: np.ndarray) -> np.ndarray:
    """Return (term, member): 1, each input, its square, and products of two of those that are crossed."""
    n_inputs, n_members = inputs.shape
    n_crossed = len(crossed)
    terms = np.empty((1 + 2 * n_inputs + n_crossed * (n_crossed - 1) // 2, n_members))
    terms[0] = 1.0
    terms[1 : 1 + n_inputs] = inputs
    np.multiply(inputs, inputs, out=terms[1 + n_inputs : 1 + 2 * n_inputs])
    first, chosen = 1 + 2 * n_inputs, inputs[crossed]
    for number in range(n_crossed - 1):
        last = first + n_crossed - 1 - number
        np.multiply(chosen[number], chosen[number + 1 :], out=terms[first:last])
        first = last
    return terms


def flat_surface(inputs: np.ndarray, rows: np.ndarray) -> Surface:
    """Begin with nothing explained; choose the inputs that are crossed: those that go with the rows most.

    inputs: (input, member), standardised. rows: (row, member).
    """
    n_inputs = len(inputs)
    spread = rows - rows.mean(axis=1, keepdims=True)
    spread /= np.where(spread.std(axis=1, keepdims=True) > 0, spread.std(axis=1, keepdims=True), 1.0)
    weight = np.square(spread @ inputs.T / inputs.shape[1]).sum(axis=0)
    crossed = np.sort(np.argsort(-weight, kind="stable")[:MOST_CROSSED])
    n_terms = 1 + 2 * n_inputs + len(crossed) * (len(crossed) - 1) // 2
    return Surface(crossed, np.zeros((len(rows), n_terms)), np.zeros((len(rows), len(rows))))


def refined(surface: Surface, inputs: np.ndarray, rows: np.ndarray) -> Surface:
    """Add to a surface a quadratic of what it leaves unexplained of members, around where they lie.

    inputs: (input, member), standardised. rows: (row, member), what members say.
    """
    middle = inputs.mean(axis=1)
    width = inputs.std(axis=1)
    width = np.where(width > 1e-9, width, 1.0)
    terms = terms_of((inputs - middle[:, None]) / width[:, None], surface.crossed)
    fitted, left = _ridge(terms, rows - surface.at(inputs))
    covariance = left @ left.T / left.shape[1]
    return Surface(surface.crossed, surface.coefficients + _spread(fitted, middle, width, surface.crossed), covariance)


def _ridge(terms: np.ndarray, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit rows by terms, each with the ridge that leaves least unexplained of members left out.

    Returns: (row, term) coefficients, and the (row, member) residuals of members left out one by one.
    """
    n_members = terms.shape[1]
    means, scales = terms[1:].mean(axis=1, keepdims=True), terms[1:].std(axis=1, keepdims=True)
    scales = np.where(scales > 1e-12, scales, 1.0)
    known = (terms[1:] - means) / scales
    wanted_mean = rows.mean(axis=1, keepdims=True)
    wanted = rows - wanted_mean
    roots, vectors = np.linalg.eigh(known @ known.T / n_members)
    roots = np.maximum(roots, 0.0)
    turned = vectors.T @ known
    shares = wanted @ turned.T / n_members
    squares = turned**2 / n_members
    best, left, coefficients = np.full(len(rows), np.inf), np.array(wanted), np.zeros((len(rows), len(roots)))
    for ridge in _RIDGES:
        weights = 1.0 / (roots + ridge)
        leverage = np.minimum(weights @ squares + 1.0 / n_members, 1.0 - 1e-6)
        residual = (wanted - (shares * weights) @ turned) / (1.0 - leverage)
        error = np.square(residual).mean(axis=1)
        better = error < best
        best[better], left[better] = error[better], residual[better]
        coefficients[better] = (shares * weights)[better]
    slopes = (coefficients @ vectors.T) / scales.T
    return np.concatenate([wanted_mean - slopes @ means, slopes], axis=1), left


def _spread(local: np.ndarray, middle: np.ndarray, width: np.ndarray, crossed: np.ndarray) -> np.ndarray:
    """Turn coefficients of terms of (x - middle) / width into those of terms of x."""
    n_inputs, n_crossed = len(middle), len(crossed)
    spread = np.zeros_like(local)
    slopes = local[:, 1 : 1 + n_inputs] / width
    squares = local[:, 1 + n_inputs : 1 + 2 * n_inputs] / width**2
    spread[:, 0] = local[:, 0] - slopes @ middle + squares @ middle**2
    spread[:, 1 : 1 + n_inputs] = slopes - 2.0 * squares * middle
    spread[:, 1 + n_inputs : 1 + 2 * n_inputs] = squares
    one, other = (crossed[each] for each in np.triu_indices(n_crossed, 1))
    products = local[:, 1 + 2 * n_inputs :] / (width[one] * width[other])
    spread[:, 1 + 2 * n_inputs :] = products
    spread[:, 0] += products @ (middle[one] * middle[other])
    for row in range(len(local)):
        spread[row, 1 : 1 + n_inputs] -= np.bincount(one, products[row] * middle[other], n_inputs)
        spread[row, 1 : 1 + n_inputs] -= np.bincount(other, products[row] * middle[one], n_inputs)
    return spread
