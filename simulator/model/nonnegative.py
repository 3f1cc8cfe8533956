"""Stocks that cannot become negative: no flow takes more out of one within a time step than is in it.

What a flow may take of a stock is what it holds over the time step, and what flows in, less what the outflows before
it take: the first outflow named comes first. The flow itself is limited, so that what leaves one stock arrives in the
next.

- With fixed steps a stock ends a step at zero at the least. With scipy the time step is the model's own as well: a
  stock that is drawn on without end approaches zero within some time steps, and an empty stock hands on its inflow.
- What flows in does not count where it depends on that outflow in turn (two stocks that feed each other), so that no
  circle arises; the stock is then safe all the same. Where two flows that run both ways wait for each other, what the
  first asks for counts, not what it gets.
- A flow that is written as outflow of several stocks, which Stella does not draw, is left alone; the net flow of the
  stock is limited instead.

Source: XMILE 1.0, section 4.2 (non_negative; the order of outflows is their priority); outputs of sdCloud (test-models,
non_negative_all). That inflow counts, and the meaning with scipy: ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from simulator.model.order import groups_of
from simulator.model.source import Component, Definition
from simulator.model.syntax import Call, Name, Number, Syntax, key_of, parts_of

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


@dataclass(frozen=True)
class _Stock:
    """A non-negative stock by key. inflows, outflows: keys of flows that there are."""

    key: str
    inflows: tuple[str, ...]
    outflows: tuple[str, ...]


# A stock, a flow that takes from it, and a flow that its limit reads.
_Link = tuple[_Stock, str, str]


def lower_stocks(definitions: Mapping[str, Definition]) -> dict[str, Definition]:
    """Write every stock with flows as INTEG, and limit the flows of non-negative ones. definitions: by key."""
    stocks = [found for key, each in definitions.items() if (found := _stock(key, each, definitions))]
    limits = _Limits(definitions, stocks)
    changed = limits.definitions
    for stock in stocks:
        for key, room in limits.rooms(stock):
            limited = limits.limited(stock, key)
            changed[limited] = _each(changed[limited], partial(_limit, key in stock.outflows, room))
    clamped = {stock.key for stock in stocks if limits.is_open(stock)}
    for key, definition in definitions.items():
        if _is_stock(definition):
            changed[key] = _each(definition, partial(limits.lowered, key, key in clamped))
    return changed


def _each(definition: Definition, right_side: Callable[[Component], Syntax]) -> Definition:
    """Write each equation of a variable anew."""
    return replace(
        definition, components=tuple(replace(part, syntax=right_side(part)) for part in definition.components)
    )


def _limit(is_out: bool, room: Callable[[Component], Syntax], part: Component) -> Syntax:
    """Let a flow take no more than there is room for: as outflow, or as inflow that runs backwards."""
    if is_out:
        return Call("min", (part.syntax, room(part)))
    return Call("max", (part.syntax, Call("negative", (room(part),))))


def _is_stock(definition: Definition) -> bool:
    kinds = {part.syntax.function for part in definition.components if isinstance(part.syntax, Call)}
    return bool(kinds & {STOCK, NON_NEGATIVE})


def _stock(key: str, definition: Definition, definitions: Mapping[str, Definition]) -> _Stock | None:
    syntax = definition.components[0].syntax if definition.components else None
    if not isinstance(syntax, Call) or syntax.function != NON_NEGATIVE:
        return None
    inflows, outflows = ([each for each in dict.fromkeys(keys) if each in definitions] for keys in _flows_of(syntax))
    return _Stock(key, tuple(inflows), tuple(outflows))


class _Limits:
    """What the flows of each stock may take. A link says that the limit of a taker reads another flow.

    definitions: by key; an inflow that may run backwards is split in two: before it is limited as one, and after.
    before:      key of such a flow -> key of what it is before.
    """

    def __init__(self, definitions: Mapping[str, Definition], stocks: list[_Stock]) -> None:
        self.definitions = dict(definitions)
        self.before: dict[str, str] = {}
        self._demands: dict[str, str] = {}
        self._shared = _shared_flows(definitions)
        self._forwards = {key for key, each in definitions.items() if _is_forwards(each)}
        for key in (each for stock in stocks for each in self._backwards(stock)):
            if key not in self.before:
                self.before[key] = self._split(key, "before")
        takers = [(stock, taker) for stock in stocks for taker in self._takers(stock)]
        rivals = {(s, t, each) for s, t in takers for each in self._takers(s)[: self._takers(s).index(t)]}
        # where two takers wait for each other, what one asks for counts, not what it gets
        circular = self._circular(rivals)
        for each in {each for _, _, each in circular}:
            self._demands[each] = self._split(self.before.get(each, each), "demand")
        rivals = rivals - circular | {(s, t, self._demands[each]) for s, t, each in circular}
        self._open = self._circular(rivals)
        rivals -= self._open
        supplies = {(s, t, self.before.get(each, each)) for s, t in takers for each in s.inflows if each != t}
        self._links = rivals | (supplies - self._circular(supplies, rivals))

    def _circular(self, links: set[_Link], others: Iterable[_Link] = ()) -> set[_Link]:
        """Return the links to flows that depend on the taker in turn. others: links that are there as well."""
        if not links:
            return set()
        wanted: dict[str, set[str]] = {}
        for stock, taker, each in [*links, *others]:
            wanted.setdefault(self.limited(stock, taker), set()).add(each)
        group = _groups(self.definitions, wanted)
        return {
            (stock, taker, each) for stock, taker, each in links if group[each] == group[self.limited(stock, taker)]
        }

    def limited(self, stock: _Stock, taker: str) -> str:
        """Return the variable to which the limit of a taker is put."""
        return self.before.get(taker, taker) if taker in stock.outflows else taker

    def _backwards(self, stock: _Stock) -> list[str]:
        """Return the inflows that may take from a stock."""
        return [each for each in stock.inflows if each not in self._forwards and each not in self._shared]

    def _split(self, key: str, stage: str) -> str:
        """Let a hidden variable be what a flow is before it is limited; return its key."""
        definition = self.definitions[key]
        name = f"#{stage} {definition.shown}"
        self.definitions[key_of(name)] = replace(definition, name=name, hidden=True)
        self.definitions[key] = _each(definition, lambda part: self._at(key_of(name), part))
        if key in self._forwards:
            self._forwards.add(key_of(name))
        return key_of(name)

    def _takers(self, stock: _Stock) -> list[str]:
        """Return the flows that may take from a stock, the first one first."""
        outflows = [each for each in stock.outflows if each not in self._shared]
        return list(dict.fromkeys([*outflows, *self._backwards(stock)]))

    def is_open(self, stock: _Stock) -> bool:
        """Tell whether limiting the flows alone may leave the stock negative."""
        shared = [each for each in stock.inflows if each not in self._forwards] + list(stock.outflows)
        return bool(self._shared.intersection(shared)) or any(each == stock for each, _, _ in self._open)

    def rooms(self, stock: _Stock) -> Iterator[tuple[str, Callable[[Component], Syntax]]]:
        """Yield each flow that takes from a stock with the most that it may take in each of its equations."""
        for taker in self._takers(stock):
            yield taker, partial(self._room, stock, taker)

    def _room(self, stock: _Stock, taker: str, part: Component) -> Syntax:
        room: Syntax = Call("/", (self._at(stock.key, part), _STEP))
        for each in stock.inflows:
            supply = self.before.get(each, each)
            if (stock, taker, supply) in self._links:
                room = Call("+", (room, self._forward(self._at(supply, part))))
        for each in self._takers(stock):
            rival = next((key for key in (each, self._demands.get(each)) if (stock, taker, key) in self._links), None)
            if rival is not None:
                amount = self._at(rival, part)
                taken = self._forward(amount if each in stock.outflows else Call("negative", (amount,)))
                room = Call("-", (room, taken))
        return Call("max", (room, _ZERO))

    def _forward(self, amount: Syntax) -> Syntax:
        """Write an amount, or nothing where it runs backwards."""
        forwards = isinstance(amount, Name) and amount.key in self._forwards
        return amount if forwards else Call("max", (amount, _ZERO))

    def _at(self, key: str, part: Component) -> Name:
        """Write a variable for the elements of an equation: where elements of two dimensions share names, by name."""
        width = len(self.definitions[key].components[0].subscripts) if key in self.definitions else 0
        return Name(key, part.subscripts if width == len(part.subscripts) else ())

    def lowered(self, key: str, clamped: bool, part: Component) -> Syntax:
        """Write an equation of a stock as INTEG; clamped: of no less than what empties it."""
        assert isinstance(part.syntax, Call)
        inflows, outflows = _flows_of(part.syntax)
        flow: Syntax | None = None
        for each in inflows:
            flow = self._at(each, part) if flow is None else Call("+", (flow, self._at(each, part)))
        for each in outflows:
            out = self._at(each, part)
            flow = Call("negative", (out,)) if flow is None else Call("-", (flow, out))
        flow = flow or _ZERO
        if clamped:
            held = Call("/", (Call("max", (self._at(key, part), _ZERO)), _STEP))
            flow = Call("max", (flow, Call("negative", (held,))))
        return Call("integ", (flow, part.syntax.arguments[2]))


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


def _groups(definitions: Mapping[str, Definition], wanted: Mapping[str, Iterable[str]]) -> dict[str, int]:
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
