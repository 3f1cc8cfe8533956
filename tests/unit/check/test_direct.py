"""Direct extreme conditions, on equations that keep them and on broken ones."""

from simulator.check.direct import check_direct
from tests.unit.check.small import TOWN, bench, source_and_model, told


def direct(more="", left_out=None):
    _, model = source_and_model(f"{TOWN}\n{more}")
    ready = bench(model)
    return check_direct(model, ready.bases[0], (ready.solver, ready.clock), left_out or {})


def test_a_sound_model_passes():
    result = direct("a head = ZIDZ(output,people) | yuan/person/Year | Output a head.")
    assert (result.status, result.findings) == ("passed", ())
    assert result.counts["equations"] == 7


def test_a_division_by_what_may_be_zero_is_found():
    result = direct("a head = output/people | yuan/person/Year | Output a head.")
    assert told(result) == [("a head", "direct.not_finite")]
    finding = result.findings[0]
    assert dict(finding.told.values) == {"input": "people", "value": "0", "time": "2020"}
    assert finding.where.endswith(":57")


def test_a_constant_is_tried_at_the_ends_of_its_range_only():
    sound = "span = 5 | Year [1,9] | Span; assumption.\nyearly = people/span | person/Year | Yearly."
    assert direct(sound).findings == ()
    broken = "span = 5 | Year [0,9] | Span; assumption.\nyearly = people/span | person/Year | Yearly."
    assert told(direct(broken)) == [("yearly", "direct.not_finite")]


def test_what_follows_from_constants_alone_is_no_extreme():
    sound = "span = 5 | Year [1,9] | Span; assumption.\nstage = span/3 | Year | Stage.\n"
    assert direct(sound + "yearly = people/stage | person/Year | Yearly.").findings == ()
    moving = sound.replace("span/3", "span*people/initial people")
    assert told(direct(moving + "yearly = people/stage | person/Year | Yearly.")) == [("yearly", "direct.not_finite")]


def test_a_range_says_what_cannot_happen():
    more = "price = people/100 | yuan {} | Price.\na price = output/price | 1/Year | Ratio."
    assert told(direct(more.format(""))) == [("a price", "direct.not_finite")]
    assert direct(more.format("[1,?]")).findings == ()
    assert told(direct(more.format("[?,100]"))) == [("a price", "direct.not_finite")]


def test_what_overflows_at_a_huge_value_is_found():
    found = direct("bill = EXP(people/initial people) | Dmnl | Bill.")
    assert told(found) == [("bill", "direct.not_finite")]


def test_an_empty_stock_that_is_drawn_down_is_found():
    more = "store = INTEG(births-taking,500) | person | Store.\ntaking = deaths*3 | person/Year | Taking."
    result = direct(more)
    assert told(result) == [("store", "direct.drawn_down")]
    assert direct(more, {"store": "it may be negative"}).findings == ()


def test_elements_of_arrays_are_emptied_one_by_one():
    more = "part: a,b | |\nstore[part] = INTEG(-taking[part],500) | person | Store.\n"
    more += "taking[a] = store[a]*0.1 | person/Year | Taking.\ntaking[b] = store[a]*0.1 | person/Year | Taking."
    assert told(direct(more)) == [("store[b]", "direct.drawn_down")]
