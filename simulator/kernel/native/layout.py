"""Where every value of a native program lies: shared constants, rows of a step, a member's constants, stocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.kernel.levels import CONSTANT, Plan, different_at_start, needed
from simulator.kernel.native.hoist import Sharing
from simulator.kernel.native.printer import Place
from simulator.model.model import Model

__all__ = ["DELAYS", "FLOW", "HOLD", "OBSERVE", "START", "WATCH", "Layout", "lay_out"]

# What a program's functions find: the first state, net flows, what is saved, values to be held, how long for.
START, FLOW, OBSERVE, HOLD, DELAYS = "start", "flow", "observe", "hold", "delays"
# Both net flows and what is saved.
WATCH = "watch"


@dataclass(frozen=True, eq=False)
class Layout:
    """How a program is laid out.

    wanted:      function -> the equations that it needs, directly or not.
    exported:    function -> shared equations that its part for members reads, and so the part for all writes into rows.
    constants:   places of shared constants in %u, inputs first. own: those of a member's constants in %m.
    rows:        places of exported equations in %row.
    all_stocks, own_stocks: slots in %s of stocks that all members share, and of the others; held values come last.
    different:   equations of constants alone that have another value at the start.
    """

    sharing: Sharing
    wanted: dict[str, set[int]]
    exported: dict[str, set[int]]
    constants: dict[int, Place]
    own: dict[int, Place]
    rows: dict[int, Place]
    all_stocks: dict[int, Place]
    own_stocks: dict[int, Place]
    different: set[int]

    def places(self, function: str, for_members: bool) -> dict[int, Place]:
        """Return what a function finds in memory."""
        found = {**self.constants, **(self.own if for_members else {})}
        if function == START:
            found = {each: place for each, place in found.items() if each not in self.different}
        found |= self.own_stocks if for_members else self.all_stocks
        rows = {each: place for each, place in self.rows.items() if each in self.exported.get(function, ())}
        # the part for all reads its stocks where they are; it writes rows, and reads there only what it has computed
        return found | ({each: place for each, place in rows.items() if for_members or each not in found})

    @property
    def plan(self) -> Plan:
        """The plan of the model."""
        return self.sharing.plan

    def needs(self, function: str, for_members: bool) -> set[int]:
        """Return the equations that a function needs; shared flows are found for those who watch as well."""
        watched = function == FLOW and not for_members and WATCH in self.wanted and any(self.sharing.varied)
        return self.wanted[WATCH if watched else function]

    def ordered(self, function: str, for_members: bool) -> list[int]:
        """Return the equations that a function evaluates, in order; no stocks but at the start."""
        order = self.plan.starting if function == START else self.plan.running
        known = self.places(function, for_members)
        chosen = []
        for each in order:
            if each not in self.needs(function, for_members) or self.sharing.varied[each] != for_members:
                continue
            is_state = each in self.plan.slots
            if (is_state and function == START) or (not is_state and known.get(each, _NOWHERE).pointer in ("", "%row")):
                chosen.append(each)
        return chosen


_NOWHERE = Place("", 0, True, 0)


def slots(places: dict[int, Place]) -> int:
    """Count the slots that places take."""
    return max((place.slot + place.rows for place in places.values()), default=0)


def lay_out(sharing: Sharing, saved: Iterable[int], sided: bool = True) -> Layout:
    """Lay out a model.

    saved: the equations that own what is saved. sided: whether flows and what is saved are found apart, see Course.
    """
    model, plan = sharing.model, sharing.plan
    saved = set(saved)
    flows = [model.equations[number].expression for number in plan.stocks]
    held = [model.equations[number].expression for number in plan.held]
    delays = [part for number in plan.held if (part := model.equations[number].delay) is not None]
    wanted = {
        START: needed(model, plan, plan.slots, initial=True),
        FLOW: needed(model, plan, plan.owners.read_by(flows, False)),
        OBSERVE: needed(model, plan, saved),
        HOLD: needed(model, plan, plan.owners.read_by(held, False)),
        DELAYS: needed(model, plan, plan.owners.read_by(delays, False)),
    }
    different = different_at_start(model, plan)
    exported = {each: _exported(sharing, each, wanted[each], (saved, different)) for each in wanted}
    if not sided:
        wanted[WATCH] = wanted[FLOW] | wanted[OBSERVE]
        exported[FLOW] = exported[WATCH] = exported[FLOW] | exported[OBSERVE]
    inputs = [number for number, equation in enumerate(model.equations) if equation.kind == "constant"]
    settled = [each for each in plan.running if plan.levels[each] == CONSTANT and each not in set(inputs)]
    constants = _places("%u", True, [*inputs, *(each for each in settled if not sharing.varied[each])], sharing)
    own = [each for each in [*inputs, *settled] if sharing.varied[each]]
    constants = {each: place for each, place in constants.items() if not sharing.varied[each]}
    return Layout(
        sharing,
        wanted,
        exported,
        constants,
        _places("%m", False, own, sharing),
        _places("%row", True, sorted(set().union(*exported.values())), sharing),
        _places("%s", True, [each for each in plan.slots if not sharing.varied[each]], sharing),
        _places("%s", False, [each for each in plan.slots if sharing.varied[each]], sharing),
        different,
    )


def _exported(sharing: Sharing, function: str, wanted: set[int], more: tuple[set[int], set[int]]) -> set[int]:
    """Find the shared equations, constants apart, that a function's part for members reads.

    more: the equations that own what is saved; constants that have another value at the start.
    """
    saved, different = more
    model, plan, varied = sharing.model, sharing.plan, sharing.varied
    if not any(varied):
        return set()
    initial = function == START
    readers = [each for each in wanted if varied[each]]
    parts = [part for each in readers for part in model.equations[each].parts(initial)]
    if function == FLOW:
        parts += [model.equations[each].expression for each in plan.stocks if varied[each]]
    read = set(plan.owners.read_by(parts, initial))
    if function == OBSERVE:
        read |= saved
    known = {each for each in read if plan.levels[each] == CONSTANT and not (initial and each in different)}
    return {each for each in read - known if not varied[each]}


def _places(pointer: str, shared: bool, numbers: Iterable[int], sharing: Sharing) -> dict[int, Place]:
    """Give equations places one after the other."""
    found, slot = {}, 0
    for number in numbers:
        rows = rows_of(sharing.model, sharing.plan, number)
        found[number] = Place(pointer, slot, shared, rows)
        slot += rows
    return found


def rows_of(model: Model, plan: Plan, number: int) -> int:
    """Return how many rows of an equation are kept: 1 where all its elements share one value."""
    return 1 if plan.shared[number] else len(model.equations[number].rows)
