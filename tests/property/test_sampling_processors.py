"""Members have the same bits on a processor without the vectors of this one."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from simulator.ensemble.level import Levelling, compounded, level_of
from simulator.kernel import Clock
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
    """Digest 20,000 members of every method, and what 20,001 rates of an imposed growth come to."""
    inputs = tuple(Input(name, name, "drawn", distribution=each) for name, each in KINDS.items())
    pair = Correlated(("normal", "free"), ((1.0, 0.5), (0.5, 1.0)))
    told = []
    for method in ("monte_carlo", "latin_hypercube", "sobol"):
        design = design_of(Batch("b", "town", (), inputs, (pair,), Sample(method, 20_000, 1)))
        told.append(sha256(design.values(0, 20_000).tobytes()).hexdigest())
    rates = np.linspace(-0.3, 0.5, 20_001)
    run = Levelling(("GDP", "total of GDP"), Clock(2020.0, 1.0, 1, 1), "year_before")
    level = level_of(run, np.broadcast_to(np.arange(4.0).reshape(2, 2, 1), (2, 2, 20_001)), rates)
    told += [sha256(each.tobytes()).hexdigest() for each in (level, compounded(rates, 9.5))]
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
