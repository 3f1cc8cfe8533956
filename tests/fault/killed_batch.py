"""A whole batch as a process that can be killed: chunks on threads, store, report, final place."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from simulator.ensemble import journal
from simulator.ensemble.executor import on_threads
from simulator.ensemble.store import opened
from simulator.report.store import FORMAT, MANIFEST, publish
from tests.unit.ensemble.toy import ToyTask, added, toy_plan

N_CHUNKS = 24


@dataclass(frozen=True)
class Batch:
    """Where a batch writes, and where it notes each chunk once it is recorded."""

    outputs: Path
    notes: Path

    @property
    def partial(self) -> Path:
        """The folder it writes into."""
        return self.outputs / "x.partial"

    @property
    def final(self) -> Path:
        """The folder that this becomes."""
        return self.outputs / "x"

    def run(self, pause: float = 0.0, task: Callable | None = None) -> None:
        """Go on, or begin. pause: seconds that a chunk takes longer, so that kills come everywhere."""
        journal._MOST_FILES = 5
        task = task or ToyTask(self.partial)

        def slow(chunk: int):
            time.sleep(pause)
            return task(chunk)

        with opened(self.partial, toy_plan(N_CHUNKS), added, resume=self.partial.exists()) as store:
            for done, share in on_threads(slow, store.to_do, 2):
                store.record(done, share)
                self._note(done.chunk)
            if not store.sealed:
                store.write_ledger()
                state = {name: values.tolist() for name, values in sorted(store.state.items())}
                (self.partial / "summary.csv").write_text(repr(state))
                (self.partial / MANIFEST).write_text(f'{{"format": "{FORMAT}"}}')
                store.seal()
            publish(self.partial, self.final)

    def _note(self, chunk: int) -> None:
        """Write down, at once, that a chunk is recorded."""
        descriptor = os.open(self.notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(descriptor, f"{chunk}\n".encode())
        os.close(descriptor)

    def noted(self) -> set[int]:
        """Read which chunks are recorded."""
        return {int(line) for line in self.notes.read_text().split()} if self.notes.exists() else set()
