"""What does drawing a member cost, by each method, beside running it?"""

from dataclasses import replace

from benchmarks._batch import BATCH, folder, kernel_seconds, planned
from benchmarks._record import Row, report
from benchmarks._timing import measured, once, per
from benchmarks._workload import SMALL
from simulator.scenario.batch import Sample
from simulator.scenario.sample.design import design_of

QUESTION = "What does drawing a member of 25 inputs cost, against running it, one thread against two?"
MEMBERS = 20_000 // SMALL
TIMES = 3
# Methods with their sizes: large, for a permutation or a grid is walked by index.
METHODS = {
    "monte_carlo": {"size": 10**6},
    "latin_hypercube": {"size": 10**6},
    "sobol": {"size": 10**6},
    "grid": {"levels": 2},
    "morris": {"trajectories": 10**5, "levels": 4},
}


def main() -> None:
    """Measure each method."""
    with folder() as output:
        plan, _ = planned(BATCH, MEMBERS, output)
    case = plan.case
    kernel = measured([kernel_seconds(plan.work.evaluator(0)) / MEMBERS for _ in range(TIMES)])
    rows = []
    for method, size in METHODS.items():
        sample = replace(Sample(method=method, seed=2026), **size)
        design = design_of(replace(case.batch, sample=sample))

        def draw(design=design) -> None:
            for chunk in case.plan.chunks():
                design.values(chunk.first, chunk.last)

        draw()
        taken = measured([once(draw) / MEMBERS for _ in range(TIMES)])
        said = f"{per(taken.median)} to draw, {per(kernel.median)} to run"
        rows.append(Row(method, said, taken.median / kernel.median, taken.spread))
    report(QUESTION, rows)


if __name__ == "__main__":
    main()
