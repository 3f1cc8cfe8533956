"""A batch as written, and the names of a model, to a resolved batch."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from simulator.errors import ScenarioError
from simulator.scenario.batch import Batch, Input, Sample, Save
from simulator.scenario.batch_read import BatchTree, last_section
from simulator.scenario.correlated import read_correlated
from simulator.scenario.given import given_inputs
from simulator.scenario.growth import Growths
from simulator.scenario.merge import OVERRIDE
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import constant_named
from simulator.scenario.place import Fault, Place, raise_all
from simulator.scenario.reach import judge_reach
from simulator.scenario.resolve import settle
from simulator.scenario.sample.design import MOST_MEMBERS
from simulator.scenario.sampled import SIZED, read_sample
from simulator.scenario.saved import read_save
from simulator.scenario.scenario import Scenario
from simulator.scenario.sweep import swept_inputs
from simulator.scenario.uncertain import drawn_inputs

__all__ = ["n_members_of", "resolve_batch", "with_members"]


def resolve_batch(tree: BatchTree, known: ModelNames) -> Batch:
    """Give every base scenario its values, and every input its values or its distribution.

    Raises: ScenarioError with every fault of the batch and of its base scenarios at once.
    """
    reading = _Reading(tree, known, list(tree.faults))
    scenarios = reading.scenarios()
    inputs, sample = reading.inputs(scenarios)
    faults = reading.faults
    drawn = {each.name: each for each in inputs if each.kind == "drawn"}
    section = last_section(tree.own, "correlated")
    correlated = read_correlated(section[0], drawn, sample, faults) if section else ()
    section = last_section(tree.own, "save")
    save = read_save(section[0], known, faults) if section else Save()
    batch = Batch(
        name=tree.name,
        model=tree.model.text,
        scenarios=scenarios,
        inputs=inputs,
        correlated=correlated,
        sample=sample or Sample(),
        save=save,
        title=tree.own.own.title,
        description=tree.own.own.description,
        sources=tuple(dict.fromkeys(shown for base in (*scenarios,) for shown in base.sources)),
    )
    if not faults:
        faults.extend(_too_many(batch, reading.place(batch)))
    raise_all(faults)
    return batch


def with_members(batch: Batch, n: int) -> Batch:
    """Draw another number of members than the file says.

    n: draws; each is crossed with every point of the sweep.
    Raises: ScenarioError where the method draws no number of its choosing, or when there would be too many.
    """
    option = f"--members {n}"
    method = batch.sample.method
    if not batch.is_drawn:
        told = "nothing is drawn: the sweep or the file says which members there are. Expected a batch with uncertain"
        raise ScenarioError(f"{option}: {told}. Leave the option out.")
    if method not in SIZED:
        advice = {
            "grid": "the members of a grid are its levels. Expected another number of levels",
            "morris": "the members of morris are its trajectories. Expected another number of trajectories",
        }[method]
        raise ScenarioError(f"{option}: {advice}. Change it at {batch.sample.where}, and leave the option out.")
    if n < 1:
        raise ScenarioError(f"{option}: there would be no member. Expected 1 or more. Correct the number.")
    sized = replace(batch, sample=replace(batch.sample, size=n))
    raise_all(_too_many(sized, Place(option)))
    return sized


def n_members_of(batch: Batch) -> tuple[int, int]:
    """Count the points of the sweep and the draws at each. Members of one scenario are their product."""
    lengths = {
        (each.zipped, each.name if each.zipped < 0 else ""): len(each.values)
        for each in batch.inputs
        if each.kind == "swept"
    }
    n_drawn = sum(each.kind == "drawn" for each in batch.inputs)
    sample = batch.sample
    draws = {"grid": sample.levels**n_drawn, "morris": sample.trajectories * (n_drawn + 1)}.get(
        sample.method, sample.size
    )
    return math.prod(lengths.values()), draws


def _too_many(batch: Batch, place: Place) -> Iterable[Fault]:
    """Refuse more members than any machine runs."""
    points, draws = n_members_of(batch)
    n_scenarios = len(batch.scenarios)
    total = points * draws * n_scenarios
    if total > MOST_MEMBERS:
        factors = f"{points:,} points of the sweep, {draws:,} draws, {n_scenarios} scenarios"
        told = f"the batch would have {total:,} members ({factors}). Expected at most {MOST_MEMBERS:,}"
        advice = "Draw some inputs rather than crossing them all, or take fewer values"
        yield Fault(place, f"{told}. {advice}.")


@dataclass
class _Reading:
    """Reads the parts of a batch that look at one another, and gathers faults on the way."""

    tree: BatchTree
    known: ModelNames
    faults: list[Fault]

    def __post_init__(self) -> None:
        self._growths = Growths(self.known, self.faults)

    def scenarios(self) -> tuple[Scenario, ...]:
        """Resolve every base scenario."""
        scenarios = []
        for base in self.tree.trees:
            scenario, faults = settle(self._growths.nominal(base), self.known)
            scenarios.append(scenario)
            self.faults.extend(faults)
        return tuple(scenarios)

    def inputs(self, scenarios: tuple[Scenario, ...]) -> tuple[tuple[Input, ...], Sample | None]:
        """Read all inputs and how they are drawn."""
        before = len(self.faults)
        own = self.tree.own
        growths = self._growths.inputs(self.tree.trees[0])
        drawn = drawn_inputs(own.layers, self.known, self.faults)
        swept = swept_inputs(own.layers, self.known, self.faults)
        section = last_section(own, "sample")
        sample = read_sample(*section, self.faults) if section else None
        given: dict[str, Input] = {}
        if sample is not None and sample.method == "file":
            given, rows = given_inputs(sample, self.known, self.faults)
            sample = replace(sample, size=max(rows, 1))
        self._judge_growths(growths)
        self._judge_twice(swept, drawn | given)
        self._judge_set((swept, drawn, given))
        for each in (*swept.values(), *drawn.values(), *given.values()):
            judge_reach(each, _place_of(each), scenarios, self.known, self.faults)
        inputs = (
            *(each for each in (*growths.values(), *swept.values()) if each.kind == "swept"),
            *(each for each in (*growths.values(), *drawn.values()) if each.kind == "drawn"),
            *given.values(),
        )
        if len(self.faults) == before:
            self._judge_sample(inputs, sample)
        return inputs, sample

    def place(self, batch: Batch) -> Place:
        """Say where a number of members comes from."""
        return Place(self.tree.own.own.shown)

    def _judge_growths(self, growths: Mapping[str, Input]) -> None:
        """Refuse ranges that hold in some base scenarios only."""
        for base in self.tree.trees[1:]:
            others = self._growths.inputs(base)
            for name in growths.keys() ^ others.keys():
                each = growths.get(name) or others[name]
                told = f"{name} has a range of growth rates, but not in {base.name}, where another layer imposes it"
                self.faults.append(Fault(_place_of(each), f"{told}. Expected it in all scenarios. Impose it once."))

    def _judge_twice(self, swept: Mapping[str, Input], others: Mapping[str, Input]) -> None:
        """Refuse an input that is swept and drawn."""
        for name in swept.keys() & others.keys():
            told = f"{name} is swept, and {others[name].kind} at {others[name].where}"
            self.faults.append(Fault(_place_of(swept[name]), f"{told}. Expected one of the two. Remove one."))

    def _judge_set(self, groups: Iterable[Mapping[str, Input]]) -> None:
        """Refuse values set by the batch or on the command line, in whose place an input's numbers would come."""
        inputs = {name: each for group in groups for name, each in group.items() if each.act == "value"}
        for layer in self.tree.own.layers:
            for entry in layer.settings:
                name = constant_named(entry.name, self.known)
                if isinstance(name, Fault) or name not in inputs:
                    continue
                if layer.shown != OVERRIDE and not layer.batch:
                    continue
                each = inputs[name]
                told = f"{name} is set here and {each.kind} at {each.where}, so the value set would count for nothing"
                self.faults.append(Fault(entry.name.place, f"{told}. Expected one of the two. Remove one."))

    def _judge_sample(self, inputs: tuple[Input, ...], sample: Sample | None) -> None:
        """Refuse draws without a sample, a sample without draws, and members that do not differ."""
        place = Place(self.tree.own.own.shown)
        section = last_section(self.tree.own, "sample")
        n_drawn = sum(each.kind == "drawn" for each in inputs)
        if n_drawn and sample is None:
            told = "inputs are drawn, but no sample says how many. Expected both"
            self.faults.append(Fault(place, f"{told}. Add sample: {{method: latin_hypercube, size: 1000, seed: 1}}."))
        elif n_drawn and sample is not None and sample.method == "file" and section:
            told = "inputs are drawn, but the sample is a file of members. Expected one of the two"
            self.faults.append(Fault(section[0].name.place, f"{told}. Remove uncertain, or choose a method."))
        elif section and sample is not None and sample.method != "file" and not n_drawn:
            told = "sample has nothing to draw: there is no uncertain. Expected both"
            self.faults.append(Fault(section[0].name.place, f"{told}. Add uncertain, or remove sample."))
        elif not inputs:
            told = "members do not differ: nothing is uncertain, swept or read from a file. Expected one of these"
            self.faults.append(
                Fault(place, f"{told}. Add uncertain or sweep, or run the scenarios with simulator run.")
            )


def _place_of(each: Input) -> Place:
    """Give the place of an input again."""
    file, _, line = each.where.rpartition(":")
    return Place(file, int(line), 0) if line.isdigit() else Place(each.where)
