"""How far a batch is: a line now and then where there is no terminal, a bar where there is one."""

import pytest

from simulator.cli import progress
from simulator.cli.progress import progressing


@pytest.fixture
def clock(monkeypatch):
    """Time that passes by hand."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_lines_come_now_and_then(clock, capsys):
    with progressing("en") as watch:
        watch(0, 1000)
        for step in range(1, 11):
            clock[0] += 4.0
            watch(step * 100, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "300 of 1,000 members, 25 a second, 28 s left",
        "600 of 1,000 members, 25 a second, 16 s left",
        "900 of 1,000 members, 25 a second, 4.0 s left",
        "1,000 of 1,000 members, 25 a second, 0.0 s left",
    ]


def test_the_rate_follows_the_machine(clock, capsys):
    with progressing("zh") as watch:
        watch(0, 10_000)
        for step in range(1, 61):
            clock[0] += 1.0
            watch(step * 10 if step <= 20 else 200 + (step - 20) * 100, 10_000)
    assert "每秒 100 个" in capsys.readouterr().err.splitlines()[-1]


def test_what_was_done_before_is_no_speed(clock, capsys):
    with progressing("en") as watch:
        watch(1000, 1000)
    assert capsys.readouterr().err == "1,000 of 1,000 members\n"


def test_a_terminal_shows_a_bar(monkeypatch, capsys):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progressing("en") as watch:
        watch(10, 20)
    assert "10 of 20 members" in capsys.readouterr().err
