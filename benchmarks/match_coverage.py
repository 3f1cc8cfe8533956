"""Does history matching hold? Simulated histories with known truths; MODEL, HISTORIES and WORKERS may be set."""

import os
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from benchmarks._workload import SMALL
from simulator.fit import MatchEffort, Trial, answers_of, covered, prepare_matching, trial
from simulator.study.fitting import fitting_at, load_fitted
from simulator.study.match import inputs_of

QUESTION = "How often does the 80 % interval of a headline hold what a known truth reaches, over simulated histories?"
HISTORIES = int(os.environ.get("HISTORIES", "200")) // SMALL or 1
WORKERS = int(os.environ.get("WORKERS", "2"))
SHARE = 0.8
REACH = (0.7, 0.9)
EFFORT = MatchEffort(chains=256, groups=1, wave=512, waves=2, settling=1, rounds=4, seed=2026)


def trials(numbers: range) -> list[Trial]:
    """Try some histories, in a process of its own."""
    city, calibration = load_fitted(os.environ.get("MODEL"))
    fitting = fitting_at(city, calibration, None, ())
    inputs, year = inputs_of(fitting), int(min(calibration.match.years))
    prepared = prepare_matching(inputs, lambda given: answers_of(fitting.case, given, fitting.observations), 1, 2026)
    ahead = answers_of(fitting.case, inputs, fitting.observations, float(year), calibration.match.headlines)

    def look(values: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            yearly = ahead.yearly(values)
        return np.stack([yearly.at(name, year) for name in calibration.match.headlines])

    done = []
    for number in numbers:
        done.append(trial(prepared, look, EFFORT, number, SHARE))
        places = " ".join(f"{each:.2f}" for each in done[-1].shares)
        print(f"history {number}: {done[-1].runs:,} runs, truths at {places} of the members", flush=True)
    return done


def main() -> None:
    """Print a row a headline."""
    begun = time.perf_counter()
    parts = [range(first, HISTORIES, WORKERS) for first in range(WORKERS)]
    with ProcessPoolExecutor(WORKERS) as pool:
        found = [each for part in pool.map(trials, parts) for each in part]
    _, calibration = load_fitted(os.environ.get("MODEL"))
    year = int(min(calibration.match.years))
    print(f"{QUESTION}\n\n{len(found)} histories, {time.perf_counter() - begun:.0f} s on {WORKERS} processes")
    print(f"effective members of a history: median {np.median([each.effective for each in found]):.0f}, ", end="")
    print(f"settled {np.mean([each.settled for each in found]):.0%}\n")
    print("| headline | held | reach | mean place of the truth (0.5) |\n|---|---|---|---|")
    places = np.mean([each.shares for each in found], axis=0)
    for name, held, place in zip(calibration.match.headlines, covered(found), places, strict=True):
        word = "" if REACH[0] <= held <= REACH[1] else " **falls short**"
        print(f"| {name} {year} | {held:.1%}{word} | {REACH[0]:.0%} to {REACH[1]:.0%} | {place:.2f} |")


if __name__ == "__main__":
    main()
