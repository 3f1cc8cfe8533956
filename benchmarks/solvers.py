"""What does scipy cost beside RK4, and how far are both from the truth? The shipped city, yearly values."""

import numpy as np

from benchmarks._record import Row, report
from benchmarks._timing import seconds
from simulator.kernel import Clock, CompiledModel, Solver, clock_of, compile_model, integrate
from simulator.kernel.change import inputs_with
from simulator.study import load_city

TRUTH = Solver("scipy", 1e-12, pieces=4)


def largest_error(values: np.ndarray, truth: np.ndarray) -> float:
    """Return the largest error relative to each variable's largest magnitude. values, truth: (time, variable, 1)."""
    size = np.abs(truth).max(axis=0)
    return float((np.abs(values - truth).max(axis=0)[size > 0] / size[size > 0]).max())


def contenders(clock: Clock) -> dict[str, tuple[Solver, Clock]]:
    """Return what is compared, the first being what the others are measured against."""
    fixed = {f"RK4, step 1/{8 * times}": (Solver("rk4"), clock.refined(times)) for times in (1, 2, 4)}
    adaptive = {f"scipy, tolerance {tolerance:g}": (Solver("scipy", tolerance), clock) for tolerance in (1e-6, 1e-9)}
    return {**fixed, "Euler, step 1/8": (Solver("euler"), clock), **adaptive}


def main() -> None:
    """Print the time of each beside RK4's, and its error."""
    city = load_city("dezhou")
    names = [label.variable for label in city.case.labels if label.yearly != "growth"]
    compiled: CompiledModel = compile_model(city.model, names)
    clock, inputs = clock_of(city.model.settings, save_step=1.0), inputs_with(compiled, ())
    truth = integrate(compiled, TRUTH, clock, inputs).values
    rows, first = [], 0.0
    for name, (solver, steps) in contenders(clock).items():
        taken = seconds(lambda s=solver, c=steps: integrate(compiled, s, c, inputs))
        first = first or taken
        error = largest_error(integrate(compiled, solver, steps, inputs).values, truth)
        rows.append(Row(name, f"{taken:.2f} s, error {error:.1e}", taken / first))
    report("Time of a scenario by each method, against RK4 at the model's step", rows)


if __name__ == "__main__":
    main()
