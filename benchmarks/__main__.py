"""Run every benchmark of this folder, one after the other: `make bench`, or `python benchmarks NAME...` for some."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; each prints its own ratios.

    Returns: the exit code, 2 when a name is unknown.
    """
    scripts = {path.stem: path for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("_")}
    unknown = [name for name in names if name not in scripts]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}. There are: {', '.join(scripts)}.", file=sys.stderr)
        return 2
    for name in names or scripts:
        print(f"== {name}")
        runpy.run_path(str(scripts[name]), run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
