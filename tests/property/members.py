"""Members alone and together: what the tests of it share, also run in a process of its own."""

import numpy as np

from simulator.kernel import Clock, CompiledModel, Solver, clock_of, compile_model, integrate
from tests.property.random_models import random_equations, random_inputs
from tests.small_models import Times, bits, small_model

SPAN = Times(initial=0.0, final=4.0, step=0.5)
N_MEMBERS = 1000
SIZES = (2, 3, 7, 100)


def compiled_model(seed: int) -> tuple[CompiledModel, Clock]:
    """Return a random model as a program, with its clock."""
    model = small_model(random_equations(seed), SPAN)
    return compile_model(model), clock_of(model.settings)


def differing_batches(seed: int, solver: Solver) -> list[str]:
    """Compare a thousand members run together with the same members in other company; name what differs."""
    compiled, clock = compiled_model(seed)
    inputs = random_inputs(compiled, N_MEMBERS, seed)
    order = np.random.default_rng(seed).permutation(N_MEMBERS)

    def ran(members: np.ndarray) -> np.ndarray:
        return bits(integrate(compiled, solver, clock, inputs[:, members]).values)

    together = ran(np.arange(N_MEMBERS))
    differing = []
    if not np.array_equal(ran(order), together[:, :, order]):
        differing.append("another order")
    for member in order[:6]:
        if not np.array_equal(ran(np.array([member])), together[:, :, [member]]):
            differing.append(f"member {member} alone")
    for size in SIZES:
        for start in range(0, 3 * size, size):
            members = order[start : start + size]
            if not np.array_equal(ran(members), together[:, :, members]):
                differing.append(f"a batch of {size}")
    return differing
