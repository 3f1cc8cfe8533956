"""Members through a kernel. This release runs one member a scenario; chunks, store and executors come with batches."""

from simulator.ensemble.prepare import Prepared, prepare
from simulator.ensemble.run import Pair, finer, largest_difference, run_pair

__all__ = ["Pair", "Prepared", "finer", "largest_difference", "prepare", "run_pair"]
