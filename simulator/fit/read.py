"""`calibration.yaml`: read strictly, every fault of the file told at once, each with its line and what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simulator.fit.calibration import Calibration, HoldOut, Matching, Observation, Parameter, Record
from simulator.fit.observations import Span, read_observation
from simulator.fit.parameters import lever_parameter, read_parameters
from simulator.fit.records import read_record
from simulator.model.labels import Label
from simulator.scenario.fields import pairs_of, refuse, text_of, years_of
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import ScenarioTree
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import labelled_named
from simulator.scenario.place import Fault, Place, raise_all, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, read
from simulator.scenario.resolve import settle
from simulator.target.history import History

__all__ = ["CALIBRATION", "Known", "read_calibration"]

# The file's name in a model's folder.
CALIBRATION = "calibration.yaml"
_SECTIONS = ("parameters", "observations", "holdout", "match")
_HOLDOUT = ("set", "informed")
_MATCH = ("headlines", "years", "levers", "uncertain")


@dataclass(frozen=True)
class Known:
    """What a file is held against.

    history: None where its file cannot be read; then its rows are not judged, only the names of its `series`.
    """

    names: ModelNames
    labels: Sequence[Label]
    history: History | None
    series: tuple[str, ...] = ()


def read_calibration(path: Path, known: Known, shown: str | None = None) -> Calibration:
    """Read a file and hold it against the model, its labels and its history.

    shown:  the path as the user knows it.
    Raises: ScenarioError with every fault of the file, and of the rows of history that it names, at once.
    """
    shown = shown or path.as_posix()
    if not path.exists():
        told = "no such file. Expected the constants to calibrate and the history they answer to. Write one."
        raise_all([Fault(Place(shown), f"{told} docs/calibration.md shows how.")])
    root, found = read(path, shown)
    reader = _Reader(known, shown, str(path), list(found))
    calibration = reader.whole(root)
    raise_all(reader.faults)
    return calibration


@dataclass
class _Reader:
    """Reads section by section and gathers faults on the way."""

    known: Known
    shown: str
    identity: str
    faults: list[Fault]

    def whole(self, root: Node | None) -> Calibration:
        """Read all sections."""
        sections = {key.text: value for key, value in pairs_of(root, "the file", "a map of sections", self.faults)}
        for key, _ in root.pairs if isinstance(root, Pairs) else ():
            if key.text not in _SECTIONS:
                self.faults.append(unknown(key.place, "section", key.text, _SECTIONS))
        if isinstance(root, Pairs):
            for each in ("parameters", "observations"):
                node = sections.get(each)
                if node is None or (isinstance(node, Pairs) and not node.pairs):
                    self.faults.append(
                        refuse(root.place, f"the file has no {each}", "both parameters and observations", "Add them")
                    )
        named = pairs_of(sections.get("parameters"), "parameters", "names and ranges", self.faults)
        parameters = read_parameters(named, self.known.names, (), self.faults)
        observations, records = self._observations(sections.get("observations"))
        return Calibration(
            self.shown,
            parameters,
            observations,
            self._holdouts(sections.get("holdout"), parameters, sections.get("observations")),
            self._match(sections.get("match"), parameters),
            records,
        )

    @property
    def _period(self) -> tuple[float, float]:
        assert self.known.names.period is not None
        return self.known.names.period

    def _observations(self, node: Node | None) -> tuple[tuple[Observation, ...], tuple[Record, ...]]:
        """Read the series that the model answers to."""
        labels = {label.variable: label for label in self.known.labels}
        span = Span(labels, self.known.history, self._period, self.known.series)
        pairs = pairs_of(node, "observations", "series of history", self.faults)
        read_ones = [(key, value, read_observation(key, value, span, self.faults)) for key, value in pairs]
        found = [(key, value, each) for key, value, each in read_ones if each is not None]
        return tuple(each for _, _, each in found), tuple(
            read_record(key, value, span, each) for key, value, each in found
        )

    def _informed(self, inside: Sequence[tuple[Scalar, Node]], observed: Node | None) -> dict[str, str]:
        """Read the series of which the model knows what followed a cut, each with its reason."""
        names = [key.text for key, _ in observed.pairs] if isinstance(observed, Pairs) else []
        told = {}
        for key, value in inside:
            if key.text == "informed":
                for series, reason in pairs_of(value, "informed", "names of observations and reasons", self.faults):
                    if series.text not in names:
                        self.faults.append(unknown(series.place, "observation", series.text, names))
                    told[series.text] = text_of(reason, f"informed: {series.text}", self.faults)
        return told

    def _holdouts(
        self, node: Node | None, parameters: tuple[Parameter, ...], observed: Node | None
    ) -> tuple[HoldOut, ...]:
        """Read what was known at each cut."""
        found: list[HoldOut] = []
        for key, value in pairs_of(node, "holdout", "years, each with set", self.faults):
            years = years_of(key, "a cut of holdout", self.faults)
            year = years[0] if len(years) == 1 else 0.0
            first, last = self._period
            if years and (year != int(year) or not first < year < last):
                told = f"holdout has the cut {key.text}"
                self.faults.append(
                    refuse(key.place, told, f"a whole year between {first:.10g} and {last:.10g}", "Correct it")
                )
            if any(each.year == year for each in found):
                self.faults.append(
                    refuse(key.place, f"holdout has the cut {year:.10g} twice", "each once", "Remove one")
                )
            inside = pairs_of(value, f"holdout of {key.text}", "{set: {NAME: VALUE}}", self.faults)
            for each, _ in inside:
                if each.text not in _HOLDOUT:
                    self.faults.append(unknown(each.place, "key", each.text, _HOLDOUT))
            settings = [
                each
                for name, what in inside
                if name.text == "set"
                for each in pairs_of(what, "set", "names and values", self.faults)
            ]
            entries = tuple(Entry(name, what) for name, what in settings)
            layer = Layer(self.shown, self.identity, model=Scalar("", "", key.place), settings=entries)
            scenario, faults = settle(ScenarioTree(f"cut {key.text}", (layer,)), self.known.names)
            self.faults.extend(faults)
            free = {each.name for each in parameters}
            for setting in scenario.settings:
                if setting.name in free:
                    told = f"{setting.name!r} is set here, and is a parameter"
                    place = next((e.name.place for e in entries if e.name.text == setting.name), key.place)
                    self.faults.append(refuse(place, told, "one of the two", "Remove one"))
            found.append(HoldOut(int(year), layer, self._informed(inside, observed)))
        return tuple(found)

    def _match(self, node: Node | None, parameters: tuple[Parameter, ...]) -> Matching:
        """Read what history matching is asked."""
        fields = {}
        for key, value in pairs_of(node, "match", f"a map with {', '.join(_MATCH)}", self.faults):
            if key.text in _MATCH:
                fields[key.text] = value
            else:
                self.faults.append(unknown(key.place, "key", key.text, _MATCH))
        headlines = []
        for each in self._names(fields.get("headlines"), "headlines"):
            name = labelled_named(each, self.known.names)
            if isinstance(name, Fault):
                self.faults.append(name)
            else:
                headlines.append(name)
        years = years_of(fields["years"], "match: years", self.faults) if "years" in fields else ()
        first, last = self._period
        for year in years:
            if year != int(year) or not first <= year <= last:
                told, expected = f"match: years has {year:.10g}", f"whole years from {first:.10g} to {last:.10g}"
                self.faults.append(refuse(fields["years"].place, told, expected, "Correct it"))
        free = [each.name for each in parameters]
        levers = self._levers(fields.get("levers"), free)
        pairs = pairs_of(fields.get("uncertain"), "match: uncertain", "names with range, prior and source", self.faults)
        taken = [*free, *(each.name for each in levers)]
        others = read_parameters(pairs, self.known.names, taken, self.faults)
        return Matching(tuple(headlines), tuple(map(int, years)), (*levers, *others))

    def _levers(self, node: Node | None, free: list[str]) -> tuple[Parameter, ...]:
        """Read which levers are drawn: all that are uncertainties, or those named."""
        if node is None:
            return ()
        drawn = {name: each for name, each in self.known.names.levers.items() if each.distribution is not None}
        if isinstance(node, Scalar) and node.text == "all":
            wanted = [name for name, each in drawn.items() if each.kind == "uncertainty" and name not in free]
        else:
            wanted = []
            for each in self._names(node, "levers"):
                if each.text in drawn and each.text not in (*free, *wanted):
                    wanted.append(each.text)
                elif each.text in drawn:
                    told = f"{each.text!r} is a parameter, or stands here twice"
                    self.faults.append(refuse(each.place, told, "each constant once", "Remove one"))
                else:
                    self.faults.append(unknown(each.place, "lever with a distribution", each.text, drawn))
        return tuple(lever_parameter(drawn[name], str(node.place)) for name in wanted)

    def _names(self, node: Node | None, what: str) -> tuple[Scalar, ...]:
        """Read a list of names."""
        if node is None:
            return ()
        found = [each for each in node.items if isinstance(each, Scalar)] if isinstance(node, Items) else []
        if not isinstance(node, Items) or len(found) < len(node.items):
            told = f"match: {what} is {describe(node)}"
            expected = "a list of names, or all" if what == "levers" else "a list of names"
            self.faults.append(refuse(node.place, told, expected, "Write it so"))
        return tuple(found)
