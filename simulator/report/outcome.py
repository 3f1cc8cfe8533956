"""What a report is made from: one outcome a scenario, over one case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.kernel.trajectories import Trajectories
from simulator.model.labels import Label
from simulator.report.words import Language, choose
from simulator.scenario.levers import Lever
from simulator.scenario.scenario import Scenario
from simulator.target.history import History
from simulator.target.register import Target
from simulator.target.verdict import Verdict
from simulator.target.yearly import Yearly

__all__ = ["BareRun", "Case", "Numerics", "Outcome", "Results", "label_text"]


@dataclass(frozen=True)
class Case:
    """What all scenarios of a report share: a model with its labels, targets and history.

    model:      its name, as scenarios spell it.
    model_hash: of its equations.
    targets:    the register, in its order.
    levers:     the constants that scenarios are meant to move.
    """

    model: str
    model_hash: str
    labels: tuple[Label, ...]
    targets: tuple[Target, ...]
    history: History
    levers: tuple[Lever, ...] = ()


@dataclass(frozen=True)
class Numerics:
    """How a scenario was integrated, and how far its numbers can be trusted.

    solver:          scipy, rk4 or euler.
    time_step:       of the fixed-step solver, or of the model; in the model's unit of time.
    tolerance:       relative: scipy's own, or what a fixed step was chosen for; None where the step was given.
    numerical_error: largest difference against the finer run, relative to each variable's largest magnitude.
    non_finite:      the first variable that became non-finite, and when; or None.
    engine:          what computed: llvm or numpy.
    """

    solver: str
    time_step: float
    tolerance: float | None
    numerical_error: float
    non_finite: tuple[str, float] | None = None
    engine: str = "numpy"


@dataclass(frozen=True)
class Outcome:
    """One scenario, run and judged.

    yearly:   (year, variable, member), shown units; member 0 is reported.
    verdicts: one a target of the case, in the register's order.
    imposed:  the labelled variables that the scenario fixes, in the order of its impositions.
    """

    scenario: Scenario
    yearly: Yearly
    verdicts: tuple[Verdict, ...]
    numerics: Numerics
    imposed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Results:
    """Everything that one report tells. outcomes: at least one, in the order asked for."""

    case: Case
    outcomes: tuple[Outcome, ...]

    def label(self, variable: str) -> Label | None:
        """Find the label of a variable; None where it has none."""
        return next((label for label in self.case.labels if label.variable == variable), None)


@dataclass(frozen=True)
class BareRun:
    """A model file run with its own settings, without targets.

    name:         stands in the column `scenario`.
    trajectories: (time, variable, member) in model units; member 0 is reported.
    notes:        further things for the manifest, such as the path of the model file.
    repairs:      what was put right in the model file on reading, worded with its place.
    """

    name: str
    model_hash: str
    trajectories: Trajectories
    numerics: Numerics
    notes: Mapping[str, str] = field(default_factory=dict)
    repairs: tuple[str, ...] = ()


def label_text(label: Label, language: Language) -> str:
    """Name a variable in one language."""
    return choose(label.en, label.zh, language)
