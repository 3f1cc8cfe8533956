"""What the benchmarks record: a page and a JSON file, whole whatever happens."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks import _each, _record, _timing
from benchmarks._record import Reach, Row, record, record_failures, recorded
from benchmarks._timing import compared, in_process, measured, per
from benchmarks._workload import energy
from benchmarks.scaling_variables import regions
from simulator.kernel import Solver, compile_model, integrate

QUESTION = "How many times faster?"
ROWS = [
    Row("a peer", "2 s against 1 s", 2.0, 0.015, "town", Reach("at least", 1.5)),
    Row("another", "9 ms", 12345.6, None, "town", Reach("at most", 5, "ms"), 9.0),
]


@pytest.fixture(autouse=True)
def _one_machine(monkeypatch):
    monkeypatch.setattr(_record, "machine", lambda: "a machine")


def test_a_page_and_a_file(tmp_path):
    record(QUESTION, ROWS, tmp_path)
    page = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert "Measured on: a machine." in page
    assert "| town | a peer | 2 s against 1 s | 2 | 1.5 % | at least 1.5 | holds |" in page
    assert "| town | another | 9 ms | 12,346 |  | at most 5 ms | **falls short** |" in page
    first = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["results"][0]
    assert {"question": QUESTION, "peer": "a peer", "ratio": 2.0, "spread": 0.015, "machine": "a machine"}.items() <= (
        first.items()
    )
    assert not list(tmp_path.glob("*.partial"))


def test_a_question_is_replaced_for_the_models_that_were_measured(tmp_path):
    record(QUESTION, ROWS, tmp_path)
    record("Another?", ROWS[:1], tmp_path)
    record(QUESTION, [Row("a peer", "now", 3.0, model="town"), Row("a peer", "there", 4.0, model="city")], tmp_path)
    record(QUESTION, [Row("a peer", "later", 5.0, model="city")], tmp_path)
    found = [(each["question"], each["model"], each["measured"]) for each in recorded(tmp_path)]
    assert found == [
        (QUESTION, "town", "now"),
        (QUESTION, "city", "later"),
        ("Another?", "town", "2 s against 1 s"),
    ]


def test_failures_are_named_until_the_script_succeeds(tmp_path):
    record(QUESTION, ROWS, tmp_path)
    record_failures(["one", "two"], {"one": "broken", "two": "broken too"}, tmp_path)
    record_failures(["two"], {}, tmp_path)
    page = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert "**`one` failed**: broken" in page
    assert "`two`" not in page
    assert QUESTION in page


def test_only_what_is_asked_for_is_recorded(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("RECORD", raising=False)
    _record.report(QUESTION, ROWS, tmp_path)
    assert not list(tmp_path.iterdir())
    monkeypatch.setenv("RECORD", "1")
    _record.report(QUESTION, ROWS, tmp_path)
    _record.report(QUESTION, ROWS, tmp_path)
    assert "| 2 | 1.5 % | at least 1.5 | 2 |" in capsys.readouterr().out


def test_spread_is_the_distance_of_the_quartiles():
    found = measured([1.0, 2.0, 3.0, 4.0, 100.0])
    assert (found.median, found.spread) == (3.0, 2 / 3)
    assert measured([1.0, 2.0, 4.0]).spread == 1.5
    assert measured([7.0]).spread == 0.0


def test_jobs_are_timed_in_turn(monkeypatch):
    clock = iter([0.0, 6.0, 10.0, 12.0, 20.0, 29.0, 30.0, 33.0])
    monkeypatch.setattr(_timing.time, "perf_counter", lambda: next(clock))
    order: list[str] = []
    found = compared(lambda: order.append("theirs"), lambda: order.append("ours"), 2)
    assert order == ["theirs", "ours"] * 3
    assert (found.theirs.median, found.ours.median, found.ratio.median) == (7.5, 2.5, 3.0)


@pytest.mark.parametrize(
    ("value", "said"), [(2.5, "2.5 s a member"), (0.0123, "12.3 ms a member"), (3.2e-6, "3.2 µs a member")]
)
def test_seconds_in_words(value, said):
    assert per(value) == said
    assert per(4e-9, "") == "4 ns"


def test_one_model_that_fails_does_not_take_the_others_with_it(monkeypatch, capsys):
    monkeypatch.delenv("RECORD", raising=False)
    monkeypatch.setattr(_each, "workloads", lambda: iter([SimpleNamespace(name=name) for name in ("town", "city")]))

    def rows_of(workload):
        if workload.name == "town":
            raise RuntimeError("other\nvalues")
        return [Row("a peer", "now", 3.0, model=workload.name)]

    with pytest.raises(SystemExit, match="town: RuntimeError: other values"):
        _each.measure_each(QUESTION, rows_of)
    assert "| city | a peer | now | 3 |" in capsys.readouterr().out


def test_another_process_says_what_it_prints_or_why_it_failed():
    assert in_process(["-c", "print('1 two')"]) == ["1", "two"]
    with pytest.raises(RuntimeError, match="ZeroDivisionError: division by zero"):
        in_process(["-c", "1 / 0"])


def test_copies_of_a_model_hang_together_by_a_sum(tmp_path):
    alone, both = regions(1, tmp_path), regions(2, tmp_path)
    assert len(both.varied) == 2 * len(alone.varied)
    assert both.save[-1] == "all emissions"
    one, two = (
        integrate(compile_model(each.model, each.save), Solver("rk4"), each.clock, each.defaults[:, None]).values
        for each in (alone, both)
    )
    np.testing.assert_array_equal(2 * one[:, -1], two[:, -1])


def test_members_are_the_same_in_every_chunk():
    workload = energy()
    whole = workload.draw(100)
    np.testing.assert_array_equal(whole[:, 60:], workload.draw(40, 60))
    assert ((whole >= workload.low[:, None]) & (whole <= workload.high[:, None])).all()
