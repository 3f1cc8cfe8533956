"""The manifest of a batch: every input with all that it is drawn from or swept over, and what shares are shares of."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath

from simulator.report.batch.outcome import BatchOutcome, BatchResults
from simulator.report.batch.told import sample_note
from simulator.report.manifest import Execution, heading, place_text, scenario_content, versions
from simulator.scenario.batch import Batch, Input

__all__ = ["batch_manifest"]

# Methods of sampling, with what describes each beside its seed.
_SAMPLED = {
    "latin_hypercube": ("size", "seed"),
    "sobol": ("size", "seed"),
    "monte_carlo": ("size", "seed"),
    "grid": ("levels",),
    "morris": ("trajectories", "levels", "seed"),
}


def batch_manifest(results: BatchResults, execution: Execution) -> dict[str, object]:
    """Describe the results of a batch; only the block `execution`, the last, may differ between two equal runs."""
    case, batch = results.case, results.batch
    return {
        **heading(case.model, case.model_hash),
        "batch": {
            "name": batch.name,
            "title": dict(batch.title),
            "sources": [PurePath(source).name for source in batch.sources],
            "inputs": [_input(each) for each in batch.inputs],
            "correlated": [
                {"inputs": list(each.inputs), "matrix": [list(row) for row in each.matrix]} for each in batch.correlated
            ],
            "sample": _sample(batch),
            "save": asdict(batch.save),
        },
        "members": results.n_members,
        "shares": sample_note(results, "en"),
        "units": {label.variable: label.unit for label in case.labels},
        "targets": {"rows": len(case.targets), "modelled": sum(target.is_modelled for target in case.targets)},
        "scenarios": [_scenario(outcome) for outcome in results.outcomes],
        "numerics": asdict(results.numerics),
        **results.notes,
        "versions": versions("pyarrow"),
        "execution": asdict(execution),
    }


def _input(given: Input) -> dict[str, object]:
    """Describe one input: how it acts, and what its numbers come from."""
    told: dict[str, object] = {"name": given.name, "of": given.of, "kind": given.kind, "act": given.act}
    told |= {"unit": given.unit, "range": [given.low, given.high]}
    if given.kind == "swept":
        told |= {"values": list(given.values), "zipped": None if given.zipped < 0 else given.zipped}
    if given.distribution is not None:
        drawn = given.distribution
        within = None if drawn.within is None else list(drawn.within)
        told["distribution"] = {
            "kind": drawn.kind,
            "numbers": list(drawn.numbers),
            "weights": list(drawn.weights),
            "within": within,
        }
    return {**told, "where": place_text(given.where)}


def _sample(batch: Batch) -> dict[str, object] | None:
    """Describe how members are drawn; None where none is."""
    if all(each.kind == "swept" for each in batch.inputs):
        return None
    sample = batch.sample
    if sample.method not in _SAMPLED:
        on_what = {"conditional": sample.conditional} if sample.conditional else {}
        return {"method": sample.method, "file": PurePath(sample.shown or str(sample.file or "")).name, **on_what}
    return {"method": sample.method, **{name: getattr(sample, name) for name in _SAMPLED[sample.method]}}


def _scenario(outcome: BatchOutcome) -> dict[str, object]:
    """Describe one base scenario, and count what its members say, added up over the targets that are counted."""
    counted = [share.counted for share in outcome.shares if share.counted is not None]
    first = outcome.first_broken
    names = ("met", "missed", "too_close", "undecided")
    return {
        **scenario_content(outcome.scenario, outcome.imposed),
        "counted_targets": len(counted),
        "verdicts": {name: sum(getattr(each, name) for each in counted) for name in names},
        "members_not_finite": outcome.broken,
        "first_not_finite": None if first is None else {"member": first[0], "variable": first[1], "time": first[2]},
    }
