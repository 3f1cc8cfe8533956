"""A scenario with every value resolved: what the kernel, the manifest and the figures are told."""

import hashlib
import json
from dataclasses import dataclass, field

from simulator.scenario.schedule import Schedule, Value, value_text

__all__ = ["Earlier", "Imposition", "Scenario", "Setting", "imposed_text"]


@dataclass(frozen=True)
class Earlier:
    """A value that a later line overrode. where: the line, or "model default"."""

    value: str
    where: str


@dataclass(frozen=True)
class Setting:
    """One constant of the model and the value it gets.

    name:     as the model spells it; elements as name[a,b].
    value:    in the constant's model unit; relative values are already applied.
    where:    file:line that set it, or "--set".
    overrode: what it replaced, the model's default first.
    """

    name: str
    value: Value
    where: str
    overrode: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Imposition:
    """One variable whose own equation is cut, either to a path or to a growth rate.

    name:   as the model or its labels spell it.
    unit:   the unit in which it is shown; path values are in it.
    path:   (year, value) pairs, or None.
    growth: a fraction a year, or None; start: the year from which it holds, or None.
    """

    name: str
    unit: str
    path: tuple[tuple[float, float], ...] | None
    growth: float | None
    start: float | None
    where: str
    overrode: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """What a run is told.

    name:        the file's name without suffix. title, description: (language, text) pairs, en and zh, may be empty.
    model:       the model's name or path, as written. settings, impositions: in the order of their names.
    seed:        of the random draws of a batch; a single scenario has none.
    sources:     the files read, first ancestor first, as messages name them.
    """

    name: str
    model: str
    settings: tuple[Setting, ...] = ()
    impositions: tuple[Imposition, ...] = ()
    title: tuple[tuple[str, str], ...] = ()
    description: tuple[tuple[str, str], ...] = ()
    seed: int | None = None
    sources: tuple[str, ...] = field(default=(), compare=False)

    def title_in(self, language: str) -> str:
        """The title in a language; the name where there is none."""
        return dict(self.title).get(language, self.name)

    def description_in(self, language: str) -> str:
        """The description in a language; empty where there is none."""
        return dict(self.description).get(language, "")

    @property
    def imposed(self) -> frozenset[str]:
        """The names of the imposed variables."""
        return frozenset(each.name for each in self.impositions)

    @property
    def hash(self) -> str:
        """Sha256 of what is computed: model, resolved values and seed, not names, texts or places."""
        content = {
            "model": self.model,
            "set": {each.name: _canonical(each.value) for each in self.settings},
            "impose": {each.name: [each.unit, each.path, each.growth, each.start] for each in self.impositions},
            "seed": self.seed,
        }
        written = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()


def imposed_text(imposition: Imposition) -> str:
    """Write an imposition for people."""
    if imposition.growth is None:
        return value_text(Schedule("linear", imposition.path or (), 0.0))
    growth, start = value_text(imposition.growth), value_text(imposition.start or 0.0)
    return f"{{growth: {growth} /year, from: {start}}}"


def _canonical(value: Value) -> object:
    """Bring a value to JSON."""
    if isinstance(value, Schedule):
        return [value.kind, value.knots, value.start, value.offset]
    return value
