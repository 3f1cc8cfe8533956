"""`sample`: how members are drawn, and how many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from simulator.scenario.batch import CONDITIONS, Sample
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.number import bare_number
from simulator.scenario.place import Fault, unknown
from simulator.scenario.read import Node, Pairs, Scalar, describe, mistyped

__all__ = ["METHODS", "SIZED", "read_sample"]

# Each method and its keys: those that it needs, and those that it may have.
METHODS = {
    "latin_hypercube": (("size",), ("seed",)),
    "sobol": (("size",), ("seed",)),
    "monte_carlo": (("size",), ("seed",)),
    "grid": (("levels",), ()),
    "morris": (("trajectories",), ("levels", "seed")),
}
# Methods that draw as many members as they are told.
SIZED = tuple(method for method, (needed, _) in METHODS.items() if "size" in needed)

_LARGEST_SEED = 2**63 - 1
_SUCH_AS = "Expected {method: latin_hypercube, size: 10000, seed: 2026}, or a file of members"


def read_sample(section: Entry, layer: Layer, faults: list[Fault]) -> Sample | None:
    """Read how members are drawn; None where there is a fault."""
    node, where = section.value, section.name.place.at_line
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.text.strip():
        return _of_file(node, layer, where, faults)
    if not isinstance(node, Pairs) or not node.pairs:
        faults.append(Fault(node.place, f"sample is {describe(node)}. {_SUCH_AS}. Write one."))
        return None
    fields = {key.text: value for key, value in node.pairs}
    before = len(faults)
    if "file" in fields:
        keys = ("file", "conditional")
        faults.extend(unknown(key.place, "key", key.text, keys) for key, _ in node.pairs if key.text not in keys)
        file = fields["file"]
        conditional = _conditional(fields.get("conditional"), faults)
        if isinstance(file, Scalar) and isinstance(file.value, str) and file.text.strip() and len(faults) == before:
            sample = _of_file(file, layer, where, faults)
            return None if sample is None else replace(sample, conditional=conditional)
        if len(faults) == before:
            faults.append(
                Fault(file.place, f"file is {describe(file)}. Expected a path to a CSV or Parquet. Write it.")
            )
        return None
    chosen = fields.get("method")
    method = chosen.text if isinstance(chosen, Scalar) else ""
    if chosen is None or method not in METHODS:
        if chosen is None:
            faults.append(Fault(node.place, f"sample has no method. {_SUCH_AS}. Add it."))
        else:
            faults.append(unknown(chosen.place, "method", method or describe(chosen), METHODS))
        return None
    return _drawn(method, node, where, faults)


def _conditional(node: Node | None, faults: list[Fault]) -> str:
    """Read on what members of a file are conditional; empty where nothing is said."""
    if node is None:
        return ""
    if isinstance(node, Scalar) and node.text in CONDITIONS:
        return node.text
    told = f"conditional is {describe(node)}. Expected {' or '.join(CONDITIONS)}, as simulator match writes it"
    faults.append(Fault(node.place, f"{told}. Correct it, or leave it out."))
    return ""


def _drawn(method: str, node: Pairs, where: str, faults: list[Fault]) -> Sample | None:
    """Read the numbers of a method."""
    before = len(faults)
    needed, allowed = METHODS[method]
    keys = ("method", *needed, *allowed)
    numbers: dict[str, int] = {}
    for key, value in node.pairs:
        if key.text not in keys:
            others = sorted({each for more, rest in METHODS.values() for each in (*more, *rest)})
            if key.text in others:
                told = f"{method} has no {key.text}. Expected {', '.join(keys)}. Remove it, or change the method."
                faults.append(Fault(key.place, told))
            else:
                faults.append(unknown(key.place, "key", key.text, keys))
        elif key.text != "method":
            numbers[key.text] = _whole(key.text, value, faults)
    missing = [key for key in needed if key not in [each.text for each, _ in node.pairs]]
    if missing:
        faults.append(Fault(node.place, f"{method} has no {missing[0]}. Expected {', '.join(keys)}. Add it."))
    if method == "morris" and numbers.get("levels", 4) % 2:
        told = f"levels of morris is {numbers['levels']}. Expected an even number, so that every level is as likely"
        faults.append(Fault(node.place, f"{told}. Correct it."))
    if len(faults) > before:
        return None
    plain = Sample()
    return Sample(
        method,
        size=numbers.get("size", plain.size),
        seed=numbers.get("seed", plain.seed),
        levels=numbers.get("levels", plain.levels),
        trajectories=numbers.get("trajectories", plain.trajectories),
        where=where,
    )


def _whole(key: str, node: Node, faults: list[Fault]) -> int:
    """Read a whole number in its range; 1 where there is a fault."""
    least, most = {"seed": (0, _LARGEST_SEED), "levels": (2, 1_000_000)}.get(key, (1, 10**9))
    exact = node.value if isinstance(node, Scalar) else None
    if isinstance(exact, int) and not isinstance(exact, bool) and least <= exact <= most:
        return exact
    value = bare_number(node, key)
    if isinstance(value, Fault):
        faults.append(value)
    elif value == int(value) and least <= int(value) <= most:
        return int(value)
    else:
        told = f"{key} is {describe(node)}. Expected a whole number from {least} to {most}. Correct it."
        faults.append(Fault(node.place, told))
    return 1


def _of_file(node: Scalar, layer: Layer, where: str, faults: list[Fault]) -> Sample | None:
    """Name the file of members."""
    path, shown = layer.beside(node.text)
    if not path.is_file():
        told = f"sample is {describe(node)}: {shown} is {'a directory' if path.is_dir() else 'no file'}"
        if node.text in METHODS:
            told = f"sample is {describe(node)} alone"
        expected = "Expected a CSV or Parquet file of members, or a method such as {method: sobol, size: 1024}"
        text = mistyped(node) if any(mark in node.text for mark in "：｛［") else ""
        faults.append(Fault(node.place, text or f"{told}. {expected}. Correct it."))
        return None
    return Sample("file", file=Path(path), shown=shown, where=where)
