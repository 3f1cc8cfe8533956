"""Explicit fixed-step methods as tableaux. Source: Hairer, Norsett, Wanner, Solving ODEs I, section II.1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

__all__ = ["METHODS", "Method"]


class HasFlow(Protocol):
    """What a method marches."""

    def net_flow(self, t: float, stocks: np.ndarray, side: int = 0) -> np.ndarray:
        """Return the net flow of every row of the state; see Bound."""


@dataclass(frozen=True)
class Method:
    """A tableau.

    nodes:   (stage,), when a stage is evaluated, as a part of the step.
    reads:   for each stage, the weights of the earlier ones in its stocks.
    weights: (stage,), of each stage in the step, in whole numbers: their sum is what divides them.
    """

    name: str
    nodes: tuple[float, ...]
    reads: tuple[tuple[float, ...], ...]
    weights: tuple[int, ...]

    def step(self, model: HasFlow, t: float, stocks: np.ndarray, time_step: float) -> np.ndarray:
        """March all members one step.

        stocks:  the state at t, (stock and held value, member). Returns: at t + time_step, a new array.
        A stage at the start of the step sees switches from the right, one at its end from the left.
        """
        flows: list[np.ndarray] = []
        for node, reads in zip(self.nodes, self.reads, strict=True):
            at = stocks
            for weight, flow in zip(reads, flows, strict=True):
                if weight:
                    at = at + (weight * time_step) * flow
            side = 1 if node == 0.0 else -1 if node == 1.0 else 0
            flows.append(model.net_flow(t + node * time_step, at, side))
        change = self.weights[0] * flows[0]
        for weight, flow in zip(self.weights[1:], flows[1:], strict=True):
            change = change + weight * flow
        # dividing last keeps steady whole flows exact: a sixth is rounded, six of them divided by six are not
        return stocks + time_step * change / sum(self.weights)


METHODS = {
    "euler": Method("euler", (0.0,), ((),), (1,)),
    "rk2": Method("rk2", (0.0, 1.0), ((), (1.0,)), (1, 1)),
    "rk4": Method("rk4", (0.0, 0.5, 0.5, 1.0), ((), (0.5,), (0.0, 0.5), (0.0, 0.0, 1.0)), (1, 2, 2, 1)),
}
