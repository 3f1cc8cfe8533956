from simulator.check import function_units as tables
from simulator.model.builtin import ARRAYED, BUILTINS, REDUCTIONS, STATEFUL
from simulator.model.draws import VENSIM_DRAWS, XMILE_DRAWS

# Their rules stand in the walk itself.
IN_THE_WALK = {"*", "/", "^", "power", "sqrt", "zidz", "xidz", "integ", "trend", "get time value"}
# What they do to units depends on their numbers.
UNTOLD = {"prod", "npv"}


def test_every_function_has_a_rule():
    known = IN_THE_WALK | UNTOLD | set(tables.PLAIN) | set(tables.BOOLEAN) | set(tables.UNITLESS) | set(tables.FIRST)
    known |= set(tables.TIMES_ONLY) | set(tables.RATES_OF_TIME) | set(tables.AGREEING)
    functions = {*BUILTINS, *REDUCTIONS, *STATEFUL, *ARRAYED}
    assert functions - known == set()


def test_random_functions_agree_in_bounds_mean_and_spread():
    assert tables.agreeing_roles("random uniform") == (0, 1)
    assert tables.agreeing_roles("random normal") == (0, 1, 2, 3)
    assert tables.agreeing_roles("sqrt") is None
    for name in {*VENSIM_DRAWS, *XMILE_DRAWS}:
        assert tables.agreeing_roles(name) is not None
