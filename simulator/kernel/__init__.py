"""From a model to a program: clock, methods, integration of many members at once."""

from simulator.kernel.clock import Clock, clock_of
from simulator.kernel.compiled import CompiledModel, compile_model
from simulator.kernel.integrate import Solver, integrate
from simulator.kernel.trajectories import Trajectories

__all__ = ["Clock", "CompiledModel", "Solver", "Trajectories", "clock_of", "compile_model", "integrate"]
