"""Which constant or variable a scenario's word stands for, or what to do with a word that stands for none."""

import re
from collections.abc import Iterable, Iterator

from simulator.scenario.names import ModelNames
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Scalar
from simulator.scenario.spelling import nearest, normal, spelled

__all__ = ["constant_named", "imposable_named", "labelled_named"]

_STEP = "Remove it; --time-step on the command line changes the step"
_LEVERS_SEEN = "simulator explain SCENARIO lists the levers"
_VARIABLES_SEEN = "labels.csv in the model's folder lists what is shown"


def constant_named(written: Scalar, known: ModelNames) -> str | Fault:
    """Find a constant, as the model spells it."""
    name = spelled(written.text, known.constants)
    if name is not None:
        return name
    neither = _neither(written, known)
    if neither is not None:
        return neither
    produced = _called(written.text, known.imposable, known)
    if produced is not None:
        move = "Move it to impose" if written.place.line else "Write it under impose in a scenario file, and run that"
        told = f"the model produces {produced!r}, so it cannot be set. Expected a constant. {move}."
        return Fault(written.place, told)
    elements = _elements(written.text, known.constants)
    if elements:
        return Fault(written.place, _of_elements(written.text, elements))
    return _unknown(written, "lever or constant", known.constants, known, _LEVERS_SEEN)


def imposable_named(written: Scalar, known: ModelNames) -> str | Fault:
    """Find a variable that can be imposed, as the model spells it."""
    name = spelled(written.text, known.imposable)
    if name is not None:
        return name
    constant = _called(written.text, known.constants, known)
    if constant is not None:
        told = f"{constant!r} is a constant, so it is not imposed. Expected a produced variable. Move it to set."
        return Fault(written.place, told)
    neither = _neither(written, known)
    if neither is not None:
        return neither
    elements = _elements(written.text, known.imposable)
    if elements:
        return Fault(written.place, _of_elements(written.text, elements))
    return _unknown(written, "variable", known.imposable, known, _VARIABLES_SEEN)


def labelled_named(written: Scalar, known: ModelNames) -> str | Fault:
    """Find a variable that tables show, as the model spells it."""
    name = spelled(written.text, known.labels)
    if name is not None:
        return name
    if spelled(written.text, [*known.constants, *known.imposable, *known.stocks]) is not None:
        told = f"{written.text!r} is not shown, so it has no unit or label here. Expected a variable of labels.csv"
        return Fault(written.place, f"{told}. Add it to labels.csv in the model's folder, or remove it.")
    return _unknown(written, "shown variable", known.labels, known, _VARIABLES_SEEN)


def _neither(written: Scalar, known: ModelNames) -> Fault | None:
    """Word a name that can neither be set nor imposed: a time setting, a growth rate, a stock; None for any other."""
    if spelled(written.text, known.settings) is not None:
        told = f"{written.text!r} is a time setting of the model, which no scenario changes. Expected another name"
        return Fault(written.place, f"{told}. {_STEP}.")
    growth = _called(written.text, known.growths, known)
    if growth is not None:
        of = known.growths[growth]
        told = f"{growth!r} is how fast {of!r} grows, computed from its yearly totals. Expected the variable itself"
        since = f"{known.period[0]:g}" if known.period else "2025"
        return Fault(written.place, f"{told}. Impose {of}: {{growth: 5.5 %/year, from: {since}}} in a scenario file.")
    stock = _called(written.text, known.stocks, known)
    if stock is None:
        elements = _elements(written.text, known.stocks)
        stock = written.text if elements else None
    if stock is not None:
        told = f"{stock!r} is a stock: its flows make it. Expected a constant to set, or a computed variable to impose"
        return Fault(written.place, f"{told}. Impose one of its flows in a scenario file.")
    return None


def _called(text: str, names: Iterable[str], known: ModelNames) -> str | None:
    """Find a name by its spelling, or by one of its labels."""
    names = list(names)
    found = spelled(text, names)
    return found or next((name for name in names if spelled(text, _labels(name, known)) is not None), None)


def _labels(name: str, known: ModelNames) -> tuple[str, ...]:
    """Give the further names of a constant or a variable, with and without what stands in parentheses behind them."""
    lever = known.levers.get(name)
    labels = (lever.en, lever.zh) if lever else known.labels.get(name, ())
    return tuple(dict.fromkeys(each for label in labels for each in (re.split(r" ?[(（]", label)[0], label) if each))


def _elements(text: str, names: Iterable[str]) -> list[str]:
    """Give the elements of a variable."""
    return [each for each in names if normal(each).startswith(normal(text) + "[")]


def _of_elements(text: str, elements: list[str]) -> str:
    """Word a variable that was named without its element."""
    some = ", ".join(map(repr, elements[:5])) + (f" and {len(elements) - 5} more" if len(elements) > 5 else "")
    return f"{text!r} has elements. Expected one of {some}. Name the element."


def _unknown(written: Scalar, kind: str, names: Iterable[str], known: ModelNames, seen: str) -> Fault:
    """Word a name that is not known; it may be like a label, which is then given beside the name."""
    names = list(names)
    owners = {label: name for name, label in _all_labels(names, known)}
    told: dict[str, str] = {}
    for each in nearest(written.text, [*names, *owners]):
        told.setdefault(owners.get(each, each), f"{owners[each]!r} ({each})" if each in owners else repr(each))
    if not any(each.endswith(")") for each in told.values()):
        return unknown(written.place, kind, written.text, names, seen=seen)
    near = ", ".join(told.values())
    return Fault(written.place, f"no {kind} {written.text!r}. Nearest: {near}. Write the model's name.")


def _all_labels(names: list[str], known: ModelNames) -> Iterator[tuple[str, str]]:
    """Give (name, label) for every label that is not a name itself."""
    for name in names:
        yield from ((name, label) for label in _labels(name, known) if normal(label) != normal(name))
