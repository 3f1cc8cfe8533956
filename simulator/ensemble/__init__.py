"""Members through a kernel. This release runs one member a scenario; chunks, store and executors come with batches."""

from simulator.ensemble.prepare import Prepared, prepare, prepare_all
from simulator.ensemble.run import Pair, finer, first_non_finite, largest_difference, run_pair

__all__ = ["Pair", "Prepared", "finer", "first_non_finite", "largest_difference", "prepare", "prepare_all", "run_pair"]
