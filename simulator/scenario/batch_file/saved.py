"""`save`: what is kept of every member."""

from __future__ import annotations

from simulator.scenario.batch import Save
from simulator.scenario.layer import Entry
from simulator.scenario.names import ModelNames
from simulator.scenario.naming import labelled_named
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, mistyped

__all__ = ["read_save"]

_KEYS = ("variables", "every", "window", "members", "bands")


def read_save(section: Entry, known: ModelNames, faults: list[Fault]) -> Save:
    """Read what is kept; what is not told, or faulty, is as in a batch without `save`."""
    node, plain = section.value, Save()
    if not isinstance(node, Pairs) or not node.pairs:
        expected = f"Expected a map with {', '.join(_KEYS)}. Write one, or remove save."
        faults.append(Fault(node.place, mistyped(node) or f"save is {describe(node)}. {expected}"))
        return plain
    faults.extend(unknown(key.place, "key", key.text, _KEYS) for key, _ in node.pairs if key.text not in _KEYS)
    fields = {key.text: value for key, value in node.pairs}
    return Save(
        variables=_variables(fields["variables"], "variables", known, faults) if "variables" in fields else (),
        every=_every(fields["every"], faults) if "every" in fields else plain.every,
        window=_window(fields["window"], known, faults) if "window" in fields else None,
        members=_members(fields["members"], faults) if "members" in fields else plain.members,
        bands=_variables(fields["bands"], "bands", known, faults) if "bands" in fields else None,
    )


def _variables(node: Node, key: str, known: ModelNames, faults: list[Fault]) -> tuple[str, ...]:
    """Read a list of labelled variables, or all."""
    if isinstance(node, Scalar) and node.text == "all":
        return tuple(known.labels)
    if not isinstance(node, Items):
        told = f"{key} is {describe(node)}. Expected a list such as [GDP, population], or all. Write one."
        faults.append(Fault(node.place, told))
        return ()
    names: dict[str, Node] = {}
    for item in node.items:
        if not isinstance(item, Scalar) or item.value is None:
            faults.append(Fault(item.place, f"{key} holds {describe(item)}. Expected names of variables. Write one."))
            continue
        name = labelled_named(item, known)
        if isinstance(name, Fault):
            faults.append(name)
        elif name in names:
            faults.append(Fault(item.place, f"{key} has {name!r} twice. Expected it once. Remove one."))
        else:
            names[name] = item
    return tuple(names)


def _every(node: Node, faults: list[Fault]) -> int:
    """Read after how many years values are kept again."""
    value = bare_number(node, "every")
    if not isinstance(value, Fault) and (value != int(value) or value < 1):
        told = f"every is {describe(node)}. Expected a whole number of years, 1 or more. Correct it."
        value = Fault(node.place, told)
    if isinstance(value, Fault):
        faults.append(value)
        return 1
    return int(value)


def _window(node: Node, known: ModelNames, faults: list[Fault]) -> tuple[int, int] | None:
    """Read the first and the last year that are kept."""
    if not isinstance(node, Items) or len(node.items) != 2:
        told = f"a list of {len(node.items)}" if isinstance(node, Items) else describe(node)
        faults.append(Fault(node.place, f"window is {told}. Expected [first year, last year]. Write both."))
        return None
    read = [bare_number(each, "window") for each in node.items]
    faults.extend(each for each in read if isinstance(each, Fault))
    years = [each for each in read if not isinstance(each, Fault)]
    if len(years) < 2:
        return None
    first, last = years
    low, high = known.period or (first, last)
    if first > last or first != int(first) or last != int(last) or first < low or last > high:
        told = f"window is {first:g} to {last:g}. Expected whole years in the run, {low:g} to {high:g}, in order"
        faults.append(Fault(node.place, f"{told}. Correct them."))
        return None
    return int(first), int(last)


def _members(node: Node, faults: list[Fault]) -> bool:
    """Read whether members are written one by one."""
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    faults.append(Fault(node.place, f"members is {describe(node)}. Expected true or false. Write one."))
    return True
