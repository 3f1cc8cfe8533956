"""How much the states of many chains tell: as much as so many independent draws; and whether groups of chains agree.

Source: of agreement, Gelman, Rubin, Inference from Iterative Simulation Using Multiple Sequences, Statist. Sci. 7,
1992.
"""

from __future__ import annotations

import numpy as np

__all__ = ["agreement", "autocorrelation", "members_size"]


def autocorrelation(states: np.ndarray) -> np.ndarray:
    """Return the (lag,) correlation of states with later ones of the same chain.

    states: (time, chain) of one quantity.
    """
    apart = states - states.mean()
    spread = float((apart**2).mean())
    n_times = len(states)
    if spread <= 0.0:
        return np.concatenate([[1.0], np.zeros(n_times - 1)])
    return np.array([float((apart[: n_times - lag] * apart[lag:]).mean()) / spread for lag in range(n_times)])


def members_size(states: np.ndarray, started: float) -> float:
    """Return as how many independent draws the last states count: what chains keep of where they began is shared.

    states:  (time, chain) of one quantity.
    started: as how many independent ones the chains counted where they began, at most the number of chains.
    Source:  ours; of normal states that keep a part r of their beginning, two chains of one ancestor correlate by r^2,
             so that the variance of the mean is 1 + (chain / started - 1) r^2 times that of independent chains.
    """
    n_chains = states.shape[1]
    kept = max(0.0, float(autocorrelation(states)[-1])) if len(states) > 1 else 1.0
    return float(n_chains / (1.0 + (n_chains / min(started, n_chains) - 1.0) * kept**2))


def agreement(states: np.ndarray, groups: int) -> float:
    """Return by how much the spread of a quantity would shrink if groups of chains agreed; 1 where they do.

    states: (time, chain); chains of a group stand side by side, groups began independently.
    """
    parts = np.array_split(states, groups, axis=1)
    within = float(np.mean([each.var(ddof=1) for each in parts]))
    if within <= 0.0 or groups < 2:
        return 1.0
    between = float(np.var([each.mean() for each in parts], ddof=1))
    return float(np.sqrt(1.0 + between / within))
