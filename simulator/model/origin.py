"""Where a number of a model comes from, as its text says: a source, a fit, an assumption, a definition, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from simulator.model.model import Variable

__all__ = ["ORIGINS", "TIME_SETTINGS", "Origin", "assumed_of", "count_origins", "is_parameter", "origin_of"]

Origin = str
ORIGINS: tuple[Origin, ...] = ("source", "calibrated", "assumption", "definition", "untold")
TIME_SETTINGS = ("INITIAL TIME", "FINAL TIME", "TIME STEP", "SAVEPER")
_ASSUMED = re.compile(r"\bassum(?:ption|ed)\b", re.IGNORECASE)
_DEFINED = re.compile(r"\bsource:\s*definition\b", re.IGNORECASE)
_FITTED = re.compile(r"\bsource:\s*calibrated\b", re.IGNORECASE)
_SOURCED = re.compile(r"\bsource:", re.IGNORECASE)


def is_parameter(variable: Variable) -> bool:
    """Tell whether a variable is a number or a table of the modeller's: a constant or lookup, no setting of time."""
    return (
        variable.kind in ("constant", "lookup") and not variable.hidden and variable.name.upper() not in TIME_SETTINGS
    )


def origin_of(variable: Variable) -> Origin:
    """Tell where a number comes from.

    A text that names a source and an assumption counts as an assumption; one whose source begins with "calibrated" as
    fitted to what it names, not read there.
    """
    told = variable.documentation
    if _ASSUMED.search(told):
        return "assumption"
    if _DEFINED.search(told):
        return "definition"
    if _FITTED.search(told):
        return "calibrated"
    return "source" if _SOURCED.search(told) else "untold"


def assumed_of(counts: Mapping[Origin, int]) -> tuple[int, float]:
    """Return how many of counted constants and tables are no definitions, and the share of assumptions in them."""
    n_free = sum(counts.values()) - counts["definition"]
    return n_free, counts["assumption"] / n_free if n_free else 0.0


def count_origins(variables: Iterable[Variable]) -> dict[Origin, int]:
    """Count constants and tables by where they come from; in the order of `ORIGINS`."""
    counts = Counter(origin_of(each) for each in variables if is_parameter(each))
    return {origin: counts[origin] for origin in ORIGINS}
