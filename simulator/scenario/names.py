"""What a scenario may speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simulator.model.labels import Label
from simulator.model.model import Model
from simulator.scenario.levers import Lever, read_levers

__all__ = ["TIME_SETTINGS", "ModelNames", "names_of"]

# The clock's, not a scenario's.
TIME_SETTINGS = ("INITIAL TIME", "FINAL TIME", "TIME STEP", "SAVEPER")


@dataclass(frozen=True)
class ModelNames:
    """What a scenario may speak of in one model.

    constants: each constant's value in its model unit; elements as name[a,b].
    levers:    the constants that scenarios are meant to move.
    imposable: the variables that `impose` may fix, each with the unit in which it is shown.
    units:     the model units of constants, as far as known: needed to read "5.5 %/year".
    period:    first and last time of the run, if known.
    stocks:    what neither can be set nor imposed, because flows make it.
    growths:   names of shown growth rates, each with the variable that grows.
    labels:    further names of variables (English, Chinese), by which messages find them.
    settings:  the model's time settings.
    """

    constants: Mapping[str, float]
    levers: Mapping[str, Lever] = field(default_factory=dict)
    imposable: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    period: tuple[float, float] | None = None
    stocks: frozenset[str] = frozenset()
    growths: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: tuple[str, ...] = TIME_SETTINGS

    def unit_of(self, constant: str) -> str | None:
        """The model unit of a constant; None if it is not known."""
        return self.units.get(constant) or (self.levers[constant].unit if constant in self.levers else None)


def names_of(model: Model, labels: Sequence[Label], levers: Path | None) -> ModelNames:
    """Find what scenarios of a model may speak of.

    labels: of the model's shown variables. levers: the file of its levers; None where a bare model has none.
    Raises: ScenarioError with every fault of the file of levers.
    """
    constants = {name: value for name, value in model.constants.items() if name.upper() not in TIME_SETTINGS}
    shown = {label.variable: label.unit for label in labels if label.yearly != "growth"}
    imposable: dict[str, str] = {}
    stocks: set[str] = set()
    for equation in model.equations:
        variable = model.variables[equation.variable]
        if variable.hidden or variable.name.upper() in TIME_SETTINGS:
            continue
        names = [variable.element_names[row] for row in equation.rows]
        if equation.kind == "auxiliary":
            imposable |= {name: shown.get(name, variable.unit) for name in names}
        elif equation.kind == "stock":
            stocks.update(names)
    return ModelNames(
        constants=constants,
        levers={} if levers is None else read_levers(levers, constants, model.units),
        imposable=imposable,
        units=model.units,
        period=(model.settings.initial_time, model.settings.final_time),
        stocks=frozenset(stocks),
        growths={label.variable: label.of for label in labels if label.yearly == "growth"},
        labels={label.variable: (label.en, label.zh) for label in labels},
    )
