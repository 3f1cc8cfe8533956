"""What can go wrong, one class a stage.

    SimulatorError
    |-- ModelError      reading a model and lowering it to equations
    |   `-- NotNamed    several models, and none is named
    |-- ScenarioError   reading and resolving scenarios and levers
    |-- TargetError     reading targets, labels and history
    |-- RunError        integrating
    `-- OutputError     writing results

A fault is one message, "where: what. nearest or expected. what to do."; where is "path:line:column", counted from 1, as
far as known. A reader gathers every fault of a file in `Faults`, then raises once.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

__all__ = [
    "Faults",
    "ModelError",
    "NotNamed",
    "OutputError",
    "RunError",
    "ScenarioError",
    "SimulatorError",
    "TargetError",
    "unknown_name",
]


class SimulatorError(Exception):
    """Bad input or a run that could not be done; never a bug. Its text is its faults, one a line."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults: tuple[str, ...] = faults

    def __str__(self) -> str:
        """Join the faults, one a line."""
        return "\n".join(self.faults)


class ModelError(SimulatorError):
    """A model cannot be read, or says something that is not supported."""


class NotNamed(ModelError):
    """A model has to be named. names: those that there are."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"models: no model is named. Expected one of {', '.join(names)}. Name it.")
        self.names = tuple(names)


class ScenarioError(SimulatorError):
    """A scenario or a file of levers cannot be read, or contradicts the model."""


class TargetError(SimulatorError):
    """A register of targets, a table of labels or a history cannot be read, or contradicts the model."""


class RunError(SimulatorError):
    """A run cannot be carried out."""


class OutputError(SimulatorError):
    """Results cannot be written."""


class Faults:
    """Gathers the faults of one file, so that they are reported together."""

    def __init__(self) -> None:
        self._messages: list[str] = []

    def __bool__(self) -> bool:
        """Tell whether there is any fault."""
        return bool(self._messages)

    def __len__(self) -> int:
        """Count the faults."""
        return len(self._messages)

    @property
    def messages(self) -> tuple[str, ...]:
        """The faults so far, in the order in which they were found."""
        return tuple(self._messages)

    def add(self, message: str) -> None:
        """Keep one fault; a fault that is already there is not repeated."""
        if message not in self._messages:
            self._messages.append(message)

    def raise_as(self, error: type[SimulatorError]) -> None:
        """Raise all faults at once, if there are any.

        Raises: `error`, with one message a fault.
        """
        if self._messages:
            raise error(*self._messages)


# Names of which the first few of the alphabet tell nothing.
MANY = 50


def unknown_name(where: str, kind: str, name: str, known: Iterable[str]) -> str:
    """Word one fault: scenarios/base.yaml:7: no constant 'brith rate'. Nearest: 'birth rate'. Rename or remove it."""
    spelled = {each.casefold(): each for each in sorted(known, reverse=True)}
    close = get_close_matches(name.casefold(), spelled, n=3)
    near = [spelled[each] for each in close] or sorted(spelled.values())[:5]
    if not near:
        return f"{where}: no {kind} {name!r}. There is no {kind} at all. Remove it."
    if not close and len(spelled) > MANY:
        return f"{where}: no {kind} {name!r}. None of the {len(spelled)} is near. Rename or remove it."
    return f"{where}: no {kind} {name!r}. Nearest: {', '.join(map(repr, near))}. Rename or remove it."
