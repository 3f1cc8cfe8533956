"""Named axes: the dimensions of a model and the names of the elements of its variables."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Dimension", "element_name"]


@dataclass(frozen=True)
class Dimension:
    """One dimension of a model (Vensim: subscript range).

    name:     as the model spells it.
    elements: in the model's order, which is also the order of slots and of written sums.
    """

    name: str
    elements: tuple[str, ...]

    def __len__(self) -> int:
        """Count the elements."""
        return len(self.elements)

    def position(self, element: str) -> int:
        """Place of an element, from 0.

        Raises: ValueError when the dimension has no such element.
        """
        if element not in self.elements:
            raise ValueError(f"dimension {self.name!r} has no element {element!r}")
        return self.elements.index(element)


def element_name(variable: str, elements: Sequence[str]) -> str:
    """Write one element of a variable: capacity[wind], population[urban,1950]; a scalar keeps its bare name."""
    return f"{variable}[{','.join(elements)}]" if elements else variable
