"""How near does a plan come to the time and the disk that its batch takes?"""

import sys
from pathlib import Path

from benchmarks._batch import BATCH, folder, planned, run_chunks
from benchmarks._record import Reach, Row, report
from benchmarks._timing import in_process
from benchmarks._workload import SMALL

QUESTION = "How many times the plan's estimate does a batch take?"
# What is saved, and how many members.
CASES = (
    ("members", "{members: true}", 50_000),
    ("members", "{members: true}", 100_000),
    ("members and three trajectories", "{variables: [population, GDP, urbanization rate]}", 50_000),
)
# As much too little as too much.
REACH = Reach("at most", 1.3, "times off")
TEXT = """
name: {{en: Estimated, zh: 估计}}
extends: {batch}
save: {save}
"""


def work(path: str, members: int) -> tuple[float, float, int, int]:
    """Run a batch from its plan to its last chunk. Returns: seconds planned and taken, bytes planned and taken."""
    with folder() as output:
        plan, request = planned(path, members, output)
        taken, size = run_chunks(plan, request)
    return plan.estimate.seconds, taken, plan.estimate.bytes, size


def main() -> None:
    """Measure each case in a process of its own."""
    rows = []
    for what, save, count in CASES:
        members = count // SMALL
        with folder() as output:
            path = Path(output.parent) / "estimated.yaml"
            path.write_text(TEXT.format(batch=BATCH, save=save), encoding="utf-8")
            words = in_process(["-m", "benchmarks.batch_estimate", str(path), str(members)])
        seconds, taken, planned_bytes, size = map(float, words[-4:])
        for kind, before, after, said in (
            ("time", seconds, taken, f"{taken:.1f} s, planned {seconds:.1f} s"),
            ("disk", planned_bytes, size, f"{size / 1e6:.1f} MB, planned {planned_bytes / 1e6:.1f} MB"),
        ):
            ratio = after / before
            peer = f"{kind}: {what}, {members:,} of them"
            rows.append(Row(peer, said, ratio, reach=REACH, figure=max(ratio, 1 / ratio)))
    report(QUESTION, rows)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(*work(sys.argv[1], int(sys.argv[2])))
    else:
        main()
