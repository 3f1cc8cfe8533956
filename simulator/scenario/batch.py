"""A batch, resolved: base scenarios, the inputs in which members differ, how they are drawn, what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from simulator.scenario.distribution import Distribution
from simulator.scenario.scenario import Scenario

__all__ = ["CONDITIONS", "Act", "Batch", "Correlated", "Input", "Kind", "Sample", "Save"]

Kind = Literal["swept", "drawn", "given"]
Act = Literal["value", "add", "multiply", "growth"]
# On what members of a file may be conditional.
CONDITIONS = ("history",)


@dataclass(frozen=True)
class Input:
    """One thing in which members differ; one row of the design, one column of members/.

    name:         of the column: the constant; for a rate of growth "growth of GDP".
    of:           the constant, as the model spells it, or the imposed variable.
    kind:         swept (its values are crossed), drawn (it has a distribution), given (its values come from a file).
    act:          what a member's number does to the scenario's own value: it takes its place (value), is added to
                  it (add), multiplies it (multiply), both also at every time of a path; or it is the yearly rate at
                  which an imposed variable grows (growth), a fraction.
    unit:         of its numbers: the constant's model unit; "Dmnl" for a factor, "1/Year" for a rate.
    values:       of a swept input, in their order. distribution: of a drawn one.
    low, high:    of the lever; what its numbers may be where it is a value; None where the model names no range.
    zipped:       swept inputs of the same number >= 0 move together; -1: it is crossed with all others.
    en, zh:       labels; the name where the model has none.
    where:        file:line.
    """

    name: str
    of: str
    kind: Kind
    act: Act = "value"
    unit: str = ""
    values: tuple[float, ...] = ()
    distribution: Distribution | None = None
    low: float | None = None
    high: float | None = None
    zipped: int = -1
    en: str = ""
    zh: str = ""
    where: str = ""

    @property
    def labels(self) -> tuple[str, str]:
        """What its numbers are called, in English and Chinese: a factor, and what is added, are not the constant."""
        en, zh = self.en or self.name, self.zh or self.name
        if self.act == "growth":
            return f"imposed {en[:1].lower()}{en[1:]} a year", f"{zh}，人为给定，每年"
        words = {"multiply": ("times", "乘数"), "add": ("added", "增量")}.get(self.act)
        return (f"{en}, {words[0]}", f"{zh}，{words[1]}") if words else (en, zh)


@dataclass(frozen=True)
class Correlated:
    """Drawn inputs that move together. matrix: of rank correlations (Spearman), by rows, in the order of the inputs."""

    inputs: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]
    where: str = ""


@dataclass(frozen=True)
class Sample:
    """How members are drawn.

    method: latin_hypercube, sobol, monte_carlo, grid, morris or file.
    size:   of latin_hypercube, sobol and monte_carlo: how many draws; of a file: how many rows it had when it was read.
            Each is crossed with every swept point.
    levels: of a grid: values an input; of morris: levels an input. trajectories: of morris.
    file:   of members, CSV or Parquet; shown: as messages name it. where: file:line of the key.
    renumbered: whether the file numbers its rows otherwise than from 0 on, which members are.
    conditional: on what a file's members are, one of CONDITIONS; empty: nothing is said of that.
    """

    method: str = "latin_hypercube"
    size: int = 1
    seed: int = 0
    levels: int = 4
    trajectories: int = 0
    file: Path | None = None
    shown: str = ""
    where: str = ""
    renumbered: bool = False
    conditional: str = ""


@dataclass(frozen=True)
class Save:
    """What is kept of every member beside what targets ask.

    variables: labelled variables whose yearly values go to trajectories/; empty: none.
    every:     keep every so many years, counted back from the last of the window. window: first and last year, or None.
    members:   whether members/ is written; without, only summary and bands are.
    bands:     labelled variables whose quantiles are kept by year; None: those that modelled targets ask of.
    """

    variables: tuple[str, ...] = ()
    every: int = 1
    window: tuple[int, int] | None = None
    members: bool = True
    bands: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Batch:
    """What `simulator batch` is told.

    name:      the file's name without suffix. title, description: (language, text) pairs.
    scenarios: the base scenarios, each with the batch's own `set` and `impose` over it, all run on the same members.
    inputs:    swept ones first, then drawn or given ones, each in the order of the file.
    sources:   the files read.
    """

    name: str
    model: str
    scenarios: tuple[Scenario, ...]
    inputs: tuple[Input, ...]
    correlated: tuple[Correlated, ...] = ()
    sample: Sample = Sample()
    save: Save = Save()
    title: tuple[tuple[str, str], ...] = ()
    description: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = field(default=(), compare=False)

    def title_in(self, language: str) -> str:
        """The title in a language; the name where there is none."""
        return dict(self.title).get(language, self.name)

    def description_in(self, language: str) -> str:
        """The description in a language; empty where there is none."""
        return dict(self.description).get(language, "")

    @property
    def is_drawn(self) -> bool:
        """Tell whether shares of its members are shares of sampled futures, rather than of points of a sweep."""
        return any(each.kind == "drawn" for each in self.inputs)

    @property
    def is_posterior(self) -> bool:
        """Tell whether shares of its members are probabilities given history."""
        return self.sample.conditional == "history" and all(each.kind == "given" for each in self.inputs)
