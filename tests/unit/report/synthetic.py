"""Testville: an invented city, its targets and scenarios, read and judged by the functions of production."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simulator.model.labels import read_labels
from simulator.report.outcome import Case, Numerics, Outcome, Results
from simulator.scenario.scenario import Imposition, Scenario, Setting
from simulator.target import JudgeContext, Yearly, imposed_labels, judge, read_history, read_targets

HERE = Path(__file__).parent / "testville"
YEARS = np.arange(2020, 2036)


def case() -> Case:
    """Read Testville's labels, targets and history."""
    labels = read_labels(HERE / "labels.csv")
    return Case(
        model="testville",
        model_hash="0123456789abcdef" * 4,
        labels=labels,
        targets=read_targets(HERE / "targets.csv", labels),
        history=read_history(HERE / "history.csv", labels),
    )


def columns(pace: float, growth: float, green: float) -> dict[str, NDArray[np.float64]]:
    """Invent every variable by year. pace: of urbanization; growth: of GDP, a year; green: of renewables."""
    t = (YEARS - 2020).astype(float)
    ahead = np.clip(t - 5, 0, None)
    people = 561.2 - 2.2 * t - 0.06 * t**2
    urban = 54.0 + 0.89 * t + pace * ahead
    yearly_growth = np.where(t <= 5, 6.0, growth) + 0.4 * np.sin(2.1 * t)
    gdp = 3120.0 * np.cumprod(np.where(t > 0, 1 + yearly_growth / 100, 1.0))
    jobs = 285 - 1.3 * t
    power = 245 * 1.055**t
    capacity = 480 + 116 * t + green * 70 * ahead
    emissions = 3250 + 55 * t - 4.5 * t**2 - green * 30 * ahead
    totals = np.where(t > 0, 1.0, np.nan)
    return {
        "population": people,
        "births": (4.6 - 0.11 * t) * totals,
        "urban population": people * urban / 100,
        "urbanization rate": urban,
        "GDP": gdp,
        "GDP growth rate": 100 * (gdp / np.concatenate([[np.nan], gdp[:-1]]) - 1),
        "employment": jobs,
        "labour productivity": gdp / jobs,
        "electricity consumption": power * totals,
        "renewable generation": capacity * 0.145 * totals,
        "renewable capacity": capacity,
        "non-fossil share": (19 + 1.5 * t + green * 1.1 * ahead) * totals,
        "industrial energy intensity": 0.9 * (0.965 - 0.006 * green) ** t * totals,
        "CO2 emissions": emissions * totals,
        "CO2 intensity": emissions / gdp * totals,
    }


def yearly(pace: float, growth: float, green: float) -> Yearly:
    """Invent one scenario's table, one member."""
    labels = case().labels
    invented = columns(pace, growth, green)
    return Yearly(
        years=YEARS,
        names=tuple(label.variable for label in labels),
        units=tuple(label.unit for label in labels),
        values=np.stack([invented[label.variable] for label in labels], axis=1)[:, :, np.newaxis],
    )


def outcome(scenario: Scenario, table: Yearly, shared: Case) -> Outcome:
    """Judge one scenario; its coarse run differs by one part in ten thousand."""
    coarse = replace(table, values=table.values * 1.0001)
    imposed = tuple(each.name for each in scenario.impositions)
    names = imposed_labels(imposed, shared.labels)
    context = JudgeContext(scenario.name, names, shared.history)
    return Outcome(
        scenario=scenario,
        yearly=table,
        verdicts=judge(shared.targets, coarse, table, context),
        numerics=Numerics("scipy", 0.125, 1e-6, 1e-4),
        imposed=tuple(label.variable for label in shared.labels if label.variable in names),
    )


BASELINE = Scenario("baseline", "testville", title=(("en", "Baseline"), ("zh", "基准情景")))
PLAN = Scenario(
    "plan",
    "testville",
    settings=(Setting("hukou effort", 0.4, "scenarios/plan.yaml:5"),),
    title=(("en", "Plan carried out"), ("zh", "规划实施")),
    seed=0,
)
IMPOSED = Scenario(
    "imposed-growth",
    "testville",
    impositions=(Imposition("GDP", "亿元", None, 0.055, 2025.0, "scenarios/imposed-growth.yaml:6"),),
    title=(("en", "Growth of 5.5 % imposed"), ("zh", "给定增速5.5%")),
)


def outcomes(shared: Case) -> tuple[Outcome, ...]:
    """Invent the three scenarios."""
    return (
        outcome(BASELINE, yearly(-0.1, 4.9, 0.0), shared),
        outcome(PLAN, yearly(0.25, 5.6, 1.0), shared),
        outcome(IMPOSED, yearly(0.02, 5.5, 0.3), shared),
    )


def results(n_scenarios: int = 3) -> Results:
    """Make a report's input. n_scenarios: the first so many of the three, or more, with further ones in between."""
    shared = case()
    made = list(outcomes(shared)[:n_scenarios])
    for extra in range(n_scenarios - len(made)):
        scenario = replace(PLAN, name=f"variant-{extra}", title=(("en", f"Variant {extra}"), ("zh", f"方案{extra}")))
        made.append(outcome(scenario, yearly(0.03 * extra, 4.5 + 0.15 * extra, 0.1 * extra), shared))
    return Results(shared, tuple(made))


def broken() -> Results:
    """Make the input of a report whose only scenario became non-finite on its way."""
    shared = case()
    table = yearly(0.0, 5.0, 0.0)
    values = table.values.copy()
    values[6:] = np.nan
    made = outcome(BASELINE, replace(table, values=values), shared)
    return Results(shared, (replace(made, numerics=replace(made.numerics, non_finite=("GDP", 2025.25))),))


def crowded(copies: int = 3) -> Results:
    """Make the input of a report with many targets: each of Testville's several times, under other names."""
    shared = case()
    targets = tuple(
        replace(target, id=f"{target.id}_{copy}", restates="", name_en=f"{target.name_en}, {copy + 1}")
        for copy in range(copies)
        for target in shared.targets
    )
    crowd = replace(shared, targets=targets)
    return Results(crowd, outcomes(crowd))
