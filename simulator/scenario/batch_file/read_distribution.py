"""What stands behind a drawn input: {normal: [1.0, 0.25], within: [0.3, 1.7]} and its kin, to a Distribution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.scenario.batch_file.input_line import ReadNumber
from simulator.scenario.batch_file.members_file import read_column
from simulator.scenario.distribution import DISTRIBUTIONS, LISTED, STRETCH, Distribution, distribution_slip
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Items, Node, Pairs, Scalar, describe, mistyped, number_of
from simulator.scenario.spelling import nearest

__all__ = ["Wanted", "read_distribution"]

# Numbers of a distribution that are in no unit, whatever is drawn.
_BARE = ("standard deviation of the logarithm", "alpha", "beta")
_SUCH_AS = "Expected a distribution such as {normal: [1.0, 0.25], within: [0.3, 1.7]}"


@dataclass(frozen=True)
class Wanted:
    """For what a distribution is read.

    what:   the input's name, for messages. number: reads a number of what is drawn.
    beside: finds a file by its path from the folder of the file that names it; None where no file may be named.
    """

    what: str
    number: ReadNumber
    beside: Callable[[str], tuple[Path, str]] | None = None


def read_distribution(node: Node, wanted: Wanted, faults: list[Fault]) -> Distribution | None:
    """Read a distribution; None where there is a fault."""
    if not isinstance(node, Pairs) or not node.pairs:
        told = f"{wanted.what} is {describe(node)}. {_SUCH_AS}. Write one."
        faults.append(Fault(node.place, mistyped(node) or told))
        return None
    before = len(faults)
    kinds = (*DISTRIBUTIONS, *LISTED)
    found: list[tuple[Scalar, Node]] = []
    bounds: Node | None = None
    for key, value in node.pairs:
        if key.text == "within":
            bounds = value
        elif key.text in kinds:
            found.append((key, value))
        else:
            is_within = nearest(key.text, (*kinds, "within"))[:1] == ("within",)
            called = "key" if is_within else "distribution"
            faults.append(unknown(key.place, called, key.text, ("within",) if is_within else kinds))
    if len(faults) > before:
        return None
    if len(found) != 1:
        told = " and ".join(key.text for key, _ in found) or "within alone"
        faults.append(Fault(node.place, f"{wanted.what} has {told}. {_SUCH_AS}. Keep one distribution."))
        return None
    (kind, value), within = found[0], None
    if bounds is not None:
        ends = _numbers(bounds, f"{wanted.what}: within", (("low", "high"),), wanted.number, faults)
        within = (ends[0], ends[1]) if ends else None
    numbers, weights = _content(kind.text, value, wanted, faults)
    if len(faults) > before:
        return None
    distribution = Distribution(kind.text, numbers, within, weights)
    slip = distribution_slip(distribution)
    if slip:
        place = bounds.place if slip.startswith("within") and bounds is not None else value.place
        faults.append(Fault(place, f"{wanted.what}: {slip} Correct it."))
        return None
    return distribution


def _content(kind: str, node: Node, wanted: Wanted, faults: list[Fault]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Read the numbers of a distribution and, of a discrete one, its weights."""
    what = f"{wanted.what}: {kind}"
    if kind == "empirical":
        return _from_file(node, what, wanted, faults), ()
    if kind == "discrete":
        return _discrete(node, what, wanted, faults)
    names = DISTRIBUTIONS[kind]
    choices = (names, (*names, *STRETCH)) if kind == "beta" else (names,)
    return _numbers(node, what, choices, wanted.number, faults), ()


