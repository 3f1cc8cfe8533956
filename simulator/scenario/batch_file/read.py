"""A batch file and its base scenarios as written, with the place of every word."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from simulator.scenario.batch_words import batch_words
from simulator.scenario.find import Found, find_extended
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.merge import ScenarioTree, TreeReader, merge, override, sought
from simulator.scenario.place import Fault, Place, raise_all
from simulator.scenario.read import Items, Scalar, describe

__all__ = ["BatchTree", "is_batch", "is_batch_file", "last_section", "override_batch", "read_batch"]

_EXPECTED = "Expected a list of scenarios, such as [baseline, plan]"


@dataclass(frozen=True)
class BatchTree:
    """A batch as written.

    own:    the file with all that it extends.
    trees:  each base scenario, the layers of `own` over it; without `scenarios`, the file itself.
    faults: of `scenarios`; `resolve_batch` raises them with all others.
    """

    own: ScenarioTree
    trees: tuple[ScenarioTree, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without suffix."""
        return self.own.name

    @property
    def model(self) -> Scalar:
        """The model that the first base scenario names, with its place."""
        return self.trees[0].model


def read_batch(reference: str | Path) -> BatchTree:
    """Find and read a batch with its base scenarios and everything that they extend. reference: a path or a name.

    Raises: ScenarioError when a file cannot be found or read, when `extends` goes in a circle, when no model is named
    or the file is a single scenario; lesser faults are kept in the tree, to be told with those of the values.
    """
    found = sought(reference)
    reader = TreeReader()
    own = reader.tree(found, ())
    faults: list[Fault] = []
    bases = _bases(own, reader, faults) if own.layers else ()
    gathered = (*own.faults, *faults, *reader.broken)
    if reader.broken:
        raise_all(gathered)
    if not is_batch(own):
        told = "this is a single scenario: its members would all be the same. Expected a batch"
        advice = f"Add uncertain or sweep, or run it with simulator run {reference}"
        raise_all([*gathered, Fault(Place(found.shown), f"{told}. {advice}.")])
    if bases and not any(base.has_model for base in bases):
        what = "no model is named. Expected 'model: NAME', here or in a scenario that this one builds on. Add it."
        raise_all([*gathered, Fault(Place(found.shown), what)])
    if not bases:
        raise_all(gathered)
    return BatchTree(own, bases, tuple(faults))


def is_batch(tree: ScenarioTree) -> bool:
    """Tell whether a file, or anything that it extends, has keys or ranges that make a batch."""
    return any(batch_words(layer) for layer in tree.layers)


def is_batch_file(reference: str | Path) -> bool:
    """Tell whether a name or a path is that of a batch; not where it cannot be read.

    Raises: ScenarioError when there is no such file.
    """
    return is_batch(TreeReader().tree(sought(reference), ()))


def override_batch(tree: BatchTree, texts: tuple[str, ...]) -> BatchTree:
    """Put values from the command line over every base scenario, as `merge.override` does."""
    if not texts:
        return tree
    bases = tuple(override(base, texts) for base in tree.trees)
    return replace(tree, own=override(tree.own, texts), trees=bases)


def last_section(tree: ScenarioTree, key: str) -> tuple[Entry, Layer] | None:
    """Find a key of a batch in the last layer that has it."""
    found = [(entry, layer) for layer in tree.layers if (entry := layer.section(key)) is not None]
    return found[-1] if found else None


def _bases(own: ScenarioTree, reader: TreeReader, faults: list[Fault]) -> tuple[ScenarioTree, ...]:
    """Read the base scenarios and put the batch over each."""
    section = last_section(own, "scenarios")
    if section is None:
        return (own,)
    entry, layer = section
    if not isinstance(entry.value, Items) or not entry.value.items:
        told = f"scenarios is {describe(entry.value)}. {_EXPECTED}"
        faults.append(Fault(entry.value.place, f"{told}. Write one, or remove the key."))
        return ()
    child = Found(Path(layer.identity), layer.shown)
    bases: dict[str, tuple[Scalar, ScenarioTree]] = {}
    for node in entry.value.items:
        if not isinstance(node, Scalar) or node.value is None:
            faults.append(Fault(node.place, f"scenarios holds {describe(node)}. {_EXPECTED}. Write names."))
            continue
        base = _base(node, child, reader, faults)
        if base is None:
            continue
        if base.name in bases:
            first = bases[base.name][0]
            told = f"a scenario called {base.name!r} is named twice, first in line {first.place.line}"
            faults.append(Fault(node.place, f"{told}. Expected each once. Remove or rename one of the two."))
            continue
        bases[base.name] = (node, base)
    merged = [_over(base, own) for _, base in bases.values()]
    _judge_models(merged, [node for node, _ in bases.values()], faults)
    return tuple(merged)


def _base(node: Scalar, child: Found, reader: TreeReader, faults: list[Fault]) -> ScenarioTree | None:
    """Read one base scenario; None where that cannot be done."""
    found = find_extended(node, child)
    if isinstance(found, Fault):
        faults.append(found)
        return None
    base = reader.tree(found, ())
    if base.layers and is_batch(base):
        told = f"{os.path.basename(found.shown)} is a batch itself. Expected a single scenario"
        faults.append(Fault(node.place, f"{told}. Name the scenarios that it is made of, or extend it."))
        return None
    return base if base.layers else None


def _over(base: ScenarioTree, own: ScenarioTree) -> ScenarioTree:
    """Put the layers of a batch over a base scenario, which keeps its name and title."""
    return replace(merge(base, own), name=base.name, titled=base.own.identity)


def _judge_models(trees: list[ScenarioTree], nodes: list[Scalar], faults: list[Fault]) -> None:
    """Refuse base scenarios that name no model, or not the one of the first."""
    models = [tree.model.text if tree.has_model else "" for tree in trees]
    for node, model in zip(nodes, models, strict=True):
        if model != models[0]:
            told = f"{node.text} is of model {model!r}, {nodes[0].text} of {models[0]!r}"
            faults.append(Fault(node.place, f"{told}. Expected scenarios of one model. Run them apart."))
