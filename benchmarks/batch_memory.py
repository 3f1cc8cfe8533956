"""How much memory does a batch that keeps only reductions take, from ten thousand members to a million, or ten?

With Euler's method and a coarse step: what a batch holds does not depend on the steps. LONGEST as in scaling_members.
"""

import os

from benchmarks._batch import BATCH, command, folder
from benchmarks._record import Reach, Row, report
from benchmarks._workload import SMALL

QUESTION = "How much memory does a batch of many members take, against ten thousand, reductions only?"
COUNTS = (10_000, 100_000, 1_000_000, 10_000_000)
COARSE = ("--solver", "euler", "--time-step", "0.5")
REACH = Reach("at most", 1.1)
# A batch that would take longer is left out, and that is said: seconds, of the variable LONGEST where it is set.
LONGEST = float(os.environ.get("LONGEST", "60"))
TEXT = """
name: {{en: Reductions only, zh: 仅汇总}}
extends: {batch}
save: {{members: false}}
"""


def main() -> None:
    """Run a batch of each size in a process of its own."""
    rows: list[Row] = []
    begin = first = a_member = 0.0
    for count in (each // SMALL for each in COUNTS):
        if a_member * count > LONGEST:
            print(f"{count:,} members would take {a_member * count:.0f} s; left out.")
            break
        with folder() as output:
            path = output.parent / "reductions.yaml"
            path.write_text(TEXT.format(batch=BATCH), encoding="utf-8")
            taken = command(str(path), output, "--members", str(count), *COARSE)
        first, begin = first or taken.megabytes, begin or taken.seconds
        # a start and figures take as long for any number of members
        a_member = max(0.0, taken.seconds - begin) / count
        said = f"{taken.megabytes:.0f} MB, {taken.seconds:.0f} s"
        rows.append(Row(f"{count:,} members", said, taken.megabytes / first, reach=REACH))
    report(QUESTION, rows)


if __name__ == "__main__":
    main()
