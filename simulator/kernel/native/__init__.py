"""Programs for the machine at hand: the same form as the NumPy printer's, printed as LLVM IR."""

from simulator.kernel.native.elementary import elementary_functions

__all__ = ["elementary_functions"]
