"""A macro is its equations written out: random ones give the same bits, alone, arrayed and inside one another."""

import numpy as np
import pytest

from simulator.kernel import Solver
from tests.small_models import Times, bits, run, small_model

SPAN = Times(final=3.0, step=0.5)
LEAVES = ("x", "y", "Time", "2", "0.5")
TEXT = """r: one, two
k[r] = 1.5, -0.75
a = 1.25
b = Time - 1
{macro}
p = {alone}
q[r] = {arrayed}
s = SUM({summed})
n = {nested}
"""


def expression(random: np.random.Generator, depth: int) -> str:
    """Return a random expression of x and y, every part in brackets."""
    if depth == 0 or random.random() < 0.2:
        return str(random.choice(LEAVES))
    first, second = (expression(random, depth - 1) for _ in range(2))
    kind = random.integers(5)
    if kind == 0:
        return f"MAX({first}, {second})"
    if kind == 1:
        return f"IF THEN ELSE({first} > {second}, {first}, -({second}))"
    if kind == 2:
        return f"SMOOTH({first}, 1 + ABS({second}))"
    return f"(({first}) {'+-*'[random.integers(3)]} ({second}))"


def written_out(body: str, x: str, y: str) -> str:
    """Put arguments in the place of x and y."""
    return body.replace("x", "#").replace("y", f"({y})").replace("#", f"({x})")


@pytest.mark.parametrize("seed", range(12))
def test_a_macro_gives_the_bits_of_its_equations_written_out(seed):
    body = f"x - ({expression(np.random.default_rng(seed), 4)})"
    inner = written_out(body, "a", "3")
    with_macro = TEXT.format(
        macro=f":MACRO: F(x, y) F = {body.replace('Time', 'Time$')}\n:END OF MACRO: unused = 1",
        alone="F(a, b * 2)",
        arrayed="F(k[r], b)",
        summed="F(k[r!], b)",
        nested="F(F(a, 3), b)",
    )
    without = TEXT.format(
        macro="unused = 1",
        alone=written_out(body, "a", "b * 2"),
        arrayed=written_out(body, "k[r]", "b"),
        summed=written_out(body, "k[r!]", "b"),
        nested=written_out(body, inner, "b"),
    )
    found, expected = (run(small_model(text, SPAN), Solver("rk4")) for text in (with_macro, without))
    assert found.names == expected.names
    assert np.array_equal(bits(found.values), bits(expected.values))
