"""Small models for tests: a few lines of equations become a Vensim file, read as any other."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from simulator.kernel import Solver, Trajectories, clock_of, compile_model, integrate
from simulator.model.build import load_model
from simulator.model.labels import Label
from simulator.model.model import Model

CONTROL = """
INITIAL TIME={initial!r}
FINAL TIME={final!r}
TIME STEP={step!r}
SAVEPER={save!r}
"""


@dataclass(frozen=True)
class Times:
    """Settings of a small model, in its time unit; saved at every step unless said otherwise."""

    initial: float = 0.0
    final: float = 10.0
    step: float = 0.25
    save: float | None = None


def model_text(equations: str, times: Times = Times()) -> str:
    """Write a Vensim file. equations: one a line, `name=...`, `range: a, b` or `curve((0,0),(1,1))`; none is unused."""
    save = times.step if times.save is None else times.save
    control = CONTROL.format(initial=times.initial, final=times.final, step=times.step, save=save)
    lines = [line.strip() for line in (equations + control).splitlines() if line.strip()]
    return "{UTF-8}\n" + "".join(f"{line}\n\t~\t\n\t~\t\n\t|\n\n" for line in lines)


def small_model(equations: str, times: Times = Times()) -> Model:
    """Read a small model."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.mdl"
        path.write_text(model_text(equations, times), encoding="utf-8")
        return load_model(path)


XMILE = """<xmile><sim_specs><start>{0.initial!r}</start><stop>{0.final!r}</stop><dt>{0.step!r}</dt></sim_specs>
{1}</xmile>"""


def small_xmile(inner: str, times: Times = Times()) -> Model:
    """Read a small XMILE model. inner: what stands in <xmile>; a list of variables alone is taken as its only model."""
    if "<model" not in inner:
        inner = f"<model><variables>{inner}</variables></model>"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "small.xmile"
        path.write_text(XMILE.format(times, inner), encoding="utf-8")
        return load_model(path)


RK4 = Solver("rk4")


def run(model: Model, solver: Solver = RK4, time_step: float | None = None, **constants: float) -> Trajectories:
    """Run one member of a model, saving all. constants: name (blanks as _) -> value in place of the model's."""
    compiled = compile_model(model)
    inputs = compiled.defaults[:, None].copy()
    for name, value in constants.items():
        inputs[compiled.input_names.index(name.replace("_", " "))] = value
    return integrate(compiled, solver, clock_of(model.settings, time_step), inputs)


def bits(values: np.ndarray) -> np.ndarray:
    """Return numbers as integers, to compare them bit for bit; every NaN is the same one."""
    same = np.where(np.isnan(values), np.nan, values)
    return np.ascontiguousarray(same).view(np.int64)


def elements_of(trajectories: Trajectories, name: str) -> np.ndarray:
    """Return all elements of a variable, (time, element), of the first member."""
    names = [place for place, each in enumerate(trajectories.names) if each.partition("[")[0] == name]
    return trajectories.values[:, names, 0]


# What is shown of a town of people, with an output that is a yearly total and a tax on it.
LABELS = (
    Label("people", "People", "人", "person", "population", "end"),
    Label("output", "Output", "产出", "yuan", "economy", "total", start_total="output of start"),
    Label("tax", "Tax", "税", "yuan", "economy", "total"),
)
