"""Results come as chunks end; failures and Ctrl-C lose none that were in flight."""

import os
import signal
import threading
import time

import pytest

from simulator.ensemble.executor import Stop, on_threads, stopping


@pytest.mark.parametrize("workers", [1, 3])
def test_every_chunk_once(workers):
    assert sorted(on_threads(lambda chunk: chunk * 10, range(20), workers)) == list(range(0, 200, 10))
    assert list(on_threads(lambda chunk: chunk, [], workers)) == []


def test_results_come_as_chunks_end():
    later = threading.Event()

    def task(chunk):
        if chunk == 0:
            assert later.wait(5)
        return chunk

    results = on_threads(task, range(3), 2)
    assert {next(results), next(results)} == {1, 2}
    later.set()
    assert list(results) == [0]


def test_only_workers_run_and_little_waits():
    running, most, begun = [], [], []

    def task(chunk):
        begun.append(chunk)
        running.append(chunk)
        most.append(len(running))
        time.sleep(0.005)
        running.remove(chunk)
        return chunk

    results = on_threads(task, iter(range(50)), 2)
    next(results)
    time.sleep(0.1)
    assert len(begun) <= 1 + 2 + 1, "chunks run ahead of the one who takes results"
    assert len(list(results)) == 49 and max(most) == 2


def test_a_failure_lets_chunks_in_flight_end_and_begins_no_others():
    failed = threading.Event()
    begun = []

    def task(chunk):
        begun.append(chunk)
        if chunk == 1:
            failed.set()
            raise ValueError("chunk 1")
        assert failed.wait(5)
        time.sleep(0.05)
        return chunk

    given = []
    with pytest.raises(ValueError, match="chunk 1"):
        given.extend(on_threads(task, range(100), 2))
    assert given == [] or 0 in given
    results = on_threads(task, range(100), 2)
    begun.clear()
    seen = []
    with pytest.raises(ValueError, match="chunk 1"):
        for each in results:
            seen.append(each)
    assert sorted(seen) == sorted(set(begun) - {1}) and len(begun) < 5


def test_closing_waits_for_chunks_in_flight():
    ended = []

    def task(chunk):
        time.sleep(0.05)
        ended.append(chunk)
        return chunk

    results = on_threads(task, range(100), 2)
    next(results)
    results.close()
    n_ended = len(ended)
    time.sleep(0.15)
    assert len(ended) == n_ended < 6


def test_ctrl_c_ends_chunks_in_flight_and_gives_them():
    told, begun, given = [], [], []

    def task(chunk):
        begun.append(chunk)
        time.sleep(0.03)
        return chunk

    with pytest.raises(KeyboardInterrupt), stopping(lambda: told.append(True)) as stop:
        for each in on_threads(task, range(1000), 2, stop):
            given.append(each)
            if len(given) == 3:
                os.kill(os.getpid(), signal.SIGINT)
    assert told == [True] and sorted(given) == sorted(begun) and 3 < len(given) <= 6
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_chunk_that_waits_is_not_begun_after_ctrl_c():
    begun, go = [], threading.Event()
    stop = Stop(lambda: None)

    def task(chunk):
        begun.append(chunk)
        if chunk == 1:
            assert go.wait(5)
        return chunk

    results = on_threads(task, range(100), 1, stop)
    assert next(results) == 0
    while 1 not in begun:
        time.sleep(0.001)
    stop(signal.SIGINT, None)  # chunk 1 is in flight, chunk 2 waits
    go.set()
    assert next(results) == 1
    with pytest.raises(KeyboardInterrupt):
        next(results)
    assert begun == [0, 1]


def test_a_second_ctrl_c_leaves_at_once():
    hold = threading.Event()

    def task(chunk):
        if chunk:
            assert hold.wait(10)
        return chunk

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), stopping() as stop:
        for _ in on_threads(task, range(10), 2, stop):
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)
    assert time.monotonic() - began < 5
    hold.set()


def test_outside_the_main_thread_signals_stay_as_they_are():
    seen = []

    def elsewhere():
        with stopping() as stop:
            seen.extend(on_threads(lambda chunk: chunk, range(3), 1, stop))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [0, 1, 2]
