"""Lookups and schedules without branches; arithmetic as in kernel/functions.py, which reads curves as NumPy does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from simulator.kernel.native.writer import Writer
from simulator.model.expression import Schedule
from simulator.model.model import CurvePoints

__all__ = ["kind_of", "read_curve", "read_curves", "read_schedule"]

Row = Callable[[str | int], str]
# A curve of at most so many points is read by comparing with each; a longer one is searched by halving.
COMPARED = 12


def read_curve(writer: Writer, curve: CurvePoints, value: str) -> str:
    """Write the reading of one curve. value: an operand."""
    return read_curves(writer, [curve], lambda place: value)(0)


def read_curves(writer: Writer, curves: Sequence[CurvePoints], argument: Row) -> Row:
    """Write the reading of a curve for each row; all are of one kind.

    Curves of fewer points are filled up with points that no value reaches.
    """
    most = max(len(curve.x) for curve in curves)
    tables = [writer.table(_stacked(curves, part, most)) for part in (_x, _y, _slopes)]
    lasts = writer.table([len(curve.x) - 1 for curve in curves], "i64")
    kind = kind_of(curves[0])

    def row(place: str | int) -> str:
        start = writer.offset(place, most)
        end = writer.plus(start, len(curves[0].x) - 1 if len(curves) == 1 else writer.entry(lasts, place, "i64"))
        value = argument(place)
        x, y, slope = _points(writer, tables, (start, most), value)
        ends = [_entry(writer, table, at) for at in (start, end) for table in tables]
        if kind == "hold_backward":
            return writer.select(writer.compare("uno", value, value), value, y)
        if kind == "extrapolate":
            end = writer.plus(end, -1)
            return _extrapolated(writer, value, (x, y, slope), (*ends, _entry(writer, tables[2], end)))
        inside = _line(writer, value, x, y, slope)
        below, above = writer.compare("olt", value, ends[0]), writer.compare("oge", value, ends[3])
        return writer.select(below, ends[1], writer.select(above, ends[4], inside))

    return row


def kind_of(curve: CurvePoints) -> str:
    """Return how a curve is read: one point has no line to go on along."""
    return curve.kind if len(curve.x) > 1 or curve.kind != "extrapolate" else "interpolate"


def _x(curve: CurvePoints) -> np.ndarray:
    return curve.x


def _y(curve: CurvePoints) -> np.ndarray:
    return curve.y


def _slopes(curve: CurvePoints) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.append(np.diff(curve.y) / np.diff(curve.x), 0.0)


def _stacked(curves: Sequence[CurvePoints], part: Callable[[CurvePoints], np.ndarray], most: int) -> np.ndarray:
    """Put a part of all curves one after the other, each filled up to the same length; infinity reads the last y."""
    stacked = np.empty((len(curves), most))
    for place, curve in enumerate(curves):
        stacked[place] = np.inf if part is _x else part(curve)[-1]
        stacked[place, : len(curve.x)] = part(curve)
    return stacked.ravel()


def _entry(writer: Writer, table: str, place: str | int) -> str:
    return writer.spread(writer.entry(table, place))


def _line(writer: Writer, value: str, x: str, y: str, slope: str) -> str:
    """Write slope * (value - x) + y, in that order."""
    risen = writer.arithmetic("fmul", slope, writer.arithmetic("fsub", value, x))
    return writer.arithmetic("fadd", risen, y)


def _points(writer: Writer, tables: Sequence[str], stretch: tuple[str | int, int], value: str) -> tuple[str, str, str]:
    """Write the search for the last point at or before a value; the first one where there is none.

    stretch: where the curve begins in the tables, and its points.
    """
    start, count = stretch
    if count <= COMPARED:
        found = [_entry(writer, table, start) for table in tables]
        for point in range(1, count):
            at = writer.plus(start, point)
            x = _entry(writer, tables[0], at)
            reached = writer.compare("oge", value, x)
            others = [_entry(writer, table, at) for table in tables[1:]]
            found = [writer.select(reached, new, old) for new, old in zip([x, *others], found, strict=True)]
        return found[0], found[1], found[2]
    return _searched(writer, tables, (start, count), value)


def _searched(
    writer: Writer, tables: Sequence[str], stretch: tuple[str | int, int], value: str
) -> tuple[str, str, str]:
    start, count = stretch
    whole = writer.of("i64")
    base = writer.spread_whole(start)
    place = writer.whole(0)
    leap = 1 << (count - 1).bit_length() - 1
    while leap:
        ahead = writer.let(f"add nuw nsw {whole} {place}, {writer.whole(leap)}")
        exists = writer.let(f"icmp ult {whole} {ahead}, {writer.whole(count)}")
        safe = writer.let(f"select {writer.truth} {exists}, {whole} {ahead}, {whole} {place}")
        at = writer.let(f"add nuw nsw {whole} {base}, {safe}")
        reached = writer.compare("oge", value, writer.gather(tables[0], at))
        place = writer.let(f"select {writer.truth} {reached}, {whole} {safe}, {whole} {place}")
        leap //= 2
    at = writer.let(f"add nuw nsw {whole} {base}, {place}")
    x, y, slope = (writer.gather(table, at) for table in tables)
    return x, y, slope


def _extrapolated(writer: Writer, value: str, point: tuple[str, str, str], ends: tuple[str, ...]) -> str:
    """Write a curve that goes on beyond its ends along its first and last lines.

    point: x, y and slope at or before the value. ends: x, y, slope of the first point; the same of the last; the slope
    of the last line.
    """
    inside = _line(writer, value, *point)
    inside = writer.select(writer.compare("oeq", value, ends[3]), ends[4], inside)
    below = _extended(writer, value, (ends[0], ends[1], ends[2]))
    above = _extended(writer, value, (ends[3], ends[4], ends[6]))
    outside = writer.select(writer.compare("ogt", value, ends[3]), above, inside)
    return writer.select(writer.compare("olt", value, ends[0]), below, outside)


def _extended(writer: Writer, value: str, point: tuple[str, str, str]) -> str:
    """Write y + (value - x) * slope, in that order."""
    x, y, slope = point
    return writer.arithmetic("fadd", y, writer.arithmetic("fmul", writer.arithmetic("fsub", value, x), slope))


def read_schedule(writer: Writer, node: Schedule, values: Row, time: str) -> str:
    """Write the reading of a schedule at a time. values: writes the value at a knot."""
    knots = node.knots.tolist()
    held = values(0)
    if len(knots) == 1:
        return held
    following, begin, length = values(1), writer.number(knots[0]), writer.number(knots[1] - knots[0])
    for place in range(1, len(knots)):
        reached = writer.compare("oge", time, writer.number(knots[place]))
        held = writer.select(reached, values(place), held)
        if place < len(knots) - 1:
            following = writer.select(reached, values(place + 1), following)
            begin = writer.select(reached, writer.number(knots[place]), begin)
            length = writer.select(reached, writer.number(knots[place + 1] - knots[place]), length)
    if node.kind == "step":
        return held
    share = writer.arithmetic("fdiv", writer.arithmetic("fsub", time, begin), length)
    if node.kind == "growth":
        ratio = writer.call(f"power.v{writer.width}", writer.arithmetic("fdiv", following, held), share)
        between = writer.arithmetic("fmul", held, ratio)
    else:
        risen = writer.arithmetic("fmul", writer.arithmetic("fsub", following, held), share)
        between = writer.arithmetic("fadd", held, risen)
    outside = writer.logic(
        "or",
        writer.compare("olt", time, writer.number(knots[0])),
        writer.compare("oge", time, writer.number(knots[-1])),
    )
    return writer.select(outside, held, between)
