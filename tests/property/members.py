"""Members alone and together: what the tests of it share, also run in a process of its own."""

import numpy as np

from simulator.kernel import Clock, CompiledModel, Solver, clock_of, compile_model, integrate
from simulator.kernel.change import Changes, Path, change_model
from simulator.kernel.draws import lot_of
from tests.property.random_models import random_equations, random_inputs
from tests.small_models import Times, bits, small_model

SPAN = Times(initial=0.0, final=4.0, step=0.5)
N_MEMBERS = 1000
SIZES = (2, 3, 7, 100)


# What scenarios do to a model: constants that follow a path, an imposed variable, an integral.
CHANGES = Changes(
    paths=(
        ("c0", Path("linear", ((0.5, 1.0), (1.5, -0.5), (3.0, 2.0)))),
        ("c1", Path("growth", ((0.0, 1.0), (2.25, 2.0)), offset=0.5)),
        ("c2", Path("step", ((1.0, 0.3), (2.0, 0.7)))),
    ),
    imposed=(("by_row[down]", Path("linear", ((1.0, 2.0), (3.0, 5.0)))),),
    integrals=("s0", "by_row[down]"),
)


def compiled_model(seed: int, held: bool = False) -> tuple[CompiledModel, Clock]:
    """Return a random model as a program, with its clock; every other one is changed as scenarios do.

    held: whether some of its values are held over a step, and drawn.
    """
    model = small_model(random_equations(seed, held), SPAN)
    if seed % 2:
        model = change_model(model, CHANGES)
    return compile_model(model), clock_of(model.settings)


def differing_batches(seed: int, solver: Solver, held: bool = False) -> list[str]:
    """Compare a thousand members run together with the same members in other company; name what differs."""
    compiled, clock = compiled_model(seed, held)
    inputs = random_inputs(compiled, N_MEMBERS, seed)
    order = np.random.default_rng(seed).permutation(N_MEMBERS)

    def ran(members: np.ndarray) -> np.ndarray:
        lot = lot_of(len(members), seed, members)
        return bits(integrate(compiled, solver, clock, inputs[:, members], lot).values)

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
