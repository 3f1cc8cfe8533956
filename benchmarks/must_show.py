"""Does the first release show what it must? Facts under the baseline, methods, speed; one table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np

from simulator.ensemble import largest_difference
from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.kernel.change import Changes, change_model, inputs_with
from simulator.scenario.batch_file.read import is_batch_file
from simulator.scenario.find import scenario_names
from simulator.study import City, Request, read_scenarios, run_scenarios
from simulator.target import measure

Row = tuple[str, str, str, bool]

# variable, year, wanted, how far off it may be in the same unit. Source: models/dezhou/history.csv.
FACTS = (
    ("population", 2022, 557.49, 0.005 * 557.49),
    ("population", 2023, 553.63, 0.005 * 553.63),
    ("population", 2024, 548.28, 0.005 * 548.28),
    ("urbanization rate", 2025, 58.45, 0.3),
    ("GDP", 2025, 4214.61, 0.01 * 4214.61),
    ("renewable capacity", 2025, 1061.0, 0.02 * 1061.0),
    ("renewable share of electricity", 2025, 56.2, 1.0),
    ("non-fossil share", 2025, 27.6, 1.0),
)
MEAN_GROWTH = (6.0, 0.3)
NAMES = tuple(name for name in scenario_names() if not is_batch_file(name))


def facts() -> Iterator[Row]:
    """Compare the baseline with what was observed."""
    yearly = run_scenarios(["baseline"], Request(), str).outcomes[0].yearly
    for name, year, wanted, off in FACTS:
        value = float(yearly.at(name, year)[0])
        shown = f"{value:.2f} against {wanted:g} ({value - wanted:+.2f}, may be {off:.2f})"
        yield f"{name} {year}", f"{wanted:g} ± {off:.2f}", shown, abs(value - wanted) <= off
    first, last = (float(yearly.at("GDP", year)[0]) for year in (2020, 2025))
    growth = 100 * ((last / first) ** (1 / 5) - 1)
    reach = f"{MEAN_GROWTH[0]} ± {MEAN_GROWTH[1]} % a year"
    yield "real growth 2021-2025", reach, f"{growth:.2f} % a year", abs(growth - MEAN_GROWTH[0]) <= MEAN_GROWTH[1]


def methods() -> Iterator[Row]:
    """Compare RK4 with scipy at 1e-9 on the targets of all scenarios."""
    fixed = run_scenarios(NAMES, Request("rk4"), str)
    fine = run_scenarios(NAMES, Request("scipy", 1e-9), str)
    worst, where = 0.0, ""
    for ours, reference in zip(fixed.outcomes, fine.outcomes, strict=True):
        for target in (each for each in fixed.case.targets if each.is_modelled):
            pair = [float(measure(target, each.yearly)[0]) for each in (ours, reference)]
            size = max(abs(pair[1]), _size(reference.yearly.of(target.variable), target.measure))
            difference = abs(pair[0] - pair[1]) / size if np.isfinite(pair).all() and size else 0.0
            if difference > worst:
                worst, where = difference, f"{target.id} in {ours.scenario.name}"
    asked = "RK4 against scipy (rtol 1e-9), targets of all scenarios"
    yield asked, "1e-6 relative", f"{worst:.1e} ({where})", worst <= 1e-6
    pairs = zip(fixed.outcomes, fine.outcomes, strict=True)
    largest = max(largest_difference(ours.yearly.values, reference.yearly.values) for ours, reference in pairs)
    yield "the same, every shown variable and year", "1e-6 relative", f"{largest:.1e}", largest <= 1e-6


def _size(values: np.ndarray, kind: str) -> float:
    """Return the magnitude a difference is relative to: the variable's largest, where the measure has its unit."""
    return float(np.nanmax(np.abs(values))) if kind in ("level", "change_since", "minimum", "maximum") else 0.0


def speed(city: City) -> Iterator[Row]:
    """Time one scenario, loaded and compiled: the median of five."""
    changed = change_model(city.model, _yearly_integrals(city))
    compiled = compile_model(changed, [label.variable for label in city.case.labels if label.yearly != "growth"])
    clock = clock_of(city.model.settings, save_step=1.0)
    one = inputs_with(compiled, ())
    hundred = np.repeat(one, 100, axis=1) * np.linspace(0.999, 1.001, 100)
    for name, solver, inputs, limit in (
        ("one scenario, RK4 on NumPy", Solver("rk4"), one, 0.6),
        ("100 members, RK4 on NumPy, every constant varied", Solver("rk4"), hundred, 2.0),
        ("one scenario, scipy (1e-6)", Solver("scipy", 1e-6), one, 2.0),
    ):
        seconds = sorted(_timed(lambda s=solver, i=inputs: integrate(compiled, s, clock, i)) for _ in range(5))[2]
        yield name, f"under {limit:g} s", f"{seconds:.2f} s", seconds < limit


def _yearly_integrals(city: City) -> Changes:
    """Return what `run` changes in a model of itself: it keeps the integrals of yearly totals."""
    return Changes(integrals=tuple(each.variable for each in city.case.labels if each.yearly in ("total", "mean")))


def _timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    city, _ = read_scenarios(["baseline"], ())
    rows = [*facts(), *methods(), *speed(city)]
    print("| figure | reach | measured | |")
    print("|---|---|---|---|")
    for figure, reach, measured, holds in rows:
        print(f"| {figure} | {reach} | {measured} | {'holds' if holds else '**falls short**'} |")


if __name__ == "__main__":
    main()