def _numbers(
    node: Node, what: str, choices: tuple[tuple[str, ...], ...], read: ReadNumber, faults: list[Fault]
) -> tuple[float, ...]:
    """Read a list of numbers. choices: the names that they may have, by their count. Empty where there is a fault."""
    n_items = len(node.items) if isinstance(node, Items) else -1
    names = next((each for each in choices if len(each) == n_items), None)
    if not isinstance(node, Items) or names is None:
        told = (
            f"{what} has {n_items} number{'' if n_items == 1 else 's'}"
            if n_items >= 0
            else f"{what} is {describe(node)}"
        )
        expected = " or ".join(f"[{', '.join(each)}]" for each in choices)
        faults.append(Fault(node.place, mistyped(node) or f"{told}. Expected {expected}. Write all of them."))
        return ()
    values = [
        (bare_number if name in _BARE else read)(item, f"{what}: {name}")
        for item, name in zip(node.items, names, strict=True)
    ]
    faults.extend(each for each in values if isinstance(each, Fault))
    kept = tuple(each for each in values if not isinstance(each, Fault))
    if len(kept) < len(values):
        return ()
    if names == DISTRIBUTIONS["normal"]:
        ambiguous = _percent_of_what(what, node, kept)
        if ambiguous is not None:
            faults.append(ambiguous)
            return ()
    return kept


def _percent_of_what(what: str, node: Items, numbers: tuple[float, ...]) -> Fault | None:
    """Refuse a standard deviation in percent beside a mean that is not, which may be meant of the mean.

    numbers: mean and standard deviation, in the input's unit.
    """
    mean, deviation = node.items
    texts = [each.text.strip() if isinstance(each, Scalar) else "" for each in (mean, deviation)]
    in_percent = [text.endswith(("%", "％")) for text in texts]
    if not in_percent[1] or in_percent[0] or number_of(texts[1][:-1].strip()) == numbers[1]:
        return None
    told = f"{what}: standard deviation is {describe(deviation)}, which may be {numbers[1]:g}, or of the mean"
    ways = f"{numbers[1]:g}, or {abs(numbers[0]) * numbers[1]:g} for {texts[1]} of the mean"
    expected = "Expected a number in the unit of the mean"
    return Fault(deviation.place, f"{told}. {expected}. Write {ways if numbers[0] else f'{numbers[1]:g}'}.")


def _discrete(
    node: Node, what: str, wanted: Wanted, faults: list[Fault]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Read {value: weight} pairs, or a list of values that are equally likely."""
    if isinstance(node, Items):
        pairs: list[tuple[Node, Node | None]] = [(item, None) for item in node.items]
    elif isinstance(node, Pairs):
        pairs = list(node.pairs)
    else:
        expected = "Expected {0.1: 0.3, 0.2: 0.7}, values with weights, or a list of values"
        faults.append(Fault(node.place, f"{what} is {describe(node)}. {expected}. Write one."))
        return (), ()
    values: dict[float, Node] = {}
    weights: list[float] = []
    for each, weight in pairs:
        value = wanted.number(each, f"{what}: value")
        if isinstance(value, Fault):
            faults.append(value)
            continue
        if value in values:
            told = f"{what} has {describe(each)} twice, first as {describe(values[value])}. Expected each value once"
            faults.append(Fault(each.place, f"{told}. Give it one weight."))
            continue
        values[value] = each
        share = 0.0 if weight is None else bare_number(weight, f"{what}: weight of {describe(each)}")
        if isinstance(share, Fault):
            faults.append(share)
        elif weight is not None:
            weights.append(share)
    return tuple(values), tuple(weights)


def _from_file(node: Node, what: str, wanted: Wanted, faults: list[Fault]) -> tuple[float, ...]:
    """Read {file: draws.csv, column: name}: each row is equally likely."""
    fields = {key.text: value for key, value in node.pairs} if isinstance(node, Pairs) else {}
    file, column = fields.get("file"), fields.get("column")
    named = isinstance(file, Scalar) and isinstance(column, Scalar) and file.value is not None
    if wanted.beside is None or not isinstance(file, Scalar) or not isinstance(column, Scalar) or not named:
        place, told = node.place, f"{what} is {describe(node)}"
        missing = [key for key in ("file", "column") if key not in fields]
        if isinstance(node, Pairs) and missing:
            told = f"{what} has no {' and no '.join(missing)}"
        faults.append(Fault(place, f"{told}. Expected {{file: draws.csv, column: NAME}}. Write both."))
        return ()
    extra = [key for key, _ in node.pairs if key.text not in ("file", "column")] if isinstance(node, Pairs) else []
    if extra:
        faults.extend(unknown(key.place, "key", key.text, ("file", "column")) for key in extra)
        return ()
    return read_column(file, column, wanted.beside(file.text), faults)
