"""What is measured: the shipped city, a model of thirty variables, and any model that is given."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simulator.kernel import Clock, clock_of
from simulator.kernel.compiled import saved_elements
from simulator.model.build import load_model
from simulator.model.model import Model, constant_values
from simulator.scenario.levers import read_levers
from simulator.study import load_city

ENERGY = Path(__file__).resolve().parent / "models" / "energy.mdl"
ENERGY_SAVED = [
    "capital",
    "output",
    "demand",
    "price",
    "perceived price",
    "fossil capacity",
    "renewable capacity",
    "renewable cost",
    "renewable generation",
    "fossil generation",
    "emissions",
    "renewable share",
]
ENERGY_VARIED = [
    "saving rate",
    "productivity growth",
    "reserve margin",
    "autonomous gain",
    "price elasticity",
    "cost sensitivity",
    "learning exponent",
]
CONTROL = ("initial time", "final time", "time step", "saveper")
MOST_SAVED, MOST_VARIED = 40, 25
SEED = 20260101
# How far a design goes from a default: of the default, or of the way to the end of a lever's range.
SPREAD = 0.1
# With SMALL set, sizes are a hundredth: to try the scripts, not to record.
SMALL = 100 if os.environ.get("SMALL") else 1


@dataclass(frozen=True, eq=False)
class Workload:
    """A model and what a batch of it does.

    save:   names of what is saved. varied: of the constants that every member has its own value of.
    low, high: (varied,), in model units, between which members are drawn.
    clock:  steps and saved times.
    inputs: names of all constants. defaults: (input,), their values in the model.
    """

    name: str
    path: Path
    model: Model
    save: tuple[str, ...]
    varied: tuple[str, ...]
    low: np.ndarray
    high: np.ndarray
    clock: Clock
    inputs: tuple[str, ...]
    defaults: np.ndarray

    def draw(self, members: int, first: int = 0) -> np.ndarray:
        """Draw members, the same whatever the chunk they are drawn in.

        first:   number of the first member.
        Returns: (varied, member), in model units.
        """
        steps = np.sqrt(np.arange(2, 2 + len(self.varied)) * SEED)[:, None] % 1.0
        parts = ((first + np.arange(members)) * steps) % 1.0
        return self.low[:, None] + (self.high - self.low)[:, None] * parts

    def own(self) -> np.ndarray:
        """Return the (varied, 1) of the member that has the model's own values."""
        return self.defaults[[self.inputs.index(name) for name in self.varied], None]


def workloads() -> Iterator[Workload]:
    """Give the small model, the city, and the models that were asked for."""
    yield energy()
    yield dezhou()
    yield from given()


def given() -> Iterator[Workload]:
    """Give the models that were asked for: every varied constant one of the first 25 that are not 0."""
    for path in filter(None, os.environ.get("BENCHMARK_MODELS", "").split(os.pathsep)):
        model = load_model(Path(path))
        names, defaults = constants_of(model)
        hidden = {each.name for each in model.variables if each.hidden}
        varied = [
            name
            for name, value in zip(names, defaults, strict=True)
            if value and name.lower() not in CONTROL and name.partition("[")[0] not in hidden
        ]
        shown = [model.variables[variable].element_names[element] for variable, element in saved_elements(model, None)]
        save = [name for name in shown if name not in names and name.lower() not in CONTROL][:MOST_SAVED]
        yield _workload(model, save, varied[:MOST_VARIED], clock_of(model.settings))


def energy() -> Workload:
    """Return the model of thirty variables: 120 steps, 12 variables saved at each, 7 constants varied."""
    return model_at(ENERGY, ENERGY_SAVED, ENERGY_VARIED)


def model_at(path: Path, save: Sequence[str], varied: Sequence[str]) -> Workload:
    """Read a model that is run with its own steps and saved times, its constants varied by a tenth."""
    model = load_model(path)
    return _workload(model, save, varied, clock_of(model.settings))


def dezhou() -> Workload:
    """Return the shipped city: its own steps, 40 indicators saved yearly, 25 levers varied within their ranges."""
    city = load_city("dezhou")
    names, defaults = constants_of(city.model)
    levers = read_levers(Path(city.model.path).parent / "levers.yaml", dict(zip(names, defaults, strict=True)))
    save = [label.variable for label in city.case.labels if label.yearly != "growth"][:MOST_SAVED]
    varied = list(levers)[:MOST_VARIED]
    ends = [(levers[name].low, levers[name].high) for name in varied]
    return _workload(city.model, save, varied, clock_of(city.model.settings, save_step=1.0), ends)


def constants_of(model: Model) -> tuple[tuple[str, ...], np.ndarray]:
    """Return the names and values of all constants of a model, in the order of a program's inputs."""
    own = [equation for equation in model.equations if equation.kind == "constant"]
    names = tuple(model.variables[each.variable].element_names[row] for each in own for row in each.rows)
    return names, np.concatenate([constant_values(each) for each in own]) if own else np.empty(0)


def _workload(
    model: Model,
    save: Sequence[str],
    varied: Sequence[str],
    clock: Clock,
    ends: Sequence[tuple[float, float]] | None = None,
) -> Workload:
    inputs, defaults = constants_of(model)
    own = defaults[[inputs.index(name) for name in varied]]
    low, high = np.array(ends).T if ends else np.sort([0.0 * own, 2.0 * own], axis=0)
    return Workload(
        Path(model.path).stem,
        Path(model.path),
        model,
        tuple(save),
        tuple(varied),
        own + SPREAD * (low - own),
        own + SPREAD * (high - own),
        clock,
        inputs,
        defaults,
    )
