"""Run the command `simulator batch`, or parts of what it does, on the shipped city and 25 inputs."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.chunk.evaluate import Evaluator
from simulator.ensemble.executor import stopping
from simulator.study.batch import run_batch
from simulator.study.batch_plan import BatchRequest, Planned, plan_batch

# Every uncertainty and twelve policies, all targets judged, members stored.
BATCH = "twenty-five-inputs"
WORKERS = 2


@dataclass(frozen=True)
class Taken:
    """What a command took: seconds, megabytes that it held at most, bytes of its results."""

    seconds: float
    megabytes: float
    bytes: int


def command(reference: str, output: Path, *more: str, environment: Mapping[str, str] | None = None) -> Taken:
    """Run a batch as the command line does, with two workers. Raises: RuntimeError with the last line it says."""
    words = [sys.executable, "-m", "simulator", "batch", reference, "-o", str(output), "--workers", str(WORKERS)]
    begun = time.perf_counter()
    with (output.parent / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen([*words, *more], stdout=said, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError((said.read().strip().splitlines() or [f"exit code {process.returncode}"])[-1])
    # in kilobytes on Linux, in bytes on macOS
    megabytes = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Taken(seconds, megabytes, size_of(output))


def size_of(folder: Path, pattern: str = "**/*") -> int:
    """Return the bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def planned(reference: str, members: int, output: Path) -> tuple[Planned, BatchRequest]:
    """Plan a batch as the command does."""
    request = BatchRequest(output=output, members=members, workers=WORKERS)
    return plan_batch(reference, request, lambda _: None), request


def kernel_seconds(evaluator: Evaluator) -> float:
    """Return the seconds that the kernel needs for the members of a batch: drawn beforehand, chunk by chunk."""
    case, taken = evaluator.case, 0.0
    for chunk in case.plan.chunks():
        values = evaluator.varied.values(case.design.values(chunk.first, chunk.last), chunk.first)
        begun = time.perf_counter()
        evaluator.begun.members(values, chunk.first, WORKERS)
        taken += time.perf_counter() - begun
    return taken


class _Enough(Exception):
    """Leaves a batch before it is reported."""


def run_chunks(plan: Planned, request: BatchRequest) -> tuple[float, int]:
    """Run a batch from its plan until all chunks are stored and gathered. Returns: seconds, and bytes of the parts."""
    begun = time.perf_counter()
    seconds, size = 0.0, 0
    with suppress(_Enough), stopping() as stop, run_batch(plan, request, lambda done, of: None, stop) as finished:
        seconds = time.perf_counter() - begun
        size = sum(size_of(finished.folder, f"{kind}/*") for kind in ("members", "trajectories"))
        raise _Enough
    return seconds, size


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder for results that is removed afterwards."""
    with TemporaryDirectory() as name:
        yield Path(name) / "outputs"
