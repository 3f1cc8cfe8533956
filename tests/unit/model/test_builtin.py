"""The table of functions; each one's formula is tried in tests/oracle/test_builtins.py."""

from simulator.kernel.printer import CALLS, COMPARISONS, INFIX, LOGIC
from simulator.kernel.printer import REDUCTIONS as PRINTED
from simulator.model.builtin import BUILTINS, FAMILIES, NEAREST, REDUCTIONS, STATEFUL
from simulator.model.stateful import EXPANSIONS


def test_the_kernel_prints_every_operation():
    printed = {*CALLS, *COMPARISONS, *LOGIC, *INFIX, "if then else", "negative"}
    assert {builtin.operation for builtin in BUILTINS.values()} <= printed
    assert set(REDUCTIONS.values()) == set(PRINTED)


def test_every_function_with_a_memory_is_expanded():
    assert set(EXPANSIONS) == set(STATEFUL) and set(STATEFUL) > FAMILIES


def test_no_function_is_both_run_and_refused():
    assert not set(NEAREST) & ({*BUILTINS, *REDUCTIONS, *STATEFUL} - FAMILIES)
