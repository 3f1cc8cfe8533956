"""The ledger of a store: which chunk holds which members, in which files, with their digests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from simulator.ensemble.parts import Written, write_atomically

__all__ = ["LEDGER", "Done", "done_of", "read_plan", "row_of", "write_ledger"]

LEDGER = "ledger.json"
_FORMAT = "simulator ledger"


@dataclass(frozen=True)
class Done:
    """A chunk that is done.

    scenario:     the one that its members are of. first_member, members: from which number on, and how many.
    parts:        its files; none where nothing of each member is kept.
    """

    chunk: int
    scenario: str
    first_member: int
    members: int
    parts: tuple[Written, ...] = ()


def row_of(done: Done) -> dict[str, object]:
    """Write a chunk that is done as JSON takes it."""
    return asdict(done)


def done_of(row: Mapping[str, object]) -> Done:
    """Read a chunk that is done. Raises: KeyError, TypeError or ValueError where the row is none."""
    parts = row["parts"]
    if not isinstance(parts, list):
        raise TypeError("parts are no list")
    numbers = (row["chunk"], row["first_member"], row["members"])
    chunk, first_member, members = (int(str(each)) for each in numbers)
    return Done(chunk, str(row["scenario"]), first_member, members, tuple(Written(**each) for each in parts))


def write_ledger(folder: Path, plan: Mapping[str, str], done: Iterable[Done]) -> None:
    """Write the ledger of a complete store: one row a file, by chunk. plan: what decides the bytes of the store."""
    rows = []
    for each in sorted(done, key=lambda each: each.chunk):
        where = {"chunk": each.chunk, "scenario": each.scenario}
        where |= {"first_member": each.first_member, "members": each.members}
        rows += [where | asdict(part) for part in each.parts]
    ledger = {"format": _FORMAT, "plan": dict(sorted(plan.items())), "parts": rows}
    text = json.dumps(ledger, ensure_ascii=False, indent=1) + "\n"
    write_atomically(folder / LEDGER, lambda raw: raw.write(text.encode("utf-8")))


def read_plan(folder: Path) -> dict[str, str] | None:
    """Read from a store's ledger what decided its bytes; None where there is no ledger of ours."""
    try:
        ledger = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(ledger, dict) or ledger.get("format") != _FORMAT or not isinstance(ledger.get("plan"), dict):
        return None
    return {str(name): str(value) for name, value in ledger["plan"].items()}
