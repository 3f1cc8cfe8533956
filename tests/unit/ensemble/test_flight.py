"""Chunks that are with workers come back once, or say why not."""

import pickle
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from simulator.ensemble import flight
from simulator.ensemble.flight import Flight, lost, reason_of
from simulator.errors import RunError

SHARED = (Path("task"), "digest")


class Future:
    """One chunk as Dask's client gives it. outcomes: what asking for its result does, in turn."""

    def __init__(self, status, outcomes=()):
        self.status = status
        self.outcomes = list(outcomes)
        self.released = False

    def add_done_callback(self, call):
        """It has ended already."""
        call(self)

    def cancelled(self):
        """Tell whether it was withdrawn."""
        return self.status == "cancelled"

    def exception(self, timeout):
        """Give what it raised."""
        return self.outcomes[0]

    def result(self, timeout):
        """Give its result, or fail."""
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def release(self):
        """Let go of it."""
        self.released = True


class Client:
    """Gives prepared futures."""

    def __init__(self, *futures):
        self.futures = list(futures)
        self.keys = []

    def submit(self, run, path, digest, chunk, *, key, pure):
        """Take a chunk."""
        assert (path, digest) == SHARED and pickle.dumps(run)
        self.keys.append(key)
        return self.futures.pop(0)


def flying(*futures):
    """Send a chunk for each future."""
    chunks = Flight(Client(*futures), "tcp://a:1", SHARED)
    for chunk in range(len(futures)):
        chunks.begin(chunk)
    return chunks


def test_results_and_errors_come_once():
    fault = ValueError("bad")
    futures = [Future("finished", ["a"]), Future("error", [fault])]
    chunks = flying(*futures)
    assert [*chunks.ended(), *chunks.ended()] == [("a", None), (None, fault)]
    assert chunks.n_open == 0 and all(each.released for each in futures)


def test_a_result_that_is_lost_before_it_is_fetched_is_waited_for():
    chunks = flying(Future("finished", [TimeoutError(), "a"]))
    assert list(chunks.ended()) == [] and chunks.n_open == 1
    assert list(chunks.ended()) == [("a", None)]


def test_nothing_ends_for_a_moment(monkeypatch):
    monkeypatch.setattr(flight, "POLL_SECONDS", 0.01)
    assert list(flying().ended()) == []


@pytest.mark.parametrize("future", [Future("cancelled"), Future("finished", [CancelledError("gone")])])
def test_a_lost_scheduler(future):
    with pytest.raises(RunError, match=r"tcp://a:1: the scheduler is lost \(.*\)\. .* go on with --resume\."):
        list(flying(future).ended())


def test_a_chunk_of_which_workers_die():
    killed = type("KilledWorker", (Exception,), {})("x")
    ((_, error),) = flying(Future("error", [killed])).ended()
    assert str(error) == (
        "tcp://a:1: chunk 0: each worker that ran it ended without a word, as where memory is short. Expected them to "
        "last. Chunks that are done are kept: see the workers' logs, give them memory and go on with --resume."
    )


def test_words():
    assert str(lost("tcp://a:1", "why")) == (
        "tcp://a:1: the scheduler is lost (why). Expected it to last as long as the batch. Chunks that are done are "
        "kept: start the scheduler and its workers again and go on with --resume."
    )
    assert reason_of(ValueError("one.\ntwo")) == "one" and reason_of(TimeoutError()) == "TimeoutError"
