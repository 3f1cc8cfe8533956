from simulator.check.condition import Balance, Checks, Fit
from simulator.scenario.scenario import Scenario


def test_names_that_checks_speak_of():
    balance = Balance("check a", ("check a",), ("a", "b"), 1e-9, "x:1")
    checks = Checks((Scenario("model", ""),), balances=(balance,), fits=(Fit("c", "x:2", mape=0.01),))
    assert checks.names == {"check a", "a", "b", "c"}
