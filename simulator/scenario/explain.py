"""Where every value of a scenario comes from: the file and line that set it, and what it overrode."""

from dataclasses import dataclass, replace
from typing import Literal

from simulator.scenario.batch import Batch, Input
from simulator.scenario.batch_file.input_text import correlated_text, input_text, sample_text
from simulator.scenario.names import ModelNames
from simulator.scenario.resolve import MODEL_DEFAULT
from simulator.scenario.scenario import Earlier, Scenario, imposed_text
from simulator.scenario.schedule import value_text

__all__ = ["EXPLAINED_KINDS", "Explained", "ExplainedKind", "explain", "explain_batch"]

ExplainedKind = Literal["swept", "drawn", "given", "correlated", "sample", "set", "impose", "default"]
EXPLAINED_KINDS: tuple[ExplainedKind, ...] = (
    "swept",
    "drawn",
    "given",
    "correlated",
    "sample",
    "set",
    "impose",
    "default",
)


@dataclass(frozen=True)
class Explained:
    """One value of a scenario, or one part of a batch.

    kind:     set, impose, or default: a lever that the scenario leaves alone; of a batch also swept, drawn and given:
              inputs in which members differ; correlated: inputs that move together; sample: how members are drawn.
    value:    as text; unit: the unit it is in, empty if that is not known.
    where:    file:line, "--set" or "model default".
    overrode: what stood there before, the model's default first; of an input, what its numbers take the place of.
    scenario: of a batch with several, the one that it is of; else empty.
    """

    kind: ExplainedKind
    name: str
    value: str
    unit: str
    where: str
    overrode: tuple[Earlier, ...] = ()
    scenario: str = ""


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


def explain_batch(batch: Batch, known: ModelNames) -> tuple[Explained, ...]:
    """Explain every input of a batch and how it is drawn, then the values of its scenarios that no input replaces."""
    rows = []
    for each in batch.inputs:
        text, replaced = input_text(each, batch.sample), _replaced(each, batch, known)
        rows.append(Explained(each.kind, each.name, text, each.unit, each.where, replaced))
    rows += [
        Explained("correlated", ", ".join(group.inputs), correlated_text(group), "", group.where)
        for group in batch.correlated
    ]
    if batch.sample.where:
        rows.append(Explained("sample", batch.sample.method, sample_text(batch.sample), "", batch.sample.where))
    taken = {each.of for each in batch.inputs if each.act in ("value", "growth")}
    changed = {each.of for each in batch.inputs}
    of_each = [[row for row in explain(scenario, known) if row.name not in taken] for scenario in batch.scenarios]
    several = len(batch.scenarios) > 1
    for scenario, values in zip(batch.scenarios, of_each, strict=True):
        own = (row for row in values if row.kind != "default")
        rows += [replace(row, scenario=scenario.name if several else "") for row in own]
    alone = [{row.name for row in values if row.kind == "default"} for values in of_each]
    rows += [
        row
        for row in of_each[0]
        if row.kind == "default" and row.name not in changed and all(row.name in names for names in alone)
    ]
    return tuple(rows)


def _replaced(each: Input, batch: Batch, known: ModelNames) -> tuple[Earlier, ...]:
    """Give the values, in any scenario, whose place an input's numbers take."""
    if each.act != "value":
        return ()
    found: dict[Earlier, None] = {}
    for scenario in batch.scenarios:
        setting = next((one for one in scenario.settings if one.name == each.of), None)
        if setting is None:
            found[Earlier(value_text(known.constants[each.of]), MODEL_DEFAULT)] = None
        else:
            found[Earlier(value_text(setting.value), setting.where)] = None
    return tuple(found)
