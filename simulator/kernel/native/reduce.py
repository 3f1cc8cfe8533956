"""Reductions as trees in the order of kernel/functions.py: halves are combined, an odd row goes to the first."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from simulator.kernel.native.operations import greater, lesser
from simulator.kernel.native.writer import Writer
from simulator.model.expression import Reduction

__all__ = ["reduce_at_once", "reduce_in_place"]

Row = Callable[[str | int], str]
Combine = Callable[[Writer, str, str], str]

COMBINE: dict[str, Combine] = {
    "sum": lambda writer, left, right: writer.arithmetic("fadd", left, right),
    "prod": lambda writer, left, right: writer.arithmetic("fmul", left, right),
    "vmin": lesser,
    "vmax": greater,
}


def reduce_at_once(writer: Writer, node: Reduction, row: Row, group: str | int) -> str:
    """Write the whole tree of one group, without a loop. row: writes a row of the argument."""
    combine = COMBINE[node.function]
    parts = [row(_at(writer, group, node.inner, inner)) for inner in range(node.inner)]
    while len(parts) > 1:
        half = len(parts) // 2
        paired = [combine(writer, parts[place], parts[half + place]) for place in range(half)]
        if len(parts) % 2:
            paired[0] = combine(writer, paired[0], parts[-1])
        parts = paired
    return parts[0]


def reduce_in_place(writer: Writer, node: Reduction, row: Row, first: int) -> None:
    """Reduce every group by loops, in working memory.

    row:   writes a row of the argument.
    first: the slot of working memory from which on there is room for half of every group; the result of a group lies
           in the first slot of its half.
    """
    combine, half = COMBINE[node.function], node.inner // 2
    with _groups(writer, node.size) as group:
        start = _at(writer, group, node.inner, 0)
        own = _at(writer, group, half, first)
        with writer.loop(half) as place:
            left, right = _plus(writer, start, place, 0), _plus(writer, start, place, half)
            writer.store(combine(writer, row(left), row(right)), "%work", _plus(writer, own, place, 0))
        if node.inner % 2:
            last = row(_at(writer, group, node.inner, node.inner - 1))
            writer.store(combine(writer, _load(writer, own), last), "%work", own)
        left_over = half
        while left_over > 1:
            _halve(writer, combine, own, left_over)
            left_over //= 2


def _halve(writer: Writer, combine: Combine, own: str | int, count: int) -> None:
    """Combine the first half of what is left of a group with the second."""
    half = count // 2
    with writer.loop(half) as place:
        at = _plus(writer, own, place, 0)
        other = _load(writer, _plus(writer, own, place, half))
        writer.store(combine(writer, _load(writer, at), other), "%work", at)
    if count % 2:
        last = _load(writer, _plus(writer, own, count - 1, 0))
        writer.store(combine(writer, _load(writer, own), last), "%work", own)


def _groups(writer: Writer, count: int) -> AbstractContextManager[str | int]:
    """Write a loop over groups, or none where there is one."""
    return writer.loop(count) if count > 1 else nullcontext(0)


def _load(writer: Writer, place: str | int) -> str:
    return writer.load("%work", place, writer.width == 1)


def _at(writer: Writer, group: str | int, stride: int, inner: int) -> str | int:
    """Return group * stride + inner."""
    if isinstance(group, int):
        return group * stride + inner
    scaled = writer.let(f"mul nuw nsw i64 {group}, {stride}")
    return writer.let(f"add nuw nsw i64 {scaled}, {inner}") if inner else scaled


def _plus(writer: Writer, start: str | int, place: str | int, more: int) -> str | int:
    """Return start + place + more."""
    if isinstance(start, int) and isinstance(place, int):
        return start + place + more
    if isinstance(place, int):
        return writer.let(f"add nuw nsw i64 {start}, {place + more}") if place + more else start
    known = start if isinstance(start, str) else (writer.let(f"add nuw nsw i64 {place}, {start}") if start else place)
    both = writer.let(f"add nuw nsw i64 {start}, {place}") if isinstance(start, str) else known
    return writer.let(f"add nuw nsw i64 {both}, {more}") if more else both
