"""Members have the same bits on a processor without the vectors of this one."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from simulator.scenario.batch import Batch, Correlated, Input, Sample
from simulator.scenario.distribution import Distribution
from simulator.scenario.sample.design import design_of

KINDS = {
    "normal": Distribution("normal", (0.01, 0.02), (-0.03, 0.05)),
    "free": Distribution("normal", (0.0, 3.0)),
    "lognormal": Distribution("lognormal", (1.3, 0.4), (0.2, 9.0)),
    "beta": Distribution("beta", (2.0, 5.0)),
    "triangular": Distribution("triangular", (0.8, 1.0, 1.3)),
    "uniform": Distribution("uniform", (0.3, 0.9)),
}


def vectors() -> list[str]:
    """Name the vectors that NumPy uses on this processor beyond those it always uses."""
    return list(np.show_config(mode="dicts")["SIMD Extensions"].get("found", ()))


def digests() -> list[str]:
    """Digest 20,000 members of every method."""
    inputs = tuple(Input(name, name, "drawn", distribution=each) for name, each in KINDS.items())
    pair = Correlated(("normal", "free"), ((1.0, 0.5), (0.5, 1.0)))
    told = []
    for method in ("monte_carlo", "latin_hypercube", "sobol"):
        design = design_of(Batch("b", "town", (), inputs, (pair,), Sample(method, 20_000, 1)))
        told.append(sha256(design.values(0, 20_000).tobytes()).hexdigest())
    return told


def test_numpys_vectors_do_not_matter():
    found = vectors()
    if not found:
        pytest.skip("a processor with vectors beyond those that NumPy always uses would unskip it")
    environment = os.environ | {"NPY_DISABLE_CPU_FEATURES": " ".join(found)}
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import {Path(__file__).stem} as here
print(len(here.vectors()), *here.digests())
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", *digests()]
