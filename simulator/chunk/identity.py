"""Whose bytes a store holds: digests of everything that decides them, each under a name that a message can tell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path

import numpy as np

from simulator.chunk.case import BatchCase
from simulator.ensemble.worker import versions_here

__all__ = ["identity_of"]

# Of the packages that a cluster needs, the one that computes nothing.
CONNECTS = "distributed"
# Where something was written down, and how it is called, decides no byte of a chunk.
NOT_COUNTED = ("where", "overrode", "sources", "shown", "title", "description", "quote", "place")


def identity_of(case: BatchCase, engine: str, measured: Iterable[np.ndarray] = ()) -> dict[str, str]:
    """Describe what decides the bytes of a batch's parts.

    engine:   what computes.
    measured: on the first members: errors, by which verdicts are told, and bins. Another processor may round them
              otherwise, and chunks of two kinds would be mixed.
    """
    batch = case.batch
    given = {"file": _file_digest(batch.sample.file)} if batch.sample.file else {}
    return {
        "batch": batch.name,
        "model": case.model.digest,
        "scenarios": _digest([(each.name, each.hash) for each in batch.scenarios]),
        "inputs": _digest([batch.inputs, batch.correlated]),
        "sample": _digest(batch.sample),
        **given,
        "save": _digest(batch.save),
        "labels": _digest(case.labels),
        "targets": _digest(case.targets),
        "history": _digest(case.history.points),
        "steps": f"{case.engine.method}, {case.clock.time_step:g}",
        "engine": engine,
        "first members": _digest([each.tolist() for each in measured]),
        **{name: told for name, told in versions_here().items() if name != CONNECTS},
    }


def _digest(value: object) -> str:
    written = json.dumps(_plain(value), ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(value: object) -> object:
    """Bring records to what JSON holds; numbers to all their digits."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value) if each.name not in NOT_COUNTED}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Path):
        return value.name
    return value
