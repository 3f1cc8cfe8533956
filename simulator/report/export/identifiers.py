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


def identifiers(names: Sequence[str], most: int, endings: Sequence[str] = ()) -> tuple[str, ...]:
    """Make a valid name of each: what is no letter or digit becomes _, what is too long is cut, doubles are numbered.

    names:   different from each other. most: how many signs a name may have.
    endings: what is kept of names that end so: they are cut in front of it, all of one stem alike.
    Returns: one a name, in their order, the same whenever the names are the same.
    """
    split = [_split(name, endings) for name in names]
    room = most - max(map(len, endings), default=0)
    stems = list(dict.fromkeys(stem for stem, ending in split if ending))
    short = dict(zip(stems, _different(stems, room), strict=True))
    return _different([short[stem] + ending if ending else stem for stem, ending in split], most)


def _split(name: str, endings: Sequence[str]) -> tuple[str, str]:
    ending = next((each for each in endings if name.endswith(each) and name != each), "")
    return name.removesuffix(ending), ending


def _different(names: Sequence[str], most: int) -> tuple[str, ...]:
    """Make valid names, each once."""
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
