"""What is said of loops."""

import pytest

from simulator.report.describe.loop_part import (
    delay_text,
    dominance_lines,
    loop_lines,
    loop_titles,
    loop_ways,
    sign_text,
)
from simulator.report.describe.names import Names
from simulator.structure.delay import LoopDelay
from simulator.structure.found import FoundLoop
from tests.unit.report.describe.dairy import dairy


def test_loops_with_a_name_are_compared_with_what_is_expected():
    told = "\n".join(loop_lines(dairy(), Names(dairy(), "en")))
    assert "**R1** More cows have more calves. | R | R | 12 |" in told
    assert "**B1** Crowding. | R | B | 13 |" in told
    assert "Texts of the model name further loops that loops.csv lacks: B7." in told
    assert "5 loops that together hold every link on a loop (Oliva 2004): 1 R, 4 B." in told
    assert "cows → births" in told


def test_signs_and_delays():
    names = Names(dairy(), "en")
    cows, calves = dairy().number("cows"), dairy().number("calves")
    assert sign_text(FoundLoop((0,), "?", 0.25, LoopDelay(1, ())), names) == "? (R 25 % of the time)"
    assert delay_text(FoundLoop((0,), "B", 0, LoopDelay(2.5, (cows,))), names) == "2.5 + gathering in cows"
    assert delay_text(FoundLoop((0,), "B", 0, LoopDelay(0, (cows, calves))), names) == ("gathering in cows, calves")
    assert loop_titles([FoundLoop((cows, calves), "R", 1, LoopDelay(1, ()), "R1")], names) == ["R1: cows → calves"]


def test_loops_that_differ_from_the_design_are_named():
    told = "\n".join(loop_lines(dairy(), Names(dairy(), "en")))
    assert (
        "1 of 2 loops with a name are found with the sign expected; otherwise (expected → found): B1 (R → B)." in told
    )


def test_loops_that_read_alike_are_told_apart():
    names = Names(dairy(), "en")
    cows, room, births = (dairy().number(name) for name in ("cows", "perceived room", "births"))
    hidden = len(dairy().model.variables) - 1
    ways = [(cows, room, births), (cows, hidden, room, births), (cows, births)]
    found = [FoundLoop(way, "R", 1, LoopDelay(1, ())) for way in ways]
    assert loop_ways(found, names) == [
        "(directly) cows → perceived room → births",
        "(through perceived room smooth 1) cows → perceived room → births",
        "cows → births",
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_which_loops_drive_a_variable(language):
    names = Names(dairy(), language)
    milk, cows = dairy().number("milk"), dairy().number("cows")
    own = dominance_lines(dairy().structure.dominance(cows), cows, names)
    assert any("R1: " in line and "+93 %" in line for line in own)
    through = "\n".join(dominance_lines(dairy().structure.dominance(milk), milk, names))
    assert ("milk lies on no loop that is at work; the loops are those through cows" in through) == (language == "en")
    pasture = dairy().number("pasture")
    assert len(dominance_lines(dairy().structure.dominance(pasture), pasture, names)) == 2
