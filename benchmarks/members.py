"""What does one more member cost? RK4 on NumPy, the shipped city, every constant of every member its own."""

import numpy as np
from _record import Row, report, seconds

from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.change import inputs_with
from simulator.study import load_city

COUNTS = (1, 10, 100, 1000)
SPREAD = 0.001


def main() -> None:
    """Print the cost a member beside that of a member alone."""
    city = load_city("dezhou")
    names = [label.variable for label in city.case.labels if label.yearly != "growth"]
    compiled = compile_model(city.model, names)
    clock = clock_of(city.model.settings, save_step=1.0)
    one = inputs_with(compiled, ())
    costs = {}
    for count in COUNTS:
        inputs = one * np.linspace(1 - SPREAD, 1 + SPREAD, count)
        costs[count] = seconds(lambda x=inputs: integrate(compiled, Solver("rk4"), clock, x), 3) / count
    rows = [Row(f"{count} at once", f"{1000 * cost:.2f} ms a member", cost / costs[1]) for count, cost in costs.items()]
    report("Cost of a member in a batch, against a member alone", rows)


if __name__ == "__main__":
    main()
