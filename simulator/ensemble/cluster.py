"""Chunks on the processes of a Dask cluster, of this machine or of many; the one place that knows Dask.

The task is written once into the store's folder, which all workers share, and each worker process reads it once: one
that comes later, or again, finds it there. Results come to the client, which alone records them.
"""

from __future__ import annotations

import hashlib
import logging
import pickle
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar
from uuid import uuid4

from simulator.ensemble import worker
from simulator.ensemble.executor import Stop
from simulator.ensemble.flight import KEPT, POLL_SECONDS, Flight, lost, reason_of
from simulator.ensemble.parts import UNFINISHED, write_atomically
from simulator.ensemble.worker import probe, versions_here
from simulator.errors import RunError

__all__ = ["LOCAL", "Cluster", "connected"]

LOCAL = "local"
_ADDRESS = re.compile(r"((tcp|tls|ucx|ws|wss)://)?[^\s:/]+:\d{1,5}|(tcp|tls)://\[[0-9a-fA-F:]+\]:\d{1,5}")

_ANSWER_SECONDS = 10
_CLOSE_SECONDS = 2
_WITHOUT_WORKERS_SECONDS = 60

# Chunks in flight for each thread of a worker: one runs and one waits, so that none is idle while results are recorded.
_EACH = 2

_Result = TypeVar("_Result")


@contextmanager
def connected(scheduler: str, workers: int) -> Iterator[Cluster]:
    """Connect to a scheduler, or start one with its workers on this machine, for as long as the block lasts.

    scheduler: its address (`tcp://HOST:8786`), or `local`.
    workers:   how many processes `local` starts; each runs one chunk at a time. Others bring their own.
    Raises:    RunError when Dask is not installed, nothing answers, there is no worker, or versions differ.
    """
    distributed = _distributed()
    if scheduler != LOCAL and not _ADDRESS.fullmatch(scheduler):
        raise RunError(
            f"--scheduler {scheduler}: this is no address. Expected tcp://HOST:PORT, as `dask scheduler` tells it, or "
            "local. Correct it."
        )
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        place = stack.enter_context(_local(distributed, workers)) if scheduler == LOCAL else scheduler
        try:
            client = _answered(lambda: distributed.Client(place, timeout=_ANSWER_SECONDS, set_as_default=False))
        except (OSError, ValueError, RuntimeError) as error:
            raise RunError(
                f"{scheduler}: no scheduler answers there within {_ANSWER_SECONDS} s ({reason_of(error)}). "
                "Expected one that `dask scheduler` started. Start it, or correct --scheduler."
            ) from error
        stack.callback(client.close, timeout=_CLOSE_SECONDS)
        cluster = Cluster(client, scheduler)
        cluster.refuse_unlike()
        yield cluster


def _answered(call: Callable[[], Any]) -> Any:
    """Call what waits for an answer, no longer than that may take: Dask waits for ever where a port is open but silent.

    Raises: TimeoutError; what the call raises.
    """
    told: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()

    def ask() -> None:
        try:
            told.put((call(), None))
        except BaseException as error:
            told.put((None, error))

    Thread(target=ask, name="asking", daemon=True).start()
    try:
        answer, error = told.get(timeout=_ANSWER_SECONDS + 1)
    except Empty:
        raise TimeoutError("it is silent") from None
    if error is not None:
        raise error
    return answer


def _distributed() -> Any:
    """Import Dask. Raises: RunError where it is not installed."""
    try:
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise RunError(
            f"--scheduler: Dask is not installed ({error}). Expected the extra `cluster`. "
            "Install it: pip install 'dezhou-simulator[cluster]'."
        ) from error
    return distributed


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask logs from the screen: what matters is raised."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _local(distributed: Any, workers: int) -> Any:
    """Start a scheduler and workers on this machine, reachable from it alone, with no page of its own."""
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # its status answers on any free port, so that several can run
        scheduler_kwargs={"dashboard": False},
        memory_limit=0,
        silence_logs=logging.CRITICAL + 1,
        preload=worker.__name__,
    )


