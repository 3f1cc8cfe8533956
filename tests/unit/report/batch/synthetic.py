"""Batches over Testville: members invented by its functions, judged by those of production, counted here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from simulator.report.batch.outcome import (
    PROBABILITIES,
    Bands,
    BatchNumerics,
    BatchOutcome,
    BatchResults,
    Counted,
    Spread,
    TargetShare,
)
from simulator.report.outcome import Case
from simulator.scenario.batch import Batch, Input, Sample
from simulator.scenario.distribution import Distribution
from simulator.scenario.scenario import Scenario
from simulator.target import JudgeContext, Target, Yearly, imposed_labels, judge, margin, measure, threshold
from tests.unit.report.synthetic import BASELINE, IMPOSED, PLAN, case, yearly

NUMERICS = BatchNumerics("llvm", "rk4", 0.125, 2.5e-6, 5)
PACE = Input(
    "pace", "pace", "swept", unit="1/Year", values=tuple(np.linspace(-0.3, 0.6, 7).tolist()), en="Pace", zh="步伐"
)
GROWTH = Input(
    "growth of GDP",
    "GDP",
    "swept",
    "growth",
    "1/Year",
    tuple(np.linspace(0.03, 0.08, 6).tolist()),
    en="Growth of GDP",
    zh="生产总值增速",
)
GREEN = Input(
    "green", "green", "drawn", unit="Dmnl", distribution=Distribution("uniform", (0.0, 1.5)), en="Green", zh="绿色"
)
DRAWN = (
    replace(PACE, kind="drawn", values=(), distribution=Distribution("normal", (0.1, 0.2), (-0.3, 0.6))),
    replace(GROWTH, kind="drawn", values=(), distribution=Distribution("triangular", (0.03, 0.05, 0.08))),
    GREEN,
)


@dataclass(frozen=True)
class Run:
    """Members of one scenario: what they were given, (input, member), and what came of them."""

    scenario: Scenario
    inputs: np.ndarray
    table: Yearly


def outcome_of(run: Run, shared: Case, error: float = 1e-4) -> tuple[BatchOutcome, pa.Table]:
    """Judge the members of a scenario and count; also their table without inputs. error: relative, of every value."""
    alone = replace(run.table, values=run.table.values[:, :, :1])
    names = imposed_labels(tuple(each.name for each in run.scenario.impositions), shared.labels)
    verdicts = judge(shared.targets, alone, alone, JudgeContext(run.scenario.name, names, shared.history))
    columns: dict[str, np.ndarray | list[str]] = {}
    shares = []
    for place, (target, verdict) in enumerate(zip(shared.targets, verdicts, strict=True)):
        if verdict.basis not in ("model", "imposed"):
            known = None if verdict.value is None else spread_of(np.array([verdict.value]))
            told = (verdict.basis, verdict.verdict, None, None, None, None, known, None, verdict.reason)
            shares.append(TargetShare(place, *told))
            continue
        value, signed = _measured(target, run.table)
        words = _words(signed, error * np.nanmax(np.abs(value), initial=0.0))
        if verdict.basis == "imposed":
            words = np.full(words.shape, "not_modelled")
        columns |= {f"{target.id}_value": value, f"{target.id}_margin": signed, f"{target.id}_verdict": words.tolist()}
        shares.append(_share(place, verdict.basis, words, value, verdict.reason))
    broken = ~np.isfinite(run.table.values[1:]).all(axis=(0, 1))
    first = (int(np.argmax(broken)), "GDP", 2025.25) if broken.any() else None
    fixed = tuple(label.variable for label in shared.labels if label.variable in names)
    made = BatchOutcome(run.scenario, tuple(shares), bands_of(run.table), fixed, int(broken.sum()), first)
    return made, pa.table(columns)


def _measured(target: Target, table: Yearly) -> tuple[np.ndarray, np.ndarray]:
    value = measure(target, table)
    return value, margin(target, value, threshold(target, table))


def _words(signed: np.ndarray, error: float) -> np.ndarray:
    words = np.where(signed >= 0, "met", "missed").astype("<U12")
    words[np.abs(signed) <= error] = "too_close"
    words[~np.isfinite(signed)] = "undecided"
    return words


def _share(place: int, basis: str, words: np.ndarray, value: np.ndarray, reason: str) -> TargetShare:
    if basis == "imposed":
        return TargetShare(place, basis, "not_modelled", None, None, None, None, spread_of(value), None, reason)
    counted = Counted(*(int((words == word).sum()) for word in ("met", "missed", "too_close", "undecided")))
    share = counted.met / counted.n
    low, high = wilson(share, counted.n)
    reason = "GDP is not finite in 2030 (nan)." if counted.undecided else ""
    return TargetShare(place, basis, "", counted, share, low, high, spread_of(value), 0.001, reason)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Interval of 95 % of a share. Source: Wilson (1927), Probable inference, JASA 22, 209-212."""
    z = 1.959963984540054
    middle, half = share + z * z / (2 * n), z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return float(max(0.0, (middle - half) / (1 + z * z / n))), float(min(1.0, (middle + half) / (1 + z * z / n)))


