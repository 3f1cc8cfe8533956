"""Direct extreme conditions, on equations that keep them and on broken ones."""

from simulator.check.direct import check_direct
from tests.unit.check.small import TOWN, bench, checks_of, source_and_model, told


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


PATHS = "conditions: {a: {when: {%s}, expect: [people > 0]}}"


def direct_in(when, more):
    """Check equations around a run that is no base run of constants."""
    _, model = source_and_model(f"{TOWN}\n{more}")
    ready = bench(model, checks_of(model, PATHS % when))
    return check_direct(model, ready.members[0], (ready.solver, ready.clock), {})


def test_equations_are_tried_around_the_run_with_its_paths():
    more = "level = 0 | Dmnl [0,1] | Level; assumption.\n"
    more += "odds = IF THEN ELSE(Time>2028 :AND: level>0,deaths/births,0) | Dmnl | Odds."
    assert direct(more.replace("[0,1]", "")).findings == ()
    result = direct_in("set: {level: {2020: 0, 2030: 1}}", more.replace("[0,1]", ""))
    assert told(result) == [("odds", "direct.not_finite")]
    assert result.findings[0].told.values["time"] == "2030"
    assert result.counts["equations"] == direct(more).counts["equations"]


def test_an_empty_stock_is_tried_with_the_constants_of_the_time():
    more = "level = 0 | Dmnl | Level; assumption.\nstore = INTEG(-taking,5000) | person | Store.\n"
    more += "taking = level*10 | person/Year | Taking."
    assert direct(more).findings == ()
    result = direct_in("set: {level: {step: {2020: 0, 2024: 2}}}", more)
    assert told(result) == [("store", "direct.drawn_down")]
    assert result.findings[0].told.values == {"flow": "-20", "time": "2025"}


def test_what_is_imposed_is_tried_by_its_own_equation():
    result = direct_in("impose: {fees: {2020: 7, 2030: 7}}", "fees = output/deaths | yuan/person | Fees.")
    assert told(result) == [("fees", "direct.not_finite")]


def test_what_is_never_above_0_is_tried_far_below_it():
    more = "loss = -people | person | Loss.\nroom = LN(1-loss/1000) | Dmnl | Room."
    assert direct(more).findings == ()
    assert told(direct(more.replace("-people", "people/2"))) == [("room", "direct.not_finite")]


def test_what_follows_from_time_alone_moves():
    more = "pace = 1+Time-2020 | Year | Pace.\nyearly = people/pace | person/Year | Yearly."
    assert told(direct(more)) == [("yearly", "direct.not_finite")]


def test_a_stock_that_may_be_negative_is_not_emptied():
    more = "debt = INTEG(-owed,{}) | person | Debt.\nowed = 5 | person/Year | Owed; assumption."
    assert told(direct(more.format(60))) == [("debt", "direct.drawn_down")]
    assert direct(more.format(10)).findings == ()
