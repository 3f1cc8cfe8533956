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
    parts = [row(writer.offset(group, node.inner, inner)) for inner in range(node.inner)]
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
        start = writer.offset(group, node.inner)
        own = writer.offset(group, half, first)
        with writer.loop(half) as place:
            left = writer.plus(start, place)
            right = writer.plus(left, half)
            writer.store(combine(writer, row(left), row(right)), "%work", writer.plus(own, place))
        if node.inner % 2:
            last = row(writer.offset(group, node.inner, node.inner - 1))
            writer.store(combine(writer, _load(writer, own), last), "%work", own)
        left_over = half
        while left_over > 1:
            _halve(writer, combine, own, left_over)
            left_over //= 2


def _halve(writer: Writer, combine: Combine, own: str | int, count: int) -> None:
    """Combine the first half of what is left of a group with the second."""
    half = count // 2
    with writer.loop(half) as place:
        at = writer.plus(own, place)
        other = _load(writer, writer.plus(at, half))
        writer.store(combine(writer, _load(writer, at), other), "%work", at)
    if count % 2:
        last = _load(writer, writer.plus(own, count - 1))
        writer.store(combine(writer, _load(writer, own), last), "%work", own)


def _groups(writer: Writer, count: int) -> AbstractContextManager[str | int]:
    """Write a loop over groups, or none where there is one."""
    return writer.loop(count) if count > 1 else nullcontext(0)


def _load(writer: Writer, place: str | int) -> str:
    return writer.load("%work", place)
