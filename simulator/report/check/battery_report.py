"""What a battery gave, for everything that tells it."""

from dataclasses import dataclass

from simulator.check import Result

__all__ = ["BatteryReport"]


@dataclass(frozen=True)
class BatteryReport:
    """What came of a battery.

    name: of the model. digest: sha256 of its text. checks: the file of checks as the user knows it, or empty.
    """

    name: str
    digest: str
    checks: str
    results: tuple[Result, ...]

    @property
    def passed(self) -> bool:
        """Tell whether no check failed; known weaknesses and what was skipped count as no failure."""
        return all(each.status != "failed" for each in self.results)
