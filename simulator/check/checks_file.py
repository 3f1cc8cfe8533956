"""`checks.yaml`: what is expected of a model. Every fault of the file is told at once, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simulator.check.condition import Balance, Checks, Condition, Fit
from simulator.check.expectation import Expectation
from simulator.check.expectation_text import read_expectation
from simulator.check.fields import FieldReader
from simulator.check.runs_file import RunsReader
from simulator.check.weakness_file import known_expectations, known_findings
from simulator.check.words import Unread, Vocabulary
from simulator.scenario.layer import Entry
from simulator.scenario.names import ModelNames
from simulator.scenario.place import Fault, raise_all, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, read
from simulator.scenario.spelling import normal

__all__ = ["Subject", "no_checks", "read_checks"]

_KEYS = ("from", "conditions", "monotonic", "balances", "fit", "halving", "direct", "ranges", "known_weaknesses")
_TEST_KEYS = ("title", "when", "expect", "vary", "known_weakness")
_BALANCE_KEYS = ("variables", "within", "relative_to")
_FIT_KEYS = ("mape", "points", "largest", "from", "to", "left_out", "least", "series", "level_from", "known_weakness")
_WITHIN = 1e-9


@dataclass(frozen=True)
class Subject:
    """What checks speak of.

    name:     of the city, empty for a bare model. period: first and last time of the run.
    labelled: variables that tables show.
    series:   variable -> the series of history that record it; None where history cannot be read.
    """

    name: str
    names: ModelNames
    vocabulary: Vocabulary
    period: tuple[float, float]
    labelled: tuple[str, ...] = ()
    series: Mapping[str, tuple[str, ...]] | None = field(default_factory=dict)


def no_checks(subject: Subject) -> Checks:
    """Return what is checked where there is no file: the model as it stands."""
    runs = RunsReader("", subject.name, subject.names)
    runs.start(None)
    return Checks(runs.bases)


def read_checks(path: Path, shown: str, subject: Subject) -> Checks:
    """Read a file of checks and hold it against the model.

    shown:  the path as the user knows it.
    Raises: ScenarioError with every fault of the file.
    """
    root, faults = read(path, shown)
    runs = RunsReader(shown, subject.name, subject.names, list(faults))
    reader = _Reader(subject, runs, FieldReader(runs.faults))
    checks = None
    if isinstance(root, Pairs):
        checks = reader.checks(root, shown)
    elif root is not None:
        reader.fields.refuse(root, f"the file holds {describe(root)}", f"a map with keys such as {', '.join(_KEYS)}")
    raise_all(runs.faults)
    assert checks is not None
    return checks


@dataclass
class _Reader:
    """Reads the parts of a file; faults are gathered in `runs`."""

    subject: Subject
    runs: RunsReader
    fields: FieldReader
    seen: dict[str, str] = field(default_factory=dict)

    def checks(self, root: Pairs, shown: str) -> Checks:
        """Read the whole file."""
        parts = self.fields.of(root, _KEYS, "key")
        reference = parts.get("from")
        if reference is not None and not isinstance(reference, Scalar):
            self.fields.refuse(reference, f"from is {describe(reference)}", "the name of a scenario")
        self.runs.start(reference if isinstance(reference, Scalar) else None)
        halving = self.fields.of(parts.get("halving"), ("within",), "key of halving")
        direct = self.fields.of(parts.get("direct"), ("left_out",), "key of direct")
        conditions = [
            condition
            for part, key in (("extremes", "conditions"), ("monotonic", "monotonic"))
            for entry in self.fields.entries(parts.get(key), key)
            for condition in self.condition(part, entry)
        ]
        return Checks(
            bases=self.runs.bases,
            shown=shown,
            conditions=tuple(conditions),
            balances=tuple(self.balances(parts.get("balances"))),
            fits=tuple(fit for entry in self.fields.entries(parts.get("fit"), "fit") for fit in self.fit(entry)),
            halving=self.fields.part(halving.get("within"), "within", 0.002),
            left_out=dict(self.left_out(direct.get("left_out"))),
            ranges=dict(self.ranges(parts.get("ranges"))),
            weaknesses=tuple(known_findings(parts.get("known_weaknesses"), self.fields, self.variable)),
        )

    def condition(self, part: str, entry: Entry) -> Iterator[Condition]:
        """Read one test; nothing where there is a fault."""
        before, name, place = len(self.runs.faults), entry.name.text, entry.name.place
        keys = self.fields.of(entry.value, _TEST_KEYS, "key of a test")
        if name in self.seen:
            told = f"{name!r} is the name of an earlier test. Expected each name once. Rename one."
            self.runs.faults.append(Fault(place, told))
        self.seen[name] = str(place)
        if part == "monotonic" and "vary" not in keys:
            self.fields.refuse(entry.name, f"{name!r} has no vary", "one constant with a list of values")
        if "expect" not in keys:
            self.fields.refuse(entry.name, f"{name!r} has no expect", "a list of expectations")
        outset = self.runs.outset(keys.get("when"), name)
        members = self.runs.members(outset, keys.get("vary"))
        # what is varied by a wrong name is told once, not again by what is expected of it
        varied = tuple(members[0][0]) if members else tuple(self.subject.names.constants if "vary" in keys else ())
        expectations = tuple(self.expectations(keys.get("expect"), varied))
        title = self.fields.words(keys.get("title"), "title")
        known = dict(known_expectations(keys.get("known_weakness"), self.fields, expectations))
        if len(self.runs.faults) == before:
            where = place.at_line
            yield Condition(part, name, where, outset.base, members, expectations, title, known)

    def expectations(self, node: Node | None, varied: Sequence[str]) -> Iterator[Expectation]:
        """Read a list of expectations, or one."""
        if node is None:
            return
        items = node.items if isinstance(node, Items) else (node,)
        if not items:
            self.fields.refuse(node, "expect is an empty list", "one expectation or more")
        for item in items:
            if not isinstance(item, Scalar) or not isinstance(item.value, str):
                self.fields.refuse(item, f"an expectation is {describe(item)}", "a text such as 'GDP > 0'")
                continue
            try:
                yield read_expectation(item.text, self.subject.vocabulary, self.subject.period, varied)
            except Unread as fault:
                self.runs.faults.append(self._unread(item, fault))

    def _unread(self, item: Scalar, fault: Unread) -> Fault:
        """Word what cannot be read in an expectation."""
        if fault.unknown:
            return unknown(item.place, "variable", fault.unknown, self.subject.vocabulary.elements)
        return Fault(item.place, f"{item.text!r}: {fault}.")

    def balances(self, node: Node | None) -> Iterator[Balance]:
        """Read which variables must be 0, and against what they are measured."""
        keys = self.fields.of(node, _BALANCE_KEYS, "key of balances")
        if node is None:
            return
        within = self.fields.part(keys.get("within"), "within", _WITHIN)
        pattern = keys.get("variables")
        scales = self.scales(keys.get("relative_to"))
        if not isinstance(pattern, Scalar) or not isinstance(pattern.value, str):
            self.fields.refuse(pattern or node, "balances name no variables", "variables: a pattern such as 'check *'")
            return
        form = re.escape(normal(pattern.text)).replace(r"\*", ".*")
        every = [name for name in self.subject.vocabulary.elements if "[" not in name]
        meant = [name for name in every if re.fullmatch(form, normal(name))]
        if not meant:
            self.runs.faults.append(unknown(pattern.place, "variable like", pattern.text, every))
        known = self.subject.vocabulary
        for name in meant:
            scale, where = scales.get(name, (known.alike.get(name, ()), pattern.place.at_line))
            if not scale and name not in scales and name not in known.plain:
                place = keys.get("relative_to", pattern).place
                told = f"{name!r} reads nothing measured alike. Expected a variable, or 1. Add it to relative_to."
                self.runs.faults.append(Fault(place, told))
                continue
            yield Balance(name, known.elements[name], scale, within, where)

    def scales(self, node: Node | None) -> Mapping[str, tuple[tuple[str, ...], str]]:
        """Read what balances are measured against: variable -> (elements, place); no elements are 1."""
        found: dict[str, tuple[tuple[str, ...], str]] = {}
        for entry in self.fields.entries(node, "relative_to"):
            name = self.variable(entry.name)
            is_one = isinstance(entry.value, Scalar) and entry.value.value == 1
            scale = "" if is_one else self.variable(entry.value)
            if name is not None and scale is not None:
                elements = self.subject.vocabulary.elements[scale] if scale else ()
                found[name] = elements, entry.name.place.at_line
        return found

    def variable(self, node: Node) -> str | None:
        """Find a variable or element; None and a fault where there is none."""
        if not isinstance(node, Scalar):
            self.fields.refuse(node, f"a variable is {describe(node)}", "a name")
            return None
        found = self.subject.vocabulary.find(node.text)
        if found is None:
            self.runs.faults.append(unknown(node.place, "variable", node.text, self.subject.vocabulary.elements))
        return found

    def fit(self, entry: Entry) -> Iterator[Fit]:
        """Read one series of history; nothing where there is a fault."""
        before, name = len(self.runs.faults), entry.name
        keys = self.fields.of(entry.value, _FIT_KEYS, "key of a fit")
        if name.text not in self.subject.labelled:
            self.runs.faults.append(unknown(name.place, "labelled variable", name.text, self.subject.labelled))
        if not {"mape", "points", "largest"} & set(keys):
            self.fields.refuse(name, f"{name.text!r} has no tolerance", "mape, points or largest")
        first, last = (self.fields.number(keys.get(key), key, far) for key, far in _YEARS)
        left_out = dict(self.fields.years(keys.get("left_out")))
        mape = self.fields.part(keys["mape"], "mape", 0.0) if "mape" in keys else None
        points, largest = (
            self.fields.number(keys[key], key, 0.0) if key in keys else None for key in ("points", "largest")
        )
        fit = Fit(
            name.text,
            name.place.at_line,
            mape,
            points,
            (first, last),
            left_out,
            self.fields.count(keys.get("least"), "least", 3),
            tuple(self.series(name.text, keys.get("series"))),
            self.fields.number(keys.get("level_from"), "level_from", float("-inf")),
            largest,
            self.fields.either(keys.get("known_weakness"), "known_weakness"),
        )
        if len(self.runs.faults) == before:
            yield fit

    def series(self, variable: str, node: Node | None) -> Iterator[str]:
        """Read which series of history count."""
        recorded = self.subject.series
        known = () if recorded is None else recorded.get(variable, ())
        for item in node.items if isinstance(node, Items) else () if node is None else (node,):
            if isinstance(item, Scalar) and (recorded is None or item.text in known):
                yield item.text
            elif isinstance(item, Scalar):
                self.runs.faults.append(unknown(item.place, "series of that variable", item.text, known))
            else:
                self.fields.refuse(item, f"a series is {describe(item)}", "a name")

    def left_out(self, node: Node | None) -> Iterator[tuple[str, str]]:
        """Read variables that direct extreme conditions leave alone, each with why."""
        for entry in self.fields.entries(node, "left_out"):
            name, why = self.variable(entry.name), self.fields.text(entry.value, "why")
            if name is not None and why:
                yield name, why

    def ranges(self, node: Node | None) -> Iterator[tuple[str, tuple[float, float]]]:
        """Read the ranges of variables that move."""
        for entry in self.fields.entries(node, "ranges"):
            before, name = len(self.runs.faults), self.variable(entry.name)
            if name in self.subject.names.constants or (name and name.endswith("]")):
                told = f"{entry.name.text!r} is a constant or an element. Expected a variable that moves. Remove it."
                self.runs.faults.append(Fault(entry.name.place, told))
            items = entry.value.items if isinstance(entry.value, Items) else ()
            if len(items) != 2:
                self.fields.refuse(entry.value, f"a range is {describe(entry.value)}", "[low, high]")
                continue
            low, high = (self.fields.number(each, "an end of a range", 0.0) for each in items)
            if low > high:
                self.fields.refuse(entry.value, f"a range is [{low:g}, {high:g}]", "the lower end first")
            if name is not None and len(self.runs.faults) == before:
                yield name, (low, high)


_YEARS = (("from", float("-inf")), ("to", float("inf")))
