"""Signs of links and loops."""

import numpy as np
import pytest

from simulator.structure.cycles import feedback_groups, independent_loops
from simulator.structure.graph import graph_of
from simulator.structure.polarity import balance_of, link_signs, loop_signs, polarity_of
from tests.small_models import Times
from tests.unit.structure.models import LOGISTIC, REGIONS, TEACUP, numbers, seen


def test_the_teacup():
    model, course = seen(TEACUP)
    tea, loss, air, pace = numbers(model, "tea", "loss", "air", "pace")
    signs = {link: each.polarity for link, each in link_signs(course).items()}
    assert signs[tea, loss] == "+"
    assert signs[air, loss] == "-"
    assert signs[pace, loss] == "-"
    assert signs[loss, tea] == "-"
    assert polarity_of(loop_signs(course, (tea, loss))) == "B"


def test_the_logistic():
    model, course = seen(LOGISTIC)
    graph = graph_of(model)
    (group,) = feedback_groups(graph.feeds)
    found = {polarity_of(loop_signs(course, loop)) for loop in independent_loops(graph.feeds, group)}
    assert found == {"R", "B"}


def test_what_changes_with_time_and_what_differs_by_element_is_ambiguous():
    model, course = seen(f"{REGIONS}\nx= INTEG(1, 0)\nhump= x*(10-x)\noff= MAX(0, x-99)")
    signs = link_signs(course)
    x, hump, off, leaving, moving = numbers(model, "x", "hump", "off", "leaving", "moving")
    assert (signs[x, hump].polarity, signs[x, hump].by_time) == ("?", True)
    assert (signs[leaving, moving].polarity, signs[leaving, moving].by_time) == ("?", False)
    assert signs[x, off].polarity == "0"


def test_a_loop_through_an_array_keeps_its_sign():
    model, course = seen(REGIONS)
    people, whole, leaving, moving = numbers(model, "people", "all", "leaving", "moving")
    assert polarity_of(loop_signs(course, (leaving, moving, people))) == "B"
    # what leaves the one comes to the other: the total does not answer
    assert polarity_of(loop_signs(course, (whole, leaving, moving, people))) == "0"


def test_children_have_no_children_yet_but_the_loop_of_births_is_told():
    model, course = seen(
        "age: young, old\npeople[age]= INTEG(entering[age], 1)\nbirths= 0.1*people[old]\n"
        "entering[young]= births-people[young]\nentering[old]= people[young]-people[old]"
    )
    people, births, entering = numbers(model, "people", "births", "entering")
    assert polarity_of(loop_signs(course, (people, births, entering))) == "R"


@pytest.mark.parametrize(
    ("signs", "polarity", "share"),
    [((1, 1, 0), "R", 1.0), ((-1, -1), "B", 0.0), ((1, -1, 0, 1, 1), "?", 0.75), ((0, 0), "0", None)],
)
def test_summing_up(signs, polarity, share):
    found = np.array(signs)
    assert polarity_of(found) == polarity
    assert balance_of(found) == share if share is not None else np.isnan(balance_of(found))


def test_a_loop_that_turns():
    model, course = seen("s= INTEG(f, 1)\nf= 0.5*s*(1-s/10)", Times(0, 12, 1 / 16))
    s, f = numbers(model, "s", "f")
    signs = loop_signs(course, (s, f))
    level = course.of(course.values, s)[:, 0]
    assert polarity_of(signs) == "?"
    np.testing.assert_array_equal(signs, np.where(level < 5, 1, -1))


@pytest.mark.parametrize(("other", "polarity"), [(-1e-5, "+"), (-0.01, "?")])
def test_a_slight_effect_the_other_way_leaves_a_sign(other, polarity):
    model, course = seen(f"r: a, b\nx= INTEG(1, 1)\ny[r]= part[r]*x\npart[r]= 1, {other}")
    x, y = numbers(model, "x", "y")
    assert link_signs(course)[x, y].polarity == polarity
