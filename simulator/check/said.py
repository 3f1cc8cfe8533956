"""What checks find: results, their findings, and what is said of them, worded later in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

__all__ = ["BATTERY", "FINDINGS", "STATUSES", "Finding", "Result", "Said", "Status", "Words", "said"]

Status = Literal["passed", "failed", "weak", "skipped"]
STATUSES: tuple[Status, ...] = ("passed", "failed", "weak", "skipped")

# A text as (language, text) pairs; none where there is no text.
Words = tuple[tuple[str, str], ...]

# The parts of the battery, in the order in which they are told.
BATTERY = ("units", "texts", "direct", "extremes", "monotonic", "balances", "halving", "fit", "sources")

# Part -> what may be found in it, as the key of its words has it behind the part. These may be declared as known.
FINDINGS: Mapping[str, tuple[str, ...]] = {
    "units": ("unreadable", "side", "scale", "mixed", "mixed_scale", "plain", "power", "time"),
    "texts": ("no_unit", "no_text", "no_source", "no_range", "crossed", "outside", "unused", "unshown"),
    "direct": ("not_finite", "drawn_down"),
    "balances": ("open",),
    "halving": ("moves",),
}

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Said:
    """One thing to be said. key: of its words. values: what the braces of the words stand for."""

    key: str
    values: Mapping[str, str] = field(default_factory=lambda: _NONE)


def said(key: str, **values: object) -> Said:
    """Make one thing to be said; numbers are written with six digits."""
    return Said(key, {name: f"{each:.6g}" if isinstance(each, float) else str(each) for name, each in values.items()})


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    subject: the variable or the expectation. where: path:line:column, as far as known.
    weakness: why it is known and let stand; empty where it is not.
    note:    whether it is only worth knowing.
    """

    subject: str
    where: str
    told: Said
    weakness: Words = ()
    note: bool = False


@dataclass(frozen=True)
class Result:
    """What came of one check.

    part:  one of BATTERY. name: of the check, one a row. title: of its own, may be empty.
    told:  what it did, in numbers. counts: the same as numbers, for JSON.
    """

    part: str
    name: str
    status: Status
    told: Said
    findings: tuple[Finding, ...] = ()
    title: Words = ()
    counts: Mapping[str, float] = field(default_factory=dict)

    def judged(self) -> Result:
        """Return it with the status that its findings ask for; skipped stays."""
        if self.status == "skipped":
            return self
        faults = [each for each in self.findings if not each.note]
        status: Status = "passed"
        if faults:
            status = "weak" if all(each.weakness for each in faults) else "failed"
        return replace(self, status=status)