class Cluster:
    """A scheduler that has answered, with its workers. Use `connected`."""

    def __init__(self, client: Any, where: str) -> None:
        """Keep who is connected. client: Dask's; where: how the user calls it."""
        self._client = client
        self._where = where
        self._counted = self._seen = time.monotonic()
        self._n_threads = 0

    def refuse_unlike(self) -> None:
        """Refuse a cluster without workers, and one where a machine has other versions. Raises: RunError."""
        try:
            self._client.wait_for_workers(1, timeout=_ANSWER_SECONDS)
        except OSError as error:
            raise RunError(
                f"{self._where}: the scheduler has no workers. Expected one at least. "
                "Start some on each machine: dask worker ADDRESS."
            ) from error
        own = versions_here()
        found: dict[str, Any] = self._client.run(versions_here, on_error="return")
        try:
            found["the scheduler"] = self._client.run_on_scheduler(versions_here)
        except Exception as error:
            found["the scheduler"] = error
        faults = [fault for name, its in sorted(found.items()) if (fault := self._unlike(name, its, own))]
        if faults:
            raise RunError(*faults)

    def _unlike(self, name: str, its: Any, own: dict[str, str]) -> str:
        """Word how a machine's versions differ from ours; empty where they do not."""
        remedy = "Install the same versions on all machines, those of requirements.lock."
        if isinstance(its, BaseException):
            what = f"{name} cannot run this program: {reason_of(its)}"
            return f"{self._where}: {what}. Expected it installed there. {remedy}"
        told = [f"{each} {its.get(each, 'none')}, here {own[each]}" for each in own if its.get(each) != own[each]]
        if not told:
            return ""
        return f"{self._where}: {name} has {'; '.join(told)}. Expected the same versions. {remedy}"

    def run(
        self, task: Callable[[int], _Result], chunks: Iterable[int], folder: Path, stop: Stop | None = None
    ) -> Iterator[_Result]:
        """Run a task for each chunk; give its results as they end, each chunk once.

        task:   can be pickled. It is loaded once in each worker process.
        folder: absolute, where all workers and this process read and write the same files.
        stop:   once asked, chunks in flight end and are given, then KeyboardInterrupt is raised.
        Raises: RunError when a worker does not see the folder, before anything runs, and when the scheduler or all
                workers are lost; what a task raised first, after the results of those in flight.
        """
        stop = stop or Stop(lambda: None)
        shared = self._share(task, folder)
        flight: Flight[_Result] = Flight(self._client, self._where, shared)
        waiting, failure = iter(chunks), None
        try:
            while True:
                most = _EACH * max(1, self._count_threads())
                while not stop.asked and failure is None and flight.n_open < most:
                    if (chunk := next(waiting, None)) is None:
                        break
                    flight.begin(chunk)
                if flight.n_open == 0:
                    break
                for result, error in flight.ended():
                    failure = failure or error
                    if error is None:
                        yield result  # type: ignore[misc]  # without an error there is a result
        finally:
            with suppress(OSError):
                shared[0].unlink(missing_ok=True)
        if failure is not None:
            raise failure
        if stop.asked:
            raise KeyboardInterrupt

    def _share(self, task: object, folder: Path) -> tuple[Path, str]:
        """Put a task where all workers read it, and see that they do and can write there.

        Returns: its file and its digest. Raises: RunError naming the workers that do not see the folder.
        """
        pickled = pickle.dumps(task)
        digest = hashlib.sha256(pickled).hexdigest()
        path = folder / f".task-{digest[:12]}{UNFINISHED}"
        write_atomically(path, lambda raw: raw.write(pickled))
        try:
            told: dict[str, Any] = self._client.run(probe, path, digest, uuid4().hex[:12], on_error="return")
            faults = [fault for name, its in sorted(told.items()) if (fault := self._unseen(name, its, folder))]
            if faults:
                raise RunError(*faults)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path, digest

    def _unseen(self, name: str, told: Any, folder: Path) -> str:
        """Word why a worker does not share the folder; empty where it does. told: its probe's name, or what failed."""
        if isinstance(told, str):
            written = folder / told
            if written.is_file():
                written.unlink(missing_ok=True)
                return ""
            told = "what it wrote there is not seen here"
        return (
            f"{self._where}: worker {name} does not share {folder}: {reason_of(told)}. Expected the same folder on all "
            "machines, under the same path. Mount it there with permission to write, or choose another one with -o."
        )

    def _count_threads(self) -> int:
        """Count how many chunks run at a time; asked anew every few moments, for workers come and go.

        Raises: RunError when the scheduler does not answer, or when there has been no worker for long.
        """
        now = time.monotonic()
        if self._n_threads and now - self._counted < POLL_SECONDS:
            return self._n_threads
        try:
            threads = self._client.sync(self._client.scheduler.ncores, callback_timeout=_ANSWER_SECONDS)
        except Exception as error:
            raise lost(self._where, reason_of(error)) from error
        self._n_threads, self._counted = sum(threads.values()), time.monotonic()
        if self._n_threads:
            self._seen = self._counted
        elif self._counted - self._seen > _WITHOUT_WORKERS_SECONDS:
            raise RunError(
                f"{self._where}: the scheduler has had no worker for {_WITHOUT_WORKERS_SECONDS} s. Expected one. "
                f"{KEPT}: start workers again (dask worker ADDRESS) and go on with --resume."
            )
        return self._n_threads
