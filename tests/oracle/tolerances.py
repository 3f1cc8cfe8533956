"""The one table of tolerances of the oracle tests, each with its reason; relative to a variable's largest magnitude."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tolerance:
    """How far two computations of the same thing may be apart, and why that far."""

    value: float
    reason: str


TOLERANCES = {
    "runner": Tolerance(1e-9, "the same Euler steps; only the order of additions and the last bits of powers differ"),
    "balance": Tolerance(1e-9, "a check is zero but for rounding, so it is compared as it is, in the model's units"),
    "builtin": Tolerance(1e-14, "one function; NumPy and Python's math differ in the last bits"),
    "memory": Tolerance(1e-13, "a dozen Euler steps, each rounded"),
    "arrayed": Tolerance(1e-13, "a dozen operations; a price is found to the last bits but one or two"),
    "allocation": Tolerance(1e-6, "the runner looks for the price with a least-squares search that stops about there"),
    "normal allocation": Tolerance(1e-4, "the same; and its normal distribution is exact, ours Vensim's, to 1e-5"),
    "closed form, rk4": Tolerance(1e-7, "step 1/32: (1/32)^4 / 120 for each time constant, a dozen of them"),
    "closed form, euler": Tolerance(5e-2, "step 1/32: half of it for each time constant, a few of them"),
    "closed form, scipy": Tolerance(1e-6, "what is asked of it"),
    "city, scipy": Tolerance(1e-5, "a millionth is asked of each step, and a city takes hundreds of them"),
    "closed form, tight scipy": Tolerance(1e-10, "what is asked of it"),
    "odeint": Tolerance(1e-8, "both are asked for 1e-10 and stray a hundred times as far at most"),
    "solve_ivp": Tolerance(1e-8, "both are asked for 1e-10 and stray a hundred times as far at most"),
    "break": Tolerance(1e-12, "a switch of time is found to within a few units in the last place of the time"),
    "restarted scipy": Tolerance(1e-9, "what is asked of it, though the flows jump and kink"),
    "rk4 against scipy": Tolerance(
        5e-5, "rules of power plants set in within two steps of an eighth of a year; 2.6e-5 measured at curtailment"
    ),
    "quantile": Tolerance(1e-12, "inverses of SciPy to a few last places; a truncation adds and takes off shares"),
    "truncated share": Tolerance(
        1e-12, "the shares of the peer are rounded, and the difference of two near ones is divided by"
    ),
}


def within(name: str) -> float:
    """Return the tolerance for a kind of comparison."""
    return TOLERANCES[name].value
