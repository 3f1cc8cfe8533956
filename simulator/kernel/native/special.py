"""Addresses of the compiled special functions that SciPy lends to C code, for programs on LLVM."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable

from scipy.special import cython_special

__all__ = ["SPECIAL", "special_addresses"]

# Name in our programs -> SciPy's, of functions of one double; the same compiled code that NumPy's printer calls.
# Source: SciPy manual, LowLevelCallable and cython_special, where `__pyx_fuse_1` names the variant for doubles.
SPECIAL = {"normal_share": "__pyx_fuse_1ndtr", "normal_quantile": "ndtri"}


def special_addresses(names: Iterable[str]) -> dict[str, int]:
    """Return name -> address. Raises: KeyError where SciPy does not lend a function of that name."""
    name_of, pointer_of = ctypes.pythonapi.PyCapsule_GetName, ctypes.pythonapi.PyCapsule_GetPointer
    name_of.restype, name_of.argtypes = ctypes.c_char_p, [ctypes.py_object]
    pointer_of.restype, pointer_of.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    wanted = {name: SPECIAL[name] for name in names}
    capsules = {name: cython_special.__pyx_capi__[theirs] for name, theirs in wanted.items()}
    return {name: pointer_of(capsule, name_of(capsule)) for name, capsule in capsules.items()}
