"""What `calibration.yaml` says, read: free constants, the history they answer to, hold-outs, and what is matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import hypot, isfinite

from simulator.scenario.distribution import Distribution
from simulator.scenario.layer import Layer
from simulator.target.history import Point

__all__ = ["TREATMENTS", "Calibration", "Discrepancy", "HoldOut", "Matching", "Observation", "Parameter", "Record"]

# How a stretch of a series between two breaks is held against the model: as it is; but for an unknown constant
# difference (the level is free, changes count); not at all.
TREATMENTS = ("as is", "offset", "left out")


@dataclass(frozen=True)
class Parameter:
    """One constant of the model that history, or a draw, decides.

    name:      as the model spells it; elements as name[a].
    low, high: what it may be. start: where a search begins, the model's own value unless the file says otherwise.
    prior:     how it is drawn before history is seen, never outside low to high; uniform where the file gives none.
    has_prior: whether the file gives one. A normal or lognormal one then also counts in least squares.
    unit:      of all these numbers, the model's. source: of the range and the prior. where: file:line:column.
    """

    name: str
    low: float
    high: float
    start: float
    prior: Distribution
    has_prior: bool
    source: str
    unit: str = ""
    where: str = ""


@dataclass(frozen=True)
class Discrepancy:
    """By how much the model itself may be off, whatever its constants; history matching adds it to the errors.

    sizes:  standard deviations, one a point, shown unit. memory: years after which what is off is alike by a factor e.
    shares: one a point, which part of its value the size is: 0 where it is a number of its own; empty: all are.
    """

    sizes: tuple[float, ...]
    memory: float
    source: str
    shares: tuple[float, ...] = ()

    def only(self, places: list[int]) -> Discrepancy:
        """Return it at some of the points."""
        shares = tuple(self.shares[each] for each in places) if self.shares else ()
        return Discrepancy(tuple(self.sizes[each] for each in places), self.memory, self.source, shares)


@dataclass(frozen=True)
class Observation:
    """One series of history that the model answers to.

    name:     its name in the file. variable: as in the labels. unit: the shown unit, of values and errors.
    points:   of history, in time, each time once; those of stretches that are left out are not among them.
    errors:   standard deviation of the error of observation, one a point, > 0.
    offsets:  one a point: -1 where its value counts as it is; else the number, from 0 on, of its stretch, whose level
              is free: all its values may be off by one unknown constant.
    source:   of the errors. discrepancy: of the model, where the file declares one.
    shares:   one a point, which part of its value the error is: 0 where it is a number of its own; empty: all are.
    """

    name: str
    variable: str
    unit: str
    points: tuple[Point, ...]
    errors: tuple[float, ...]
    offsets: tuple[int, ...]
    source: str
    where: str = ""
    discrepancy: Discrepancy | None = None
    shares: tuple[float, ...] = ()

    @property
    def sizes(self) -> tuple[float, ...]:
        """Standard deviations of history less the model, one a point: of the error and of the discrepancy together."""
        off = self.discrepancy.sizes if self.discrepancy else (0.0,) * len(self.errors)
        return tuple(hypot(*each) for each in zip(self.errors, off, strict=True))

    def until(self, year: float) -> Observation | None:
        """Return it without what came after a year; None where nothing is left."""
        kept = [place for place, point in enumerate(self.points) if point.year <= year]
        return self.only(kept) if kept else None

    def only(self, places: list[int]) -> Observation:
        """Return it with some of its points."""
        points, errors = tuple(self.points[each] for each in places), tuple(self.errors[each] for each in places)
        offsets = tuple(self.offsets[each] for each in places)
        off = self.discrepancy.only(places) if self.discrepancy else None
        shares = tuple(self.shares[each] for each in places) if self.shares else ()
        return replace(self, points=points, errors=errors, offsets=offsets, discrepancy=off, shares=shares)

    def foreseen(self, values: Sequence[float]) -> Observation:
        """Return it with errors that are parts of forecast values, not of what was observed."""
        off = self.discrepancy
        if off is not None:
            off = replace(off, sizes=_parts_of(values, off.sizes, off.shares))
        return replace(self, errors=_parts_of(values, self.errors, self.shares), discrepancy=off)


def _parts_of(values: Sequence[float], sizes: tuple[float, ...], shares: tuple[float, ...]) -> tuple[float, ...]:
    """Return sizes, those that are a share as that part of values; of no number as they are."""
    whole = zip(values, sizes, shares or (0.0,) * len(sizes), strict=True)
    return tuple(share * abs(value) if share and value and isfinite(value) else size for value, size, share in whole)


@dataclass(frozen=True)
class Record:
    """All that history tells of the variable of a series.

    points: trusted ones of any series, one a time, in time. breaks: first years of new stretches.
    tested: the series with all trusted points of its own, those that the file does not ask for too.
    """

    name: str
    points: tuple[Point, ...]
    breaks: tuple[float, ...]
    tested: Observation


@dataclass(frozen=True)
class HoldOut:
    """A year at which history is cut.

    layer:    its `set`, what was known then, as a scenario's layer.
    informed: series, by name, of which the model knows what followed, with the reason: they are no test.
    """

    year: int
    layer: Layer
    informed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Matching:
    """What history matching is asked.

    headlines: labelled variables whose intervals are wanted. years: at which.
    uncertain: constants that are drawn besides the parameters: levers first, by their own distributions.
    """

    headlines: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    uncertain: tuple[Parameter, ...] = ()


@dataclass(frozen=True)
class Calibration:
    """A file, read and held against model, labels and history.

    shown: the file as the user knows it. records: what history tells besides, one a series.
    """

    shown: str
    parameters: tuple[Parameter, ...]
    observations: tuple[Observation, ...]
    holdouts: tuple[HoldOut, ...] = ()
    match: Matching = Matching()
    records: tuple[Record, ...] = ()

    def until(self, year: float) -> tuple[Observation, ...]:
        """Return what had been observed by the end of a year."""
        cut = (each.until(year) for each in self.observations)
        return tuple(each for each in cut if each is not None)

    def holdout(self, year: int) -> HoldOut | None:
        """Find what the file says of a cut."""
        return next((each for each in self.holdouts if each.year == year), None)
