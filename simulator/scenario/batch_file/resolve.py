"""A batch as written, and the names of a model, to a resolved batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from simulator.errors import ScenarioError
from simulator.scenario.batch import Batch, Input, Sample, Save
from simulator.scenario.batch_file.columns import given_inputs
from simulator.scenario.batch_file.correlated import read_correlated
from simulator.scenario.batch_file.growth import Growths
from simulator.scenario.batch_file.input_line import Placed
from simulator.scenario.batch_file.members_file import are_renumbered
from simulator.scenario.batch_file.reach import judge_reach
from simulator.scenario.batch_file.read import BatchTree, last_section
from simulator.scenario.batch_file.sampled import SIZED, read_sample
from simulator.scenario.batch_file.saved import read_save
from simulator.scenario.batch_file.swept import swept_inputs
from simulator.scenario.batch_file.uncertain import drawn_inputs, drawn_names
from simulator.scenario.batch_words import ranged
from simulator.scenario.merge import OVERRIDE, ScenarioTree
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import constant_named
from simulator.scenario.place import Fault, Place, raise_all
from simulator.scenario.resolve import settle
from simulator.scenario.sample.design import n_members_of, too_many
from simulator.scenario.scenario import Scenario

__all__ = ["resolve_batch", "with_members"]


def resolve_batch(tree: BatchTree, known: ModelNames) -> Batch:
    """Give every base scenario its values, and every input its values or its distribution.

    Raises: ScenarioError with every fault of the batch and of its base scenarios at once.
    """
    reading = _Reading(tree, known, list(tree.faults))
    scenarios = reading.scenarios()
    inputs, sample = reading.inputs(scenarios)
    faults = reading.faults
    section = last_section(tree.own, "correlated")
    correlated = read_correlated(section[0], reading.drawn_names(inputs), sample, faults) if section else ()
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
        sources=tuple(dict.fromkeys(shown for scenario in scenarios for shown in scenario.sources)),
    )
    if not faults:
        told = too_many(*n_members_of(batch), len(batch.scenarios))
        if told:
            faults.append(Fault(_place_of_members(tree.own), told))
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
    told = too_many(*n_members_of(sized), len(sized.scenarios))
    if told:
        raise ScenarioError(f"{option}: {told}")
    return sized


def _place_of_members(tree: ScenarioTree) -> Place:
    """Find where it is said how many members there are: at the sweep, else at its rates, else at the sample."""
    for key in ("sweep", "sample"):
        section = last_section(tree, key)
        if section is not None:
            return section[0].name.place
        ranges = [entry for layer in tree.layers for entry in ranged(layer)]
        if ranges:
            return ranges[-1].name.place
    return Place(tree.own.shown)


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
        own = self.tree.own
        growths = self._growths.inputs(self.tree.trees[0])
        drawn = drawn_inputs(own.layers, self.known, self.faults)
        swept = swept_inputs(own.layers, self.known, self.faults)
        section = last_section(own, "sample")
        sample = read_sample(*section, self.faults) if section else None
        given: dict[str, Placed] = {}
        if sample is not None and sample.method == "file":
            given, rows = given_inputs(sample, self.known, self.faults)
            own_numbers = sample.file is not None and rows > 0 and are_renumbered(sample.file, sample.shown)
            sample = replace(sample, size=max(rows, 1), renumbered=own_numbers)
        constants = (*swept.items(), *drawn.items(), *given.items())
        self._judge_growths(growths)
        self._judge_twice(swept, drawn | given)
        self._judge_set({name: each.input for name, each in constants if each.input.act == "value"})
        for _, each in constants:
            judge_reach(each, scenarios, self.known, self.faults)
        inputs = tuple(each.input for each in (*growths.values(), *(each for _, each in constants)))
        self._judge_sample(inputs, sample)
        return tuple(sorted(inputs, key=lambda each: each.kind != "swept")), sample

    def drawn_names(self, inputs: tuple[Input, ...]) -> frozenset[str] | None:
        """Give the names of what is to be drawn, faulty or not; None where that cannot be told."""
        names = drawn_names(self.tree.own.layers, self.known)
        if names is None or self._is_unread(inputs):
            return None
        return names | {each.name for each in inputs if each.kind == "drawn"}

    def _judge_growths(self, growths: Mapping[str, Placed]) -> None:
        """Refuse ranges that hold in some base scenarios only."""
        for base in self.tree.trees[1:]:
            others = self._growths.inputs(base)
            for name in growths.keys() ^ others.keys():
                there = base.name if name in growths else self.tree.trees[0].name
                told = f"{name} has a range of growth rates, but not in {there}, where another layer imposes it"
                place = (growths.get(name) or others[name]).place
                self.faults.append(Fault(place, f"{told}. Expected it in all scenarios. Impose it once."))

    def _judge_twice(self, swept: Mapping[str, Placed], others: Mapping[str, Placed]) -> None:
        """Refuse an input that is swept and drawn."""
        for name in swept.keys() & others.keys():
            told = f"{name} is swept, and {others[name].input.kind} at {others[name].input.where}"
            self.faults.append(Fault(swept[name].place, f"{told}. Expected one of the two. Remove one."))

    def _judge_set(self, inputs: Mapping[str, Input]) -> None:
        """Refuse values set by the batch or on the command line, in whose place an input's numbers would come.

        inputs: those that take the place of a constant.
        """
        for layer in self.tree.own.layers:
            if layer.shown != OVERRIDE and not layer.batch:
                continue
            for entry in layer.settings:
                name = constant_named(entry.name, self.known)
                if isinstance(name, Fault) or name not in inputs:
                    continue
                each = inputs[name]
                told = f"{name} is set here and {each.kind} at {each.where}, so the value set would count for nothing"
                self.faults.append(Fault(entry.name.place, f"{told}. Expected one of the two. Remove one."))

    def _judge_sample(self, inputs: tuple[Input, ...], sample: Sample | None) -> None:
        """Refuse draws without a sample, a sample without draws, and members that do not differ."""
        own = self.tree.own
        section, uncertain, sweep = (last_section(own, key) for key in ("sample", "uncertain", "sweep"))
        is_drawn = uncertain is not None or any(each.kind == "drawn" for each in inputs)
        ranges = [entry.name for layer in own.layers for entry in ranged(layer)]
        if section is None and is_drawn:
            told = "inputs are drawn, but no sample says how many. Expected both"
            drawn_at = uncertain[0].name.place if uncertain else ranges[-1].place
            advice = "Add sample: {method: latin_hypercube, size: 1000, seed: 1}"
            self.faults.append(Fault(drawn_at, f"{told}. {advice}."))
        elif section is None and not (sweep or ranges):
            told = "members do not differ: nothing is uncertain, swept or read from a file. Expected one of these"
            advice = "Add uncertain or sweep, or run the scenarios with simulator run"
            self.faults.append(Fault(Place(own.own.shown), f"{told}. {advice}."))
        elif section and sample is not None and sample.method == "file" and is_drawn:
            told = "inputs are drawn, but the sample is a file of members. Expected one of the two"
            self.faults.append(Fault(section[0].name.place, f"{told}. Remove uncertain, or choose a method."))
        elif section and not is_drawn and not (sample is None or sample.method == "file" or self._is_unread(inputs)):
            told = "sample has nothing to draw: there is no uncertain. Expected both"
            self.faults.append(Fault(section[0].name.place, f"{told}. Add uncertain, or remove sample."))

    def _is_unread(self, inputs: tuple[Input, ...]) -> bool:
        """Tell whether a range of growth rates could not be read, which may have been a distribution."""
        n_ranges = len({entry.name.text for layer in self.tree.own.layers for entry in ranged(layer)})
        return sum(each.act == "growth" for each in inputs) < n_ranges
