"""Inputs, correlations and samples as text, in the words of a batch file."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.scenario.batch import Correlated, Input, Sample
from simulator.scenario.distribution import LISTED, Distribution
from simulator.scenario.schedule import value_text

__all__ = ["correlated_text", "input_text", "sample_text"]

# As many values are written; of more, the first and the last.
_MOST_LISTED = 8


def input_text(each: Input, sample: Sample) -> str:
    """Write an input's numbers: {multiply: {triangular: [0.8, 1, 1.3]}}. sample: names the file of given ones."""
    if each.kind == "given":
        return sample.shown
    text = _listed(each.values) if each.distribution is None else _distribution(each.distribution)
    return text if each.act in ("value", "growth") else f"{{{each.act}: {text}}}"


def correlated_text(group: Correlated) -> str:
    """Write the correlations of a group: one number where all are the same."""
    others = {value for row, values in enumerate(group.matrix) for column, value in enumerate(values) if row != column}
    if len(others) == 1:
        return value_text(others.pop())
    return f"[{', '.join(_listed(row, len(row)) for row in group.matrix)}]"


def sample_text(sample: Sample) -> str:
    """Write how members are drawn."""
    match sample.method:
        case "file":
            return sample.shown
        case "grid":
            return f"{{levels: {sample.levels}}}"
        case "morris":
            return f"{{trajectories: {sample.trajectories}, levels: {sample.levels}, seed: {sample.seed}}}"
    return f"{{size: {sample.size}, seed: {sample.seed}}}"


def _distribution(distribution: Distribution) -> str:
    kind, numbers, weights = distribution.kind, distribution.numbers, distribution.weights
    if weights and len(numbers) <= _MOST_LISTED:
        pairs = zip(numbers, weights, strict=True)
        text = f"{{{', '.join(f'{value_text(value)}: {value_text(weight)}' for value, weight in pairs)}}}"
    else:
        text = _listed(numbers, _MOST_LISTED if kind in LISTED else len(numbers))
    within = f", within: {_listed(distribution.within)}" if distribution.within else ""
    return f"{{{kind}: {text}{within}}}"


def _listed(values: Sequence[float], most: int = _MOST_LISTED) -> str:
    """Write values; of many, the first two, the last, and how many there are."""
    if len(values) <= most:
        return f"[{', '.join(map(value_text, values))}]"
    first, second, last = map(value_text, (values[0], values[1], values[-1]))
    return f"[{first}, {second}, ..., {last}] ({len(values)})"
