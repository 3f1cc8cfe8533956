"""Two swept inputs as a plane: on each of its points how far every target is met, by one member or by many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np

from simulator.report.batch.axis import axis_scale
from simulator.report.batch.cuts import Axis, axes_of, cuts_of
from simulator.report.batch.members import members_in_pieces
from simulator.report.batch.outcome import BatchResults
from simulator.target.verdict import VERDICTS

__all__ = ["Plane", "planes_of"]

# Where members are many, shares rest on the first so many.
_MOST_READ = 2_000_000
_MOST_PLANES = 4
_MET = VERDICTS.index("met")
_HALF = 0.5
_LEAST_POINTS = 3
_MOVED = 1e-9  # relative; less is what rounding leaves


@dataclass(frozen=True)
class Plane:
    """One scenario over two axes.

    fixed:   (axis, value) of every further axis.
    targets: places in the register, of those that the swept inputs move.
    levels:  (target, y, x): where nothing is drawn the margin, target's unit; else the share of members that meet it.
    joint:   (y, x): the share of members that meet all `met_somewhere`; None where nothing is drawn.
    imposed: places in the register, of targets of what the scenario fixes itself, that the inputs move; with
             imposed_levels, (target, y, x), their margins; none where anything is drawn.
    still:   places in the register, of counted targets that the swept inputs do not move.
    n_members: on how many shares rest; 1 without draws.
    """

    scenario: int
    x: Axis
    y: Axis
    fixed: tuple[tuple[Axis, float], ...]
    targets: tuple[int, ...]
    levels: np.ndarray
    joint: np.ndarray | None
    still: tuple[int, ...]
    n_members: int
    imposed: tuple[int, ...] = ()
    imposed_levels: np.ndarray = field(default_factory=lambda: np.empty((0, 0, 0)))

    @property
    def is_drawn(self) -> bool:
        """Tell whether levels are shares."""
        return self.joint is not None

    @property
    def is_coarse(self) -> bool:
        """Tell whether shares stand at too few points for lines between them to mean anything."""
        return self.is_drawn and min(self.x.values.size, self.y.values.size) < _LEAST_POINTS

    @property
    def level(self) -> float:
        """From which level on a target counts as met: a margin of 0, or half of the members."""
        return _HALF if self.is_drawn else 0.0

    @property
    def met_somewhere(self) -> np.ndarray:
        """(target,): whether a target is met at some point; of shares, by half of the members."""
        return _met_somewhere(self.levels, self.is_drawn)


def planes_of(results: BatchResults) -> tuple[tuple[Plane, ...], int]:
    """Read the planes of a batch, over its first two axes: of each scenario, at each combination of further axes.

    Returns: planes, some where there are many, and how many there would be. None unless two axes of two points or
             more are swept and members are stored.
    """
    swept = axes_of(results)
    if results.members is None or len(swept) < 2 or min(axis.values.size for axis in swept[:2]) < 2:
        return (), 0
    total = len(results.outcomes) * prod(axis.values.size for axis in swept[2:])
    made = [_plane(results, swept, *cut) for cut in cuts_of(results, swept, _MOST_PLANES)]
    return tuple(each for each in made if each is not None), total


def _plane(results: BatchResults, swept: Sequence[Axis], position: int, further: tuple[int, ...]) -> Plane | None:
    """Read one plane. further: the points of all axes but the first two. None where its members are not complete."""
    x, y = swept[:2]
    points = _points(results, swept, position)
    if points is None:
        return None
    n_points, shape = points.shape[1], (y.values.size, x.values.size)
    own = np.all(points[2:] == np.array(further)[:, np.newaxis], axis=0)
    cells = np.where(own, points[1] * x.values.size + points[0], -1)  # point of the sweep -> point of the plane
    counted = [share.target for share in results.outcomes[position].shares if share.counted is not None]
    asked = [target for target in counted if not results.case.targets[target].restates]
    margins = _first_draw(results, position, asked, n_points)
    moved = [place for place, row in enumerate(margins) if _moves(row)]
    targets = tuple(asked[place] for place in moved)
    fixed = tuple((axis, float(axis.values[point])) for axis, point in zip(swept[2:], further, strict=True))
    told = (position, x, y, fixed, targets)
    still = tuple(target for target in asked if target not in targets)
    if n_points == results.n_members:
        shown = _imposed(results, position)
        found = _first_draw(results, position, shown, n_points)
        kept = [place for place, row in enumerate(found) if np.isfinite(row).all() and _moves(row)]
        whole = np.full((len(targets) + len(kept), shape[0] * shape[1]), np.nan)
        whole[:, cells[own]] = np.concatenate([margins[moved], found[kept]])[:, own]
        levels = whole.reshape(-1, *shape)
        imposed = tuple(shown[place] for place in kept)
        return Plane(*told, levels[: len(targets)], None, still, 1, imposed, levels[len(targets) :])
    met, n_members = _shares(results, (position, cells), targets, shape)
    wanted = [each for each, is_met in zip(targets, _met_somewhere(met, True), strict=True) if is_met]
    joint = _joint(results, (position, cells), wanted, shape)
    return Plane(*told, met, joint, still, n_members)


def _imposed(results: BatchResults, position: int) -> list[int]:
    """Find the targets of what a scenario fixes itself."""
    shares = results.outcomes[position].shares
    return [
        share.target for share in shares if share.basis == "imposed" and not results.case.targets[share.target].restates
    ]


def _met_somewhere(levels: np.ndarray, is_drawn: bool) -> np.ndarray:
    """(target,): whether a target is met at some point."""
    best = np.nanmax(np.where(np.isfinite(levels), levels, -np.inf), axis=(1, 2), initial=-np.inf)
    found: np.ndarray = best >= (_HALF if is_drawn else 0.0)
    return found


def _points(results: BatchResults, swept: Sequence[Axis], position: int) -> np.ndarray | None:
    """(axis, point of the sweep): which value each point has, read from the members of the first draw."""
    n_points = prod(axis.values.size for axis in swept)
    names = [results.batch.inputs[axis.inputs[0]].name for axis in swept]
    scales = [axis_scale(results.batch.inputs[axis.inputs[0]]) for axis in swept]
    points = np.full((len(swept), n_points), -1)
    for piece in _pieces(results, position, names, n_points):
        for row, (axis, name, scale) in enumerate(zip(swept, names, scales, strict=True)):
            middles = (axis.values[1:] + axis.values[:-1]) / 2
            points[row, piece["member"]] = np.searchsorted(middles, piece[name] * scale)
    return None if (points < 0).any() else points


def _first_draw(results: BatchResults, position: int, targets: Sequence[int], n_points: int) -> np.ndarray:
    """(target, point of the sweep): margins of the first draw."""
    names = [f"{results.case.targets[target].id}_margin" for target in targets]
    margins = np.full((len(targets), n_points), np.nan)
    for piece in _pieces(results, position, names, n_points):
        for row, name in enumerate(names):
            margins[row, piece["member"]] = piece[name]
    return margins


def _moves(margins: np.ndarray) -> bool:
    """Tell whether a target's margin differs between points."""
    told = margins[np.isfinite(margins)]
    if told.size < margins.size:
        return True
    return bool(np.ptp(told) > _MOVED * np.abs(told).max()) if told.size else False


