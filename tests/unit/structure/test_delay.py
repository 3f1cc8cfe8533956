"""How long stocks take to answer."""

import pytest

from simulator.structure.delay import LoopDelay, delay_of, time_constants
from tests.unit.structure.models import LOGISTIC, REGIONS, numbers, seen


def test_time_constants():
    model, course = seen(
        "cup= INTEG(-cup/life, 5)\nlife= 4\nbath= INTEG(1, 0)\npart= INTEG(cup-leak, 1)\nleak= slow*part\nslow= 0.1\n"
        "seen= SMOOTH(bath, 3)\nlate= DELAY3(bath, 6)"
    )
    found = time_constants(course)
    cup, bath, part = numbers(model, "cup", "bath", "part")
    assert found[cup] == pytest.approx(4)
    assert found[part] == pytest.approx(10)
    assert found[bath] is None
    hidden = {model.variables[each].name.partition(" ")[2]: value for each, value in found.items()}
    assert hidden["seen smooth 1"] == pytest.approx(3)
    assert [hidden[f"late delay {stage}"] for stage in (1, 2, 3)] == pytest.approx([2, 2, 2])


def test_what_lies_between_is_followed_but_no_other_stock():
    model, course = seen(f"{LOGISTIC}\n")
    (stock,) = numbers(model, "S")
    level = course.of(course.values, stock)[len(course.times) // 2, 0]
    assert time_constants(course)[stock] == pytest.approx(-1 / (1 - 2 * level / 100), rel=1e-6)


def test_an_array_answers_as_a_whole():
    model, course = seen(REGIONS)
    assert time_constants(course)[numbers(model, "people")[0]] is None


def test_a_loop_adds_up_its_stocks():
    assert delay_of((1, 2, 3), {1: 2.0, 3: 0.5, 9: 7.0}) == LoopDelay(2.5, ())
    assert delay_of((1, 2), {1: None, 2: 4.0}) == LoopDelay(4.0, (1,))
