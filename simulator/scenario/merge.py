"""Scenario files joined along `extends`: layers, from the first ancestor to the scenario itself.

A file counts once, where it is first needed, so two parents that extend the same baseline do not reset one another.
Later layers win: `set` and `impose` merge name by name, and what stands behind a name is replaced as a whole (with
`multiply` and `add`, applied to what the layers before give). Title and description belong to the file that has them.
"""

from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from simulator.scenario.batch_words import of_a_batch
from simulator.scenario.find import Found, find_extended, find_scenario
from simulator.scenario.layer import Entry, Layer, read_layer
from simulator.scenario.place import Fault, Place, raise_all
from simulator.scenario.read import Pairs, Scalar, describe, parse, read
from simulator.scenario.slip import slip

__all__ = ["LONGEST_CHAIN", "OVERRIDE", "ScenarioTree", "TreeReader", "merge", "override", "read_scenario", "sought"]

OVERRIDE = "--set"

# From a scenario to its first ancestor; reading each file takes a few levels of Python's stack.
LONGEST_CHAIN = 50


@dataclass(frozen=True)
class ScenarioTree:
    """A scenario as written: its layers, first ancestor first, with the place of every word.

    name:   the file's name without suffix.
    faults: faults of outline found so far; `resolve` raises them together with those of names and values.
    titled: identity of the file whose title and description it has; empty: the last file.
    """

    name: str
    layers: tuple[Layer, ...]
    faults: tuple[Fault, ...] = ()
    titled: str = ""

    @property
    def model(self) -> Scalar:
        """The model that the last layer to name one names, with its place."""
        return next(layer.model for layer in reversed(self.layers) if layer.model is not None)

    @property
    def own(self) -> Layer:
        """The scenario's own file."""
        files = [layer for layer in reversed(self.layers) if layer.identity]
        return next((layer for layer in files if layer.identity == self.titled), files[0])

    @property
    def has_model(self) -> bool:
        """Tell whether any layer names a model."""
        return any(layer.model is not None for layer in self.layers)


def read_scenario(reference: str | Path) -> ScenarioTree:
    """Find and read a scenario with everything that it extends. reference: a path or a name.

    Raises: ScenarioError when a file cannot be found or read, when `extends` goes in a circle, or when no layer names
    a model; lesser faults are kept in the tree, so that they are told with those of the values.
    """
    found = sought(reference)
    reader = TreeReader()
    tree = reader.tree(found, ())
    if reader.broken:
        raise_all([*tree.faults, *reader.broken])
    if not tree.has_model:
        raise_all(of_a_batch(layer, found.shown) for layer in tree.layers if layer.section("scenarios"))
        what = "no model is named. Expected 'model: NAME', here or in a scenario that this one extends. Add it."
        raise_all([*tree.faults, Fault(Place(found.shown), what)])
    return tree


def sought(reference: str | Path) -> Found:
    """Find a scenario's file.

    Raises: ScenarioError when there is none.
    """
    found = find_scenario(reference)
    if isinstance(found, Fault):
        raise_all([found])
        raise AssertionError("a fault is always raised")
    return found


def merge(first: ScenarioTree, second: ScenarioTree) -> ScenarioTree:
    """Put the layers of `second` over those of `first`; a file that is in both stays where it is first."""
    there = {layer.identity for layer in first.layers}
    layers = first.layers + tuple(layer for layer in second.layers if layer.identity not in there)
    return ScenarioTree(second.name, layers, first.faults + second.faults)


def override(tree: ScenarioTree, texts: tuple[str, ...]) -> ScenarioTree:
    """Put values from the command line over a scenario.

    texts: each NAME=VALUE; VALUE is what could stand behind a name under `set`. The last text on a name wins.
    """
    entries, faults = [], list(tree.faults)
    for text in texts:
        name, _, value = text.partition("=")
        if not name.strip() or not value.strip():
            what = f"{text!r} lacks a name or a value. Expected NAME=VALUE. Write it so."
            faults.append(Fault(Place(OVERRIDE), slip(text) or what))
            continue
        node, found = parse(value, OVERRIDE, in_file=False)
        faults.extend(Fault(Place(OVERRIDE), f"{text!r}: {each.text}") for each in found)
        if node is not None:
            entries.append(Entry(Scalar(name.strip(), name.strip(), Place(OVERRIDE)), node))
    layer = Layer(OVERRIDE, settings=tuple(entries))
    return replace(tree, layers=(*tree.layers, layer), faults=tuple(faults))


class TreeReader:
    """Reads a file and everything that it extends, each file once; what cannot be read is kept in `broken`."""

    def __init__(self) -> None:
        self.broken: list[Fault] = []
        self._trees: dict[str, ScenarioTree] = {}

    def tree(self, found: Found, chain: tuple[Found, ...]) -> ScenarioTree:
        """Merge what a file extends, left to right, and put the file itself over it. chain: the files that led here."""
        identity = str(found.path.resolve())
        if identity in self._trees:
            return self._trees[identity]
        root, faults = read(found.path, found.shown)
        if root is None:
            self.broken.extend(faults)
            return ScenarioTree(found.name, ())
        if not isinstance(root, Pairs):
            what = f"the file holds {describe(root)}. Expected a map with keys such as name, extends, set. Write one."
            self.broken.extend((*faults, Fault(root.place, what)))
            return ScenarioTree(found.name, ())
        layer, outline = read_layer(root, found.shown)
        own = ScenarioTree(found.name, (replace(layer, identity=identity),), (*faults, *outline))
        parents = (self._parent(reference, (*chain, found)) for reference in layer.extends)
        self._trees[identity] = reduce(merge, (*(each for each in parents if each), own))
        return self._trees[identity]

    def _parent(self, reference: Scalar, chain: tuple[Found, ...]) -> ScenarioTree | None:
        """Read one parent of the last file in the chain; None if that cannot be done."""
        parent = find_extended(reference, chain[-1])
        if isinstance(parent, Fault):
            self.broken.append(parent)
            return None
        if len(chain) >= LONGEST_CHAIN:
            told = f"{chain[0].name} -> {chain[1].name} -> ... -> {chain[-1].name} -> {parent.name}"
            what = f"extends leads through more than {LONGEST_CHAIN} files: {told}. Expected fewer. Join some of them."
            self.broken.append(Fault(Place(chain[0].shown), what))
            return None
        identities = [each.path.resolve() for each in chain]
        if parent.path.resolve() not in identities:
            return self.tree(parent, chain)
        circle = [*chain[identities.index(parent.path.resolve()) :], parent]
        told = " -> ".join(each.name for each in circle)
        what = f"extends goes in a circle: {told}. Expected an end. Remove one of these extends."
        self.broken.append(Fault(reference.place, what))
        return None
