"""Measure every workload, whatever happens to one of them."""

from collections.abc import Callable, Iterable

from benchmarks._record import Row, report
from benchmarks._workload import Workload, workloads


def measure_each(question: str, rows_of: Callable[[Workload], Iterable[Row]]) -> None:
    """Measure and report every workload.

    rows_of: measures one; an empty result says that it had to be skipped.
    Raises:  SystemExit with what failed, after all others are reported.
    """
    rows: list[Row] = []
    faults: list[str] = []
    for workload in workloads():
        try:
            rows += rows_of(workload)
        except Exception as fault:  # one model must not take the others' figures with it
            faults.append(f"{workload.name}: {type(fault).__name__}: {' '.join(str(fault).split())}")
    report(question, rows)
    if faults:
        raise SystemExit("; ".join(faults))
