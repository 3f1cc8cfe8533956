"""How much faster than PySD's runner is a whole run of the shipped city, and do both say the same? Takes minutes."""

import runpy
import tempfile
from pathlib import Path

from benchmarks._record import Row, report
from benchmarks._timing import seconds
from simulator.kernel import Solver, clock_of, compile_model, integrate
from simulator.model.build import load_model
from simulator.shipped import shipped_folder

PATH = shipped_folder("models") / "dezhou" / "dezhou.mdl"
ORACLE = runpy.run_path(str(Path(__file__).resolve().parents[1] / "tests" / "oracle" / "runner.py"))
AGREEMENT = 1e-9


def main() -> None:
    """Print times against the runner's, and the largest difference of any variable."""
    kept: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        reading = seconds(lambda: kept.update(model=ORACLE["read_by_pysd"](PATH, Path(folder))), 1)
        running = seconds(lambda: kept.update(values=ORACLE["run_by_pysd"](kept["model"])), 1)
    own_reading = seconds(lambda: compile_model(load_model(PATH)), 3)
    model = load_model(PATH)
    compiled = compile_model(model)
    clock, inputs = clock_of(model.settings, save_step=model.settings.time_step), compiled.defaults[:, None]
    as_vensim = Solver("euler", sided=False)
    own_running = seconds(lambda: integrate(compiled, as_vensim, clock, inputs), 3)
    found = ORACLE["differences"](integrate(compiled, as_vensim, clock, inputs), kept["values"])
    own = [each for each in found if not each.name.startswith("check ") and each.name != "saveper"]
    agreement = f"{len(own)} variables agree to {own[0].relative:.0e}"
    rows = [
        Row("reading the model", f"{reading:.1f} s against {own_reading:.2f} s", reading / own_reading),
        Row("a whole run", f"{running:.0f} s against {own_running:.2f} s, {agreement}", running / own_running),
    ]
    report("Times faster than PySD's runner, Euler, every step of every variable saved", rows)
    if own[0].relative > AGREEMENT:
        raise SystemExit(f"{own[0].name} differs by more than {AGREEMENT:g} of its largest magnitude")


if __name__ == "__main__":
    main()