def _shares(
    results: BatchResults, where: tuple[int, np.ndarray], targets: Sequence[int], shape: tuple[int, int]
) -> tuple[np.ndarray, int]:
    """(target, y, x): the share of members that meet each target; and of how many members. where: scenario, cells."""
    position, cells = where
    size = shape[0] * shape[1]
    met, n_each, n_read = np.zeros((len(targets), size)), np.zeros(size), 0
    names = [f"{results.case.targets[target].id}_verdict" for target in targets]
    for piece in _pieces(results, position, names, _MOST_READ):
        own = cells[piece["member"] % cells.size]
        inside = own >= 0
        n_each += np.bincount(own[inside], minlength=size)
        n_read += piece["member"].size
        for row, name in enumerate(names):
            met[row] += np.bincount(own[inside & (piece[name] == _MET)], minlength=size)
    with np.errstate(invalid="ignore"):
        return (met / n_each).reshape(-1, *shape), n_read


def _joint(
    results: BatchResults, where: tuple[int, np.ndarray], targets: Sequence[int], shape: tuple[int, int]
) -> np.ndarray:
    """(y, x): the share of members that meet all targets."""
    position, cells = where
    size = shape[0] * shape[1]
    met, n_each = np.zeros(size), np.zeros(size)
    names = [f"{results.case.targets[target].id}_verdict" for target in targets]
    for piece in _pieces(results, position, names, _MOST_READ):
        own = cells[piece["member"] % cells.size]
        every = own >= 0
        n_each += np.bincount(own[every], minlength=size)
        for name in names:
            every = every & (piece[name] == _MET)
        met += np.bincount(own[every], minlength=size)
    with np.errstate(invalid="ignore"):
        return np.reshape(met / n_each, shape)


def _pieces(
    results: BatchResults, position: int, columns: Sequence[str], below: int
) -> Iterator[dict[str, np.ndarray]]:
    """Read the first members of a scenario."""
    assert results.members is not None
    scenario = results.outcomes[position].scenario.name
    for piece in members_in_pieces(results.members, scenario, columns, below):
        yield dict(piece)
