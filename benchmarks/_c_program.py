"""Compile C by the machine's compiler and load it."""

import ctypes
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

# What LLVM assumes too: nobody reads errno or traps, and members may be read as any type.
FLAGS = ("-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-fno-strict-aliasing", "-Wno-psabi")
AS_WRITTEN = "-ffp-contract=off"


def has_compiler() -> bool:
    """Tell whether the machine has a C compiler, cc."""
    return shutil.which("cc") is not None


def compiled(text: str, folder: Path, more: Sequence[str] = ()) -> ctypes.CDLL:
    """Compile and load C. folder: to write in. more: flags. Raises: RuntimeError with what the compiler says."""
    name = "program" + "".join(more).replace("=", "_")
    source, library = folder / f"{name}.c", folder / f"{name}.so"
    source.write_text(text, encoding="utf-8")
    command = ["cc", *FLAGS, *more, "-shared", "-fPIC", str(source), "-o", str(library), "-lm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"cc failed: {done.stderr[:2000]}")
    return ctypes.CDLL(str(library))


def address_in(library: ctypes.CDLL, name: str) -> int:
    """Return where a function of a library begins."""
    return int(ctypes.cast(getattr(library, name), ctypes.c_void_p).value or 0)
