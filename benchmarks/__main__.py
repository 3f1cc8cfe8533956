"""Run the benchmarks, each in a process of its own: `make bench`, or `python -m benchmarks NAME... --model FILE`.

Results are written whatever happens: a script that fails is named in them.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks._record import record_failures
from simulator.errors import SimulatorError
from simulator.model.build import load_model

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# These ask whether figures are right, and are run by name; see docs/validation.md.
BY_NAME = ("match_coverage", "must_show", "runner")
# Seconds that a script may take; more for those, and where the variable LONGEST or MEMBERS asks for longer batches.
MOST, LONGER = 900.0, 3600.0


def scripts() -> dict[str, Path]:
    """Return the path of every benchmark by its name."""
    return {path.stem: path for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("_")}


def run(name: str, models: list[str], is_recorded: bool) -> str:
    """Run one benchmark. Returns: how it failed, or nothing."""
    print(f"== {name}", flush=True)
    environment = dict(os.environ, BENCHMARK_MODELS=os.pathsep.join(models))
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment.pop("RECORD", None)
    if is_recorded:
        environment["RECORD"] = "1"
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    limit = LONGER if name in BY_NAME or {"LONGEST", "MEMBERS"} & os.environ.keys() else MOST
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return f"not done after {limit:.0f} s"
    said = done.stderr.decode(errors="replace").strip()
    if said:
        print(said, file=sys.stderr, flush=True)
    return (said.splitlines() or [f"exit code {done.returncode}"])[-1] if done.returncode else ""


def main(words: list[str]) -> int:
    """Run the named benchmarks, or all but those run by name only.

    Returns: the exit code: 2 when a name is unknown, 1 when a benchmark failed.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(scripts())}")
    parser.add_argument("--model", action="append", default=[], metavar="FILE", help="measure on this model too")
    parser.add_argument("--print", action="store_true", help="print only, record nothing")
    asked = parser.parse_args(words)
    unknown = [name for name in asked.names if name not in scripts()]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}. There are: {', '.join(scripts())}.", file=sys.stderr)
        return 2
    models = [str(Path(each).resolve()) for each in asked.model]
    missing = [each for each in models if not Path(each).is_file()]
    if missing:
        print(f"no model file {', '.join(missing)}.", file=sys.stderr)
        return 2
    try:
        for each in models:
            load_model(Path(each))
    except SimulatorError as fault:
        print(fault, file=sys.stderr)
        return 2
    failures = {}
    names = asked.names or [each for each in scripts() if each not in BY_NAME]
    for name in names:
        said = run(name, models, not asked.print)
        if said:
            failures[name] = said
    if not asked.print:
        record_failures(names, failures)
        print(f"written: {HERE / 'results.md'}, {HERE / 'results.json'}")
    for name, said in failures.items():
        print(f"{name} failed: {said}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
