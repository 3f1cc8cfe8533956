"""What makes a file a batch: keys that no single scenario has, and more than one growth rate under `impose`."""

from dataclasses import replace

from simulator.scenario.imposed import growth_range
from simulator.scenario.layer import Entry, Layer
from simulator.scenario.place import Fault, Place

__all__ = ["batch_words", "of_a_batch", "ranged", "without_ranges"]


def batch_words(layer: Layer) -> tuple[tuple[str, Place], ...]:
    """Give what makes a layer a batch, in the order of the file."""
    keys = [(repr(entry.name.text), entry.name.place) for entry in layer.batch]
    ranges = [(f"the range of growth rates of {entry.name.text}", entry.name.place) for entry in ranged(layer)]
    return tuple(sorted((*keys, *ranges), key=lambda each: (each[1].line, each[1].column)))


def of_a_batch(layer: Layer, shown: str) -> Fault:
    """Word a batch where a single scenario is wanted. shown: the file that was asked for."""
    words = [word for word, _ in batch_words(layer)]
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    makes, them = ("makes", "it") if len(words) == 1 else ("make", "them")
    told = f"{listed} {makes} a batch. Expected a single scenario. Run it with simulator batch {shown}"
    return Fault(batch_words(layer)[0][1], f"{told}, or remove {them}.")


def ranged(layer: Layer) -> tuple[Entry, ...]:
    """Give the lines of `impose` with more than one growth rate."""
    return tuple(entry for entry in layer.impositions if growth_range(entry.value) is not None)


def without_ranges(layer: Layer) -> Layer:
    """Leave out the lines of `impose` with more than one growth rate."""
    left_out = ranged(layer)
    kept = tuple(entry for entry in layer.impositions if entry not in left_out)
    return replace(layer, impositions=kept) if left_out else layer
