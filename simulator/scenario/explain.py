"""Where every value of a scenario comes from: the file and line that set it, and what it overrode."""

from dataclasses import dataclass
from typing import Literal

from simulator.scenario.names import ModelNames
from simulator.scenario.resolve import MODEL_DEFAULT
from simulator.scenario.scenario import Earlier, Scenario, imposed_text
from simulator.scenario.schedule import value_text

__all__ = ["Explained", "explain"]


@dataclass(frozen=True)
class Explained:
    """One value of a scenario.

    kind:     set, impose, or default: a lever that the scenario leaves alone.
    value:    as text; unit: the unit it is in, empty if that is not known.
    where:    file:line, "--set" or "model default".
    overrode: what stood there before, the model's default first.
    """

    kind: Literal["set", "impose", "default"]
    name: str
    value: str
    unit: str
    where: str
    overrode: tuple[Earlier, ...] = ()


def explain(scenario: Scenario, known: ModelNames) -> tuple[Explained, ...]:
    """Explain every value: first what is set, then what is imposed, then the levers left alone."""

    def unit(name: str) -> str:
        return known.levers[name].unit if name in known.levers else known.units.get(name, "")

    rows = [
        Explained("set", each.name, value_text(each.value), unit(each.name), each.where, each.overrode)
        for each in scenario.settings
    ]
    rows += [
        Explained("impose", each.name, imposed_text(each), each.unit, each.where, each.overrode)
        for each in scenario.impositions
    ]
    set_names = {each.name for each in scenario.settings}
    rows += [
        Explained("default", name, value_text(known.constants[name]), unit(name), MODEL_DEFAULT)
        for name in known.levers
        if name not in set_names
    ]
    return tuple(rows)
