"""Everything found of a structure."""

from simulator.structure.found import structure_of
from tests.small_models import Times, small_model
from tests.unit.structure.models import LOGISTIC, numbers

SEEN = "s= INTEG(f, 1)\nf= goal-seen\nseen= SMOOTH(s, 2)\ngoal= 10\nout= 3*seen\nalone= 2*goal"


def test_the_logistic():
    model = small_model(LOGISTIC, Times(0, 10, 1 / 64))
    found = structure_of(model)
    stock, births, deaths = numbers(model, "S", "births", "deaths")
    assert {frozenset(each.way): each.polarity for each in found.loops} == {
        frozenset({stock, births}): "R",
        frozenset({stock, deaths}): "B",
    }
    matter = found.dominance(stock)
    assert matter is not None and len(matter.loops) == 2 and matter.at == stock


def test_smooths_are_passed():
    model = small_model(SEEN)
    found = structure_of(model)
    s, f, seen, out = numbers(model, "s", "f", "seen", "out")
    assert found.causes(seen) == {s: "+"}
    assert found.causes(f)[seen] == "-"
    assert found.readers(s) == (seen,)
    assert set(found.readers(seen)) == {f, out}


def test_a_variable_after_a_loop_and_one_that_is_not():
    model = small_model(SEEN)
    found = structure_of(model)
    out, seen, alone = numbers(model, "out", "seen", "alone")
    matter = found.dominance(out)
    assert matter is not None and (matter.variable, matter.at) == (out, seen)
    assert found.dominance(alone) is None


def test_what_is_drawn_by_chance_depends_on_nothing():
    model = small_model("s= INTEG(RANDOM UNIFORM(-1, most, seed)-s/9, 0)\nmost= 1\nseed= s*0+7")
    found = structure_of(model)
    s, seed = numbers(model, "s", "seed")
    assert found.causes(s)[s] == "-"
    assert found.loops
    assert all(link in found.signs for link in [(s, s), (s, seed)])
