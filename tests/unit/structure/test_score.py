"""Scores of links and loops against closed forms."""

import numpy as np

from simulator.structure.course import Course
from simulator.structure.cycles import turned_to
from simulator.structure.score import loop_score, scores_of
from tests.small_models import Times
from tests.unit.structure.models import LOGISTIC, REGIONS, arms_race, numbers, seen


def link_score(course: Course, source: int, reader: int) -> np.ndarray:
    """Return the size of a link's score, (time,): 0 where either variable does not change."""
    change = course.of(course.moved, source)
    whole = course.of(course.results, reader)
    part = course.passed_on(source, reader, change)
    with np.errstate(all="ignore"):
        scale = np.abs(whole).max(axis=1, keepdims=True)
        own, total = part / scale, whole / scale
        score = np.abs((own * total).sum(axis=1)) / (total * total).sum(axis=1)
    return np.where(np.isfinite(score), score, 0.0)


def test_one_stock():
    """S' = bS - dS: the loops score b/(b-d) and -d/(b-d)."""
    model, course = seen("S= INTEG(births-deaths, 1)\nbirths= 0.3*S\ndeaths= 0.1*S")
    stock, births, deaths = numbers(model, "S", "births", "deaths")
    np.testing.assert_allclose(link_score(course, stock, births), 1.0, rtol=1e-7)
    np.testing.assert_allclose(link_score(course, births, stock), 1.5, rtol=1e-7)
    np.testing.assert_allclose(loop_score(course, (stock, births)), 1.5, rtol=1e-7)
    np.testing.assert_allclose(loop_score(course, (stock, deaths)), -0.5, rtol=1e-7)


def test_the_logistic_changes_its_leader_at_the_half():
    """S' = rS - rS^2/K: births change by r, deaths by 2rS/K for a change of S, so they are equal at S = K/2."""
    model, course = seen(LOGISTIC)
    stock, births, deaths = numbers(model, "S", "births", "deaths")
    scores = scores_of(course, [(stock, births), (stock, deaths)])
    level = course.of(course.values, stock)[:, 0]
    np.testing.assert_allclose(scores.relative[:, 0], 1 / (1 + level / 50), rtol=1e-6)
    np.testing.assert_allclose(np.abs(scores.relative).sum(axis=1), 1.0)
    leads = np.abs(scores.relative).argmax(axis=1)
    np.testing.assert_array_equal(leads, (level > 50).astype(int))


def test_the_arms_race():
    """On the growing direction each stock's net flow changes by a - m: a^2/(a-m)^2 against -m/(a-m) twice."""
    model, course = seen(arms_race(0.3, 0.1))
    a, b = numbers(model, "A", "B")
    np.testing.assert_allclose(loop_score(course, (a, b)), 2.25, rtol=1e-6)
    np.testing.assert_allclose(loop_score(course, (a,)), -0.5, rtol=1e-6)
    relative = scores_of(course, [(a, b), (a,), (b,)]).relative
    np.testing.assert_allclose(relative, np.tile([2.25, -0.5, -0.5], (len(relative), 1)) / 3.25, rtol=1e-6)


def test_a_share_of_an_array_is_that_of_its_whole_change():
    model, course = seen("r: a, b\ns[r]= INTEG(f[r]-g[r], 1)\nf[r]= 0.3*s[r]\ng[r]= 0.1*s[r]")
    s, f = numbers(model, "s", "f")
    np.testing.assert_allclose(link_score(course, f, s), 1.5, rtol=1e-6)


def test_a_loop_scores_the_product_of_its_links():
    model, course = seen("a= INTEG(b-a/5, 1)\nb= 0.2*c-0.01*a*a\nc= SMOOTH(a, 2)+Time")
    a, b, c = numbers(model, "a", "b", "c")
    smooth = next(number for number, each in enumerate(model.variables) if each.hidden)
    loop = (a, smooth, c, b)
    product = np.prod([link_score(course, *link) for link in zip(loop, (*loop[1:], a), strict=True)], axis=0)
    np.testing.assert_allclose(np.abs(loop_score(course, loop)), product, rtol=1e-5)


def test_a_loop_through_an_array_is_the_sum_over_its_elements():
    model, course = seen("r: x, y\nall= SUM(part[r!])\npart[r]= share[r]*s\nshare[r]= 0.5, -0.2\ns= INTEG(all, 1)")
    whole, part, s = numbers(model, "all", "part", "s")
    np.testing.assert_allclose(loop_score(course, (whole, s, part)), 1.0, rtol=1e-6)


def test_what_cancels_carries_nothing():
    model, course = seen("s= INTEG(0.1*s+gap/0.01, 1)\ntwin= s\ngap= twin-s")
    s, twin, gap = numbers(model, "s", "twin", "gap")
    assert (loop_score(course, (s, twin, gap)) == 0).all()
    np.testing.assert_allclose(loop_score(course, (s,)), 1.0, rtol=1e-6)


def test_what_does_not_change_scores_nothing():
    model, course = seen("s= INTEG(in-out, 10)\nin= 1\nout= s/10")
    s, out = numbers(model, "s", "out")
    assert (link_score(course, s, out) == 0).all()
    scores = scores_of(course, [(s, out)])
    assert np.isnan(scores.relative).all()
    assert scores.weights.tolist() == [0.0]


def test_the_largest_come_first():
    model, course = seen(LOGISTIC, Times(0, 4, 1 / 64))
    stock, births, deaths = numbers(model, "S", "births", "deaths")
    scores = scores_of(course, [(stock, deaths), (stock, births)])
    assert scores.largest(1).loops == ((stock, births),)
    assert scores.largest(9).loops == ((stock, births), (stock, deaths))


def test_a_score_does_not_depend_on_where_a_loop_begins():
    model, course = seen(REGIONS)
    loop = numbers(model, "people", "leaving", "moving")
    np.testing.assert_allclose(loop_score(course, loop), loop_score(course, turned_to(loop, loop[1])))


def test_what_cancels_but_for_rounding_carries_nothing():
    model, course = seen("s= INTEG(0.1*s+gap-1, 1)\ntwin= 0.1*s+0.7*s+0.2*s\ngap= 1+twin-s")
    s, twin, gap = numbers(model, "s", "twin", "gap")
    assert course.of(course.results, gap).any()
    assert (loop_score(course, (s, twin, gap)) == 0).all()
