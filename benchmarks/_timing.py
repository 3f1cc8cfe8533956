"""Time jobs, and two jobs in turn, so that what disturbs the machine disturbs both."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Job = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """A median and its spread: the distance of the quartiles, relative to the median."""

    median: float
    spread: float


@dataclass(frozen=True)
class Compared:
    """Seconds of two jobs, and how many times longer theirs takes."""

    theirs: Measured
    ours: Measured
    ratio: Measured


def measured(values: Sequence[float]) -> Measured:
    """Return the median and spread of repeated measurements; of fewer than four, the distance of the extremes."""
    middle = statistics.median(values)
    if len(values) < 4:
        return Measured(middle, (max(values) - min(values)) / middle)
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return Measured(middle, (high - low) / middle)


def once(job: Job) -> float:
    """Return the seconds that a job takes."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def seconds(job: Job, times: int = 5) -> float:
    """Return the median time of a job."""
    return statistics.median(once(job) for _ in range(times))


def compared(theirs: Job, ours: Job, times: int = 7) -> Compared:
    """Time two jobs in turn, after one unmeasured run of each.

    Returns: Compared; the ratio is that of each turn, so a slow moment of the machine touches both sides of it.
    """
    theirs()
    ours()
    pairs = [(once(theirs), once(ours)) for _ in range(times)]
    first, second = zip(*pairs, strict=True)
    return Compared(measured(first), measured(second), measured([a / b for a, b in pairs]))


def in_process(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> list[str]:
    """Run Python in a process of its own.

    Returns: the words that it prints.
    Raises:  RuntimeError with the last line of what it says when it fails.
    """
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    return done.stdout.split()


def per(value: float, of: str = "a member") -> str:
    """Write seconds in the unit that shows them best."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {unit} {of}".rstrip()
    return f"{value / 1e-9:.3g} ns {of}".rstrip()
