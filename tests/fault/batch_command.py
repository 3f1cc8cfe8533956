"""The command `simulator batch` on the small town, as a process that can be killed, interrupted or held up."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import matplotlib.figure  # noqa: F401  here, so that the fork server has it

from simulator.cli import main
from simulator.report.store import MANIFEST

TOWN = Path(__file__).resolve().parents[1] / "whole" / "town"
ROOT = Path(__file__).resolve().parents[2]
NAME = "draws"
BATCH = """
name: {en: Draws, zh: 抽样}
scenarios: [base, effort]
uncertain:
  movement pace: {uniform: [0.01, 0.04]}
  birth rate: {normal: [0.002, 0.001]}
sample: {method: monte_carlo, size: 2000, seed: 2026}
save: {variables: [population, GDP], every: 5}
"""
PATIENCE = 60.0
# What a batch writes that has to be the same to the last bit, beside members/ and trajectories/.
SAME = ("summary.csv", "bands.csv", "ledger.json")


class Ended(NamedTuple):
    """How a process ended: its exit code and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Moment:
    """When a process kills itself: at the n-th change of a file in its output folder, counted from `since` on.

    since: `begin`, `report` (the ledger is written) or `final` (everything is; the folder takes its place).
    """

    since: str
    n: int


class Town:
    """A copy of the town with a batch in it."""

    def __init__(self, place: Path, text: str = BATCH) -> None:
        """Copy it to a place that is not there yet. text: of the batch file."""
        shutil.copytree(TOWN, place)
        self.place = place
        self.write(text)

    def write(self, text: str, name: str = NAME) -> None:
        """Write a batch file."""
        (self.place / "scenarios" / f"{name}.yaml").write_text(text, encoding="utf-8")

    def partial(self, output: str = "outputs") -> Path:
        """Return the folder that an unfinished batch is in."""
        return self.place / output / f"{NAME}.partial"

    def final(self, output: str = "outputs") -> Path:
        """Return the folder of results."""
        return self.place / output / NAME

    def start(self, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.Popen:
        """Start `simulator batch draws` with more arguments. before: is called in the process."""
        environment = {name: value for name, value in os.environ.items() if name != "SIMULATOR_LANG"}
        return subprocess.Popen(
            [sys.executable, "-m", "simulator", "batch", NAME, *arguments],
            cwd=self.place,
            env=environment | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            preexec_fn=before,
        )

    def run(self, *arguments: str, before: Callable[[], None] | None = None) -> Ended:
        """Run it to its end."""
        return ended(self.start(*arguments, before=before))

    def n_recorded(self, output: str = "outputs") -> int:
        """Count the chunks of an unfinished batch that are recorded."""
        return len(list((self.partial(output) / "progress").glob("chunk-*")))

    def wait_for_chunks(self, n: int, output: str = "outputs") -> None:
        """Wait until so many chunks are recorded."""
        end = time.monotonic() + PATIENCE
        while self.n_recorded(output) < n:
            assert time.monotonic() < end, f"it takes too long until {n} chunks are recorded"
            time.sleep(0.002)


def ended(process: subprocess.Popen) -> Ended:
    """Wait for a process."""
    out, err = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, out, err)


def results(folder: Path) -> dict[str, object]:
    """Read what has to be the same of two runs: the bytes of parts and tables, the manifest but for its execution."""
    paths = [*(folder / name for name in SAME), *folder.glob("members/*"), *folder.glob("trajectories/*")]
    found: dict[str, object] = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(paths)}
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert manifest.pop("execution")
    return found | {MANIFEST: manifest}


@dataclass
class _Killer:
    """Watches what a process does to files, and kills it in time."""

    place: str
    moment: Moment
    since: str = "begin"
    n_seen: int = 0

    def __call__(self, event: str, arguments: tuple) -> None:
        """Take an event of the interpreter; see `sys.addaudithook`."""
        if not self._changes(event, arguments):
            return
        if event == "os.remove" and str(arguments[0]).endswith("plan.json"):
            self._enter("final")
        if self.since == self.moment.since:
            if self.n_seen == self.moment.n:
                os.kill(os.getpid(), signal.SIGKILL)
            self.n_seen += 1
        if event == "os.rename" and str(arguments[1]).endswith("ledger.json"):
            self._enter("report")

    def _enter(self, since: str) -> None:
        self.since, self.n_seen = since, 0

    def _changes(self, event: str, arguments: tuple) -> bool:
        """Tell whether an event changes a file or a folder of the output."""
        if event == "open":
            path, _, flags = arguments
            return self._is_inside(path) and bool(flags & (os.O_WRONLY | os.O_RDWR))
        return event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree") and (
            self._is_inside(arguments[0]) or arguments[-1] not in (None, -1)
        )

    def _is_inside(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and os.path.abspath(path).startswith(self.place)


def command(place: Path, arguments: Sequence[str], moment: Moment | None, said: Path) -> None:
    """Run the command in this process, which is a fork that has everything imported.

    moment: when it kills itself. said: the file that all its output goes to.
    """
    os.chdir(place)
    with said.open("wb", buffering=0) as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    if moment is not None:
        output = arguments[list(arguments).index("-o") + 1]
        sys.addaudithook(_Killer(os.path.abspath(output), moment))
    main(["batch", NAME, *arguments])


class Forked:
    """Runs the batch of a town in processes of a fork server, which has imported the program: they begin at once."""

    def __init__(self, town: Town) -> None:
        """Begin with nothing run."""
        self.town = town
        self.said = town.place / "said.txt"
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.fault.batch_command"])

    def start(self, *arguments: str, moment: Moment | None = None) -> multiprocessing.process.BaseProcess:
        """Start the command. moment: when it kills itself."""
        process = self._context.Process(target=command, args=(self.town.place, arguments, moment, self.said))
        process.start()
        return process

    def run(self, *arguments: str) -> Ended:
        """Run the command to its end."""
        return self.end(self.start(*arguments))

    def end(self, process: multiprocessing.process.BaseProcess, patience: float = PATIENCE) -> Ended:
        """Wait for a process, and kill it when it takes longer; the code is -9 then."""
        process.join(patience)
        if process.is_alive():
            process.kill()
            process.join()
        return Ended(process.exitcode, "", self.said.read_text(encoding="utf-8") if self.said.exists() else "")
