"""How much longer than its kernel does a whole batch take: drawn, run, judged, stored, reported?

MEMBERS=1000000 asks it of a million, in ten minutes.
"""

import os
import sys

from benchmarks._batch import BATCH, command, folder, kernel_seconds, planned, run_chunks
from benchmarks._record import Reach, Row, report
from benchmarks._timing import in_process, measured, per
from benchmarks._workload import SMALL

QUESTION = "How much longer than its kernel does a batch take, two workers, members stored?"
MEMBERS = int(os.environ.get("MEMBERS", "200_000")) // SMALL
# Reading, planning and figures take as long for any number of members: what is asked is asked of a million.
ASKED = 1_000_000
TIMES = 1
WHOLE, HELD = Reach("at most", 1.5), Reach("at most", 1500, "MB")


def kernel() -> float:
    """Return the seconds of the kernel alone."""
    with folder() as output:
        return kernel_seconds(planned(BATCH, MEMBERS, output)[0].work.evaluator(0))


def loop() -> float:
    """Return the seconds from the plan until all chunks are stored and gathered."""
    with folder() as output:
        return run_chunks(*planned(BATCH, MEMBERS, output))[0]


def main() -> None:
    """Measure the command, its chunks and the kernel in turn, each in a process of its own."""
    alone, chunks, whole = [], [], []
    for _ in range(TIMES):
        alone.append(float(in_process(["-m", "benchmarks.batch_overhead", "kernel"])[-1]))
        chunks.append(float(in_process(["-m", "benchmarks.batch_overhead", "loop"])[-1]))
        with folder() as output:
            whole.append(command(BATCH, output, "--members", str(MEMBERS)))
    seconds = [each.seconds for each in whole]
    held = max(each.megabytes for each in whole)
    of = f"{per(measured(alone).median / MEMBERS)} in the kernel, two threads"
    rows = []
    for what, taken, reach in (
        ("the whole command", seconds, WHOLE if MEMBERS >= ASKED else None),
        ("its chunks", chunks, WHOLE),
    ):
        ratio = measured([one / other for one, other in zip(taken, alone, strict=True)])
        said = f"{measured(taken).median:.1f} s against {measured(alone).median:.1f} s; {of}"
        rows.append(Row(f"{what}, {MEMBERS:,} members", said, ratio.median, ratio.spread, reach=reach))
    said = f"{held:.0f} MB held at most, {whole[-1].bytes / MEMBERS:.0f} bytes a member on the disk"
    rows.append(Row(f"memory, {MEMBERS:,} members", said, held / HELD.bound, reach=HELD, figure=held))
    report(QUESTION, rows)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print({"kernel": kernel, "loop": loop}[sys.argv[1]]())
    else:
        main()
