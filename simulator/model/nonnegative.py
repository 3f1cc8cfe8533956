"""Stocks that cannot become negative: no flow takes more out of one within a time step than is in it.

What a flow may take of a stock is what it holds over the time step, and what flows in, less what the outflows before
it take: the first outflow named comes first. The flow itself is limited, so that what leaves one stock arrives in the
next.

- With fixed steps a stock ends a step at zero at the least. With scipy the time step is the model's own as well: a
  stock that is drawn on without end approaches zero within some time steps, and an empty stock hands on its inflow.
- What flows in does not count where it depends on that outflow in turn (two stocks that feed each other), so that no
  circle arises; the stock is then safe all the same.
- A flow that is written as outflow of several stocks, which Stella does not draw, is left alone; the net flow of the
  stock is limited instead.

Source: XMILE 1.0, section 4.2 (non_negative; the order of outflows is their priority); Stella Online Help,
Non-negative stocks. That inflow counts, and scipy: ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from simulator.model.order import groups_of
from simulator.model.source import Definition
from simulator.model.syntax import Call, Name, Number, Syntax, parts_of

# A stock as the reader hands it over: its inflows, its outflows (each group a call of its own) and its initial value.
STOCK, NON_NEGATIVE = "stock with flows", "non negative stock with flows"
_ZERO = Number(0.0)
_STEP = Name("time step")


def stock_with_flows(inflows: Iterable[str], outflows: Iterable[str], initial: Syntax, non_negative: bool) -> Syntax:
    """Write a stock of some flows, by key."""
    flows = [Call("inflows", tuple(map(Name, inflows))), Call("outflows", tuple(map(Name, outflows)))]
    return Call(NON_NEGATIVE if non_negative else STOCK, (*flows, initial))


def _flows_of(stock: Call) -> list[tuple[str, ...]]:
    """Return the keys of the inflows and those of the outflows."""
    groups = [each for each in stock.arguments[:2] if isinstance(each, Call)]
    return [tuple(each.key for each in group.arguments if isinstance(each, Name)) for group in groups]


def _net_flow(inflows: Iterable[str], outflows: Iterable[str]) -> Syntax:
    """Write what flows in less what flows out, in the order in which they are named."""
    flow: Syntax | None = None
    for name in inflows:
        flow = Name(name) if flow is None else Call("+", (flow, Name(name)))
    for name in outflows:
        flow = Call("negative", (Name(name),)) if flow is None else Call("-", (flow, Name(name)))
    return flow or _ZERO


@dataclass(frozen=True)
class _Stock:
    """A non-negative stock by key. inflows, outflows: keys of flows that there are."""

    key: str
    inflows: tuple[str, ...]
    outflows: tuple[str, ...]


def lower_stocks(definitions: Mapping[str, Definition]) -> dict[str, Definition]:
    """Write every stock with flows as INTEG, and limit the flows of non-negative ones. definitions: by key."""
    stocks = [found for key, each in definitions.items() if (found := _stock(key, each, definitions))]
    limits = _Limits(definitions, stocks)
    changed = dict(definitions)
    for stock in stocks:
        for key, room in limits.rooms(stock):
            changed[key] = _limited(changed[key], key in stock.outflows, room)
    clamped = {stock.key for stock in stocks if limits.is_open(stock)}
    for key, definition in definitions.items():
        if _is_stock(definition):
            changed[key] = _lowered(definition, key, key in clamped)
    return changed


def _is_stock(definition: Definition) -> bool:
    kinds = {part.syntax.function for part in definition.components if isinstance(part.syntax, Call)}
    return bool(kinds & {STOCK, NON_NEGATIVE})


def _stock(key: str, definition: Definition, definitions: Mapping[str, Definition]) -> _Stock | None:
    syntax = definition.components[0].syntax if definition.components else None
    if not isinstance(syntax, Call) or syntax.function != NON_NEGATIVE:
        return None
    inflows, outflows = ([each for each in dict.fromkeys(keys) if each in definitions] for keys in _flows_of(syntax))
    return _Stock(key, tuple(inflows), tuple(outflows))


def _lowered(definition: Definition, key: str, clamped: bool) -> Definition:
    """Write a stock as INTEG; clamped: of no less than what empties it."""
    parts = []
    for part in definition.components:
        assert isinstance(part.syntax, Call)
        flow = _net_flow(*_flows_of(part.syntax))
        if clamped:
            held = Call("/", (Call("max", (Name(key), _ZERO)), _STEP))
            flow = Call("max", (flow, Call("negative", (held,))))
        parts.append(replace(part, syntax=Call("integ", (flow, part.syntax.arguments[2]))))
    return replace(definition, components=tuple(parts))


def _limited(definition: Definition, is_out: bool, room: Syntax) -> Definition:
    """Let a flow take no more than there is room for: as outflow, or as inflow that runs backwards."""

    def limit(syntax: Syntax) -> Syntax:
        return Call("min", (syntax, room)) if is_out else Call("max", (syntax, Call("negative", (room,))))

    return replace(
        definition,
        components=tuple(replace(part, syntax=limit(part.syntax)) for part in definition.components),
    )


class _Limits:
    """What the flows of each stock may take.

    links: takers of a stock -> the flows of it that its limit reads, but for those that depend on the taker in turn.
    """

    def __init__(self, definitions: Mapping[str, Definition], stocks: list[_Stock]) -> None:
        self._forwards = {key for key, each in definitions.items() if _is_forwards(each)}
        self._shared = _shared_flows(definitions)
        self._links: dict[tuple[str, str], list[str]] = {}
        wanted: dict[str, list[str]] = {}
        for stock in stocks:
            takers = self._takers(stock)
            for number, taker in enumerate(takers):
                read = [each for each in stock.inflows if each != taker] + takers[:number]
                self._links[stock.key, taker] = list(dict.fromkeys(read))
                wanted.setdefault(taker, []).extend(read)
        group = _groups(definitions, wanted)
        self._left_out = {
            (taker, each) for (_, taker), read in self._links.items() for each in read if group[taker] == group[each]
        }

    def _takers(self, stock: _Stock) -> list[str]:
        """Return the flows that may take from a stock, the first one first."""
        backwards = [each for each in stock.inflows if each not in self._forwards]
        return [each for each in (*stock.outflows, *backwards) if each not in self._shared]

    def is_open(self, stock: _Stock) -> bool:
        """Tell whether limiting the flows alone may leave the stock negative."""
        takers = self._takers(stock)
        backwards = [each for each in stock.inflows if each not in self._forwards]
        left_out = [(taker, each) for taker in takers for each in takers if (taker, each) in self._left_out]
        return bool(self._shared & {*stock.outflows, *backwards}) or bool(left_out)

    def rooms(self, stock: _Stock) -> Iterable[tuple[str, Syntax]]:
        """Yield each flow that takes from a stock with the most that it may take."""
        takers = self._takers(stock)
        for number, taker in enumerate(takers):
            room: Syntax = Call("/", (Name(stock.key), _STEP))
            for each in self._links[stock.key, taker]:
                if (taker, each) in self._left_out:
                    continue
                if each in stock.inflows and each != taker:
                    room = Call("+", (room, self._forward(each)))
                if each in takers[:number]:
                    room = Call("-", (room, self._taken(stock, each)))
            yield taker, Call("max", (room, _ZERO))

    def _forward(self, key: str) -> Syntax:
        return Name(key) if key in self._forwards else Call("max", (Name(key), _ZERO))

    def _taken(self, stock: _Stock, key: str) -> Syntax:
        if key in stock.outflows:
            return self._forward(key)
        return Call("max", (Call("negative", (Name(key),)), _ZERO))


def _is_forwards(definition: Definition) -> bool:
    """Tell whether a flow is written so that it never runs backwards."""
    return all(
        isinstance(part.syntax, Call) and part.syntax.function == "max" and part.syntax.arguments[1:] == (_ZERO,)
        for part in definition.components
    )


def _shared_flows(definitions: Mapping[str, Definition]) -> set[str]:
    """Return the flows that leave more than one stock or enter more than one."""
    counts: Counter[tuple[str, int]] = Counter()
    for definition in filter(_is_stock, definitions.values()):
        syntax = definition.components[0].syntax
        assert isinstance(syntax, Call)
        counts.update({(key, side) for side, keys in enumerate(_flows_of(syntax)) for key in keys})
    return {key for (key, _), count in counts.items() if count > 1}


def _groups(definitions: Mapping[str, Definition], wanted: Mapping[str, list[str]]) -> dict[str, int]:
    """Number the groups of variables that would depend on one another; a stock depends on nothing."""
    keys = list(definitions)
    numbers = {key: number for number, key in enumerate(keys)}
    edges = []
    for key in keys:
        read = set(wanted.get(key, ()))
        for part in definitions[key].components:
            if not (isinstance(part.syntax, Call) and part.syntax.function in (STOCK, NON_NEGATIVE)):
                read |= {node.key for node in parts_of(part.syntax) if isinstance(node, Name)}
        edges.append([numbers[each] for each in sorted(read) if each in numbers])
    return {keys[member]: number for number, group in enumerate(groups_of(edges)) for member in group}
