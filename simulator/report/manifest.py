"""The manifest: what was run, with what, and how far its numbers can be trusted; enough to run it again."""

import json
import math
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath

from simulator import __version__
from simulator.report.outcome import BareRun, Numerics, Outcome, Results
from simulator.report.store import FORMAT, MANIFEST
from simulator.scenario.scenario import Imposition, Scenario
from simulator.scenario.schedule import Schedule, Value

__all__ = [
    "Execution",
    "bare_manifest",
    "execution_now",
    "heading",
    "place_text",
    "run_manifest",
    "scenario_content",
    "versions",
    "write_manifest",
]

_PACKAGES = ("numpy", "scipy", "llvmlite", "pysd", "matplotlib")


@dataclass(frozen=True)
class Execution:
    """When and where results were made: the only part of a manifest that may differ between two equal runs."""

    written: str
    machine: str
    processors: int
    system: str


def execution_now() -> Execution:
    """Say when and where this is."""
    return Execution(
        written=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=platform.node(),
        processors=os.cpu_count() or 1,
        system=platform.platform(),
    )


def run_manifest(results: Results, execution: Execution) -> dict[str, object]:
    """Describe the results of scenarios."""
    case = results.case
    return {
        **heading(case.model, case.model_hash),
        "units": {label.variable: label.unit for label in case.labels},
        "targets": {"rows": len(case.targets), "modelled": sum(target.is_modelled for target in case.targets)},
        "scenarios": [_scenario(outcome) for outcome in results.outcomes],
        "versions": versions(),
        "execution": asdict(execution),
    }


def bare_manifest(run: BareRun, execution: Execution) -> dict[str, object]:
    """Describe the results of a model file."""
    saved = run.trajectories
    return {
        **heading(run.name, run.model_hash),
        **run.notes,
        **({"repairs": [place_text(each) for each in run.repairs]} if run.repairs else {}),
        "units": dict(zip(saved.names, saved.units, strict=True)),
        "numerics": _numerics(run.numerics),
        "versions": versions(),
        "execution": asdict(execution),
    }


def write_manifest(folder: Path, manifest: Mapping[str, object]) -> None:
    """Write a manifest as JSON; what is not a finite number is null there."""
    text = json.dumps(_strict(manifest), ensure_ascii=False, indent=2, allow_nan=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8", newline="\n")


def versions(*further: str) -> dict[str, str]:
    """Name the versions of everything that has a say in the numbers and the figures. further: more packages."""
    found = {"simulator": __version__, "python": platform.python_version()}
    for package in (*_PACKAGES, *further):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "unknown"
    return found


def heading(model: str, model_hash: str) -> dict[str, object]:
    """Begin every manifest alike; the format is what marks a folder as replaceable."""
    return {"format": FORMAT, "format_version": 1, "model": {"name": model, "hash": model_hash}}


def _scenario(outcome: Outcome) -> dict[str, object]:
    """Describe one scenario: what it is, how it was integrated, how it fared."""
    return {
        **scenario_content(outcome.scenario, outcome.imposed),
        "numerics": _numerics(outcome.numerics),
        "verdicts": _counts(outcome),
    }


def scenario_content(scenario: Scenario, imposed: Sequence[str]) -> dict[str, object]:
    """Describe every resolved value of a scenario, and what it imposes. imposed: the labelled variables it fixes."""
    return {
        "name": scenario.name,
        "title": dict(scenario.title),
        "hash": scenario.hash,
        "sources": [PurePath(source).name for source in scenario.sources],
        "set": {
            setting.name: {"value": _value(setting.value), "where": place_text(setting.where)}
            for setting in scenario.settings
        },
        "impose": {each.name: _imposition(each) for each in scenario.impositions},
        "imposed": list(imposed),
        "conditional": bool(imposed or scenario.impositions),
        "seed": scenario.seed,
    }


def _counts(outcome: Outcome) -> dict[str, int]:
    """Count the verdicts; the sum is the whole register."""
    words = [verdict.verdict for verdict in outcome.verdicts]
    return {word: words.count(word) for word in ("met", "missed", "too_close", "undecided", "not_modelled")}


def _numerics(numerics: Numerics) -> dict[str, object]:
    """Describe how a run was integrated."""
    broken = numerics.non_finite
    return {
        "engine": numerics.engine,
        "solver": numerics.solver,
        "time_step": numerics.time_step,
        "tolerance": numerics.tolerance,
        "numerical_error": numerics.numerical_error,
        "first_non_finite": None if broken is None else {"variable": broken[0], "time": broken[1]},
    }


def _imposition(imposition: Imposition) -> dict[str, object]:
    """Describe what replaces a variable's own equation."""
    what: dict[str, object] = {"unit": imposition.unit, "where": place_text(imposition.where)}
    if imposition.path is not None:
        return {**what, "path": [list(knot) for knot in imposition.path]}
    return {**what, "growth": imposition.growth, "from": imposition.start}


def _value(value: Value) -> object:
    """Write a constant as a number, a path with everything that it consists of."""
    return asdict(value) if isinstance(value, Schedule) else value


def place_text(where: str) -> str:
    """Keep the file's name and line, not its folder: the same run from elsewhere has the same manifest."""
    return PurePath(where).name


def _strict(value: object) -> object:
    """Bring a value to what strict JSON can hold."""
    if isinstance(value, Mapping):
        return {str(key): _strict(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_strict(each) for each in value]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return value