def spread_of(value: np.ndarray) -> Spread:
    """Spread of values, the finite ones."""
    finite = value[np.isfinite(value)]
    if not finite.size:
        return Spread((float("nan"),) * 5, 0.0, np.empty(0), np.empty(0, dtype=np.int64))
    counts, edges = np.histogram(finite, bins=24)
    return Spread(tuple(np.quantile(finite, PROBABILITIES).tolist()), 0.0, edges, counts)


def bands_of(table: Yearly) -> Bands:
    """Quantiles by year."""
    values = np.full((5, *table.values.shape[:2]), np.nan)
    for year, row in enumerate(table.values):
        for variable, members in enumerate(row):
            finite = members[np.isfinite(members)]
            if finite.size:
                values[:, year, variable] = np.quantile(finite, PROBABILITIES)
    return Bands(table.years, table.names, table.units, values, np.zeros(values.shape[1:]))


def write_members(folder: Path, runs: Sequence[Run], tables: Sequence[pa.Table], inputs: Sequence[Input]) -> Path:
    """Write members/ in two parts a scenario."""
    folder.mkdir(parents=True, exist_ok=True)
    part = 0
    for run, table in zip(runs, tables, strict=True):
        n_members = run.inputs.shape[1]
        head = {"scenario": [run.scenario.name] * n_members, "member": np.arange(n_members, dtype=np.int64)}
        given = {each.name: values for each, values in zip(inputs, run.inputs, strict=True)}
        whole = pa.table({**head, **given, **{name: table[name] for name in table.column_names}})
        coded = [name for name in whole.column_names if name == "scenario" or name.endswith("_verdict")]
        for name in coded:
            place = whole.column_names.index(name)
            whole = whole.set_column(place, name, whole[name].dictionary_encode())
        for begin in range(0, n_members, max(1, n_members // 2)):
            pq.write_table(whole.slice(begin, max(1, n_members // 2)), folder / f"part-{part:06d}.parquet")
            part += 1
    return folder


def scenarios(n_scenarios: int) -> tuple[Scenario, ...]:
    """Take the first so many, with variants of the plan at the end."""
    more = (
        replace(PLAN, name=f"variant-{each}", title=(("en", f"Variant {each}"), ("zh", f"方案{each}")))
        for each in range(max(0, n_scenarios - 3))
    )
    return (*(BASELINE, PLAN, IMPOSED)[:n_scenarios], *more)


def drawn(n_scenarios: int = 1, n_members: int = 60, folder: Path | None = None) -> BatchResults:
    """Make the results of a batch whose three inputs are drawn."""
    rng = np.random.default_rng(7)
    inputs = np.stack(
        [rng.normal(0.1, 0.2, n_members), rng.triangular(0.03, 0.05, 0.08, n_members), rng.uniform(0, 1.5, n_members)]
    )
    return made_of(inputs, (scenarios(n_scenarios), DRAWN), folder)


def swept(n_draws: int = 1, folder: Path | None = None, n_scenarios: int = 1) -> BatchResults:
    """Make the results of a sweep of growth and pace, crossed with draws of a third input where there are several."""
    rng = np.random.default_rng(3)
    pace, growth = (each.ravel() for each in np.meshgrid(PACE.values, GROWTH.values, indexing="ij"))
    greens = rng.uniform(0, 1.5, n_draws) if n_draws > 1 else np.array([0.4])
    points = [np.stack([pace, growth, np.full(pace.size, green)]) for green in greens]
    inputs = np.concatenate(points, axis=1)
    kinds = (PACE, GROWTH, GREEN) if n_draws > 1 else (PACE, GROWTH)
    return made_of(inputs, (scenarios(n_scenarios), kinds), folder)


def made_of(
    inputs: np.ndarray, batch: tuple[tuple[Scenario, ...], tuple[Input, ...]], folder: Path | None
) -> BatchResults:
    """Make results of the numbers of three inputs, (3, member), of which the batch has the first ones."""
    shared, (bases, kinds) = case(), batch
    runs = []
    for number, scenario in enumerate(bases):
        tables = [yearly(pace + 0.05 * number, 100 * growth, green) for pace, growth, green in inputs.T]
        table = replace(tables[0], values=np.concatenate([each.values for each in tables], axis=2))
        runs.append(Run(scenario, inputs[: len(kinds)], table))
    made = [outcome_of(run, shared) for run in runs]
    described = Batch(
        *("testville-uncertain", "testville", bases, kinds),
        sample=Sample("monte_carlo", inputs.shape[1], 7),
        title=(("en", "Testville, uncertain"), ("zh", "测试城：不确定性")),
    )
    members = None if folder is None else write_members(folder, runs, [table for _, table in made], kinds)
    return BatchResults(shared, described, inputs.shape[1], tuple(each for each, _ in made), NUMERICS, members)
