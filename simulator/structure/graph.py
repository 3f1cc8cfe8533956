"""Which variable of a model reads which: the causal graph, arrays taken as one variable each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from simulator.model.expression import Expression
from simulator.model.model import Model
from simulator.model.order import references

__all__ = ["Graph", "graph_of"]


@dataclass(frozen=True, eq=False)
class Graph:
    """The links of a model. A node is the number of a variable.

    reads:  (node,), what its equations read while running; a stock's net flow may read the stock itself.
    starts: (node,), what only its initial value, or the length of its delay, reads.
    """

    reads: tuple[tuple[int, ...], ...]
    starts: tuple[tuple[int, ...], ...]

    @cached_property
    def feeds(self) -> tuple[tuple[int, ...], ...]:
        """(node,), the nodes that read it while running."""
        return _turned(self.reads)

    @cached_property
    def starts_of(self) -> tuple[tuple[int, ...], ...]:
        """(node,), the nodes whose initial value reads it."""
        return _turned(self.starts)

    @property
    def n_links(self) -> int:
        """How many links there are while running."""
        return sum(map(len, self.reads))


def graph_of(model: Model) -> Graph:
    """Find the links of a model."""
    reads: list[dict[int, None]] = [{} for _ in model.variables]
    starts: list[dict[int, None]] = [{} for _ in model.variables]
    for equation in model.equations:
        reads[equation.variable] |= _read(equation.expression, False)
        for part in (equation.initial, equation.delay):
            if part is not None:
                starts[equation.variable] |= _read(part, True)
        if not equation.is_state:
            starts[equation.variable] |= _read(equation.expression, True)
    only = [[each for each in late if each not in early] for late, early in zip(starts, reads, strict=True)]
    return Graph(_frozen(reads), _frozen(only))


def _read(part: Expression, initial: bool) -> dict[int, None]:
    return dict.fromkeys(variable for variable, _ in references(part, initial))


def _frozen(lists: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(each)) for each in lists)


def _turned(links: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in links]
    for node, others in enumerate(links):
        for other in others:
            found[other].append(node)
    return _frozen(found)
