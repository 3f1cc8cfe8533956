"""Names that other tools take: letters, digits and underscores, each once, as long as they allow."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["identifiers"]

# Names that Stata keeps for itself; no tool suffers from their being avoided.
_KEPT = frozenset(
    (
        *("_all", "_b", "_coef", "_cons", "_n", "_N", "_pi", "_pred", "_rc", "_skip"),
        *("byte", "double", "float", "if", "in", "int", "long", "str", "strL", "using", "with"),
    )
)


def identifiers(names: Sequence[str], most: int) -> tuple[str, ...]:
    """Make a valid name of each: what is no letter or digit becomes _, what is too long is cut, doubles are numbered.

    names: different from each other. most: how many signs a name may have.
    Returns: one a name, in their order, the same whenever the names are the same.
    """
    taken: set[str] = set()
    made = []
    for name in names:
        plain = re.sub(r"\W+", "_", name).strip("_")
        if not plain or plain[0].isdigit() or plain in _KEPT or re.fullmatch(r"str\d+", plain):
            plain = f"_{plain}"
        found, number = plain[:most], 2
        while found in taken:
            found = f"{plain[: most - len(str(number)) - 1]}_{number}"
            number += 1
        taken.add(found)
        made.append(found)
    return tuple(made)
