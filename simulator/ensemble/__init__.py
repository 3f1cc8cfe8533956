"""Members through a kernel. One member a scenario, or many that differ in some inputs."""

from simulator.ensemble.finer import finer
from simulator.ensemble.members import Members, run_members, step_for
from simulator.ensemble.prepare import Prepared, prepare, prepare_all, saved_names
from simulator.ensemble.run import Pair, first_non_finite, largest_difference, run_pair
from simulator.ensemble.shares import wilson
from simulator.ensemble.sketch import Part, Sketch, part_of
from simulator.ensemble.step import halve_step, run_within
from simulator.ensemble.vary import Programs, Varied, vary

__all__ = [
    "Members",
    "Pair",
    "Part",
    "Prepared",
    "Programs",
    "Sketch",
    "Varied",
    "finer",
    "first_non_finite",
    "halve_step",
    "largest_difference",
    "part_of",
    "prepare",
    "prepare_all",
    "run_members",
    "run_pair",
    "run_within",
    "saved_names",
    "step_for",
    "vary",
    "wilson",
]
