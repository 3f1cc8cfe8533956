"""How long do ten thousand members take from a cold start, to the last figure: nothing compiled, nothing written?"""

import os
from tempfile import TemporaryDirectory

from benchmarks._batch import BATCH, command, folder
from benchmarks._record import Reach, Row, report
from benchmarks._timing import measured
from benchmarks._workload import SMALL

QUESTION = "How much longer does a small batch take from a cold start than the next time, end to end?"
MEMBERS = 10_000 // SMALL
TIMES = 2
REACH = Reach("at most", 15, "s")


def both() -> tuple[float, float]:
    """Return the seconds of the first command with a cache that is empty, and of the second."""
    with TemporaryDirectory() as cache:
        environment = dict(os.environ, SIMULATOR_CACHE=cache)
        seconds = []
        for _ in range(2):
            with folder() as output:
                seconds.append(command(BATCH, output, "--members", str(MEMBERS), environment=environment).seconds)
    return seconds[0], seconds[1]


def main() -> None:
    """Measure it."""
    found = [both() for _ in range(TIMES)]
    cold, warm = (measured([each[place] for each in found]).median for place in (0, 1))
    ratio = measured([first / second for first, second in found])
    said = f"{cold:.1f} s against {warm:.1f} s"
    report(QUESTION, [Row(f"{MEMBERS:,} members", said, ratio.median, ratio.spread, reach=REACH, figure=cold)])


if __name__ == "__main__":
    main()
