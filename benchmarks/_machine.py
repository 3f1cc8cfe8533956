"""Name the machine that ratios were measured on."""

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "scipy", "llvmlite", "pysd", "pysimlin")
# Load of other programs, in cores, from which a measurement is called disturbed.
BUSY = 0.3


def machine() -> str:
    """Describe processor, vectors, memory, system and compilers in one line."""
    packages = [f"{name} {found}" for name in PACKAGES if (found := _version(name))]
    parts = [
        _processor(),
        f"{os.cpu_count()} cores",
        _vectors(),
        _memory(),
        f"{platform.system()} {platform.machine()}",
    ]
    parts += [f"Python {platform.python_version()}", *packages, _compiler()]
    return ", ".join(part for part in parts if part)


def is_busy() -> bool:
    """Tell whether other programs have been using the processor in the last minute."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > BUSY


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _processor() -> str:
    found = re.search(r"^model name\s*:\s*(.*)$", _read("/proc/cpuinfo"), flags=re.MULTILINE)
    return found[1].strip() if found else platform.processor() or platform.machine()


def _vectors() -> str:
    flags = _read("/proc/cpuinfo")
    return next((name for name in ("avx512f", "avx2", "asimd") if re.search(rf"\b{name}\b", flags)), "")


def _memory() -> str:
    found = re.search(r"^MemTotal:\s*(\d+)", _read("/proc/meminfo"), flags=re.MULTILINE)
    return f"{int(found[1]) / 2**20:.0f} GB" if found else ""


def _compiler() -> str:
    if shutil.which("cc") is None:
        return "no cc"
    said = subprocess.run(["cc", "--version"], capture_output=True, text=True, check=False).stdout
    return said.splitlines()[0] if said else "cc"
