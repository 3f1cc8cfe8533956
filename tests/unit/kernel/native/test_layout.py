"""Where values lie: each in one place, and shared only where a part for members reads them."""

import pytest

from simulator.kernel.native.hoist import share
from simulator.kernel.native.layout import FLOW, OBSERVE, START, Layout, lay_out, slots
from tests.small_models import small_model

EQUATIONS = """
area: town,land
own=2
other=3
each[area]=1,2
derived[area]=each[area]*other
mine[area]=each[area]*own
path=Time*other
common[area]=INTEG(path,each[area])
stock[area]=INTEG(common[area]-stock[area]*own,common[area])
shown=stock[town]*path
unread=path*2
different=ACTIVE INITIAL(other+1,own+1)
"""


@pytest.fixture(scope="module")
def model():
    return small_model(EQUATIONS)


def number_of(layout: Layout, name: str) -> int:
    model = layout.sharing.model
    return next(n for n, each in enumerate(model.equations) if model.variables[each.variable].name == name)


def laid_out(model, varied: list[str] | None, saved: list[str]) -> Layout:
    numbers = [n for n, each in enumerate(model.equations) if model.variables[each.variable].name in (varied or ())]
    whole = share(model, None if varied is None else numbers)
    names = {whole.model.variables[each.variable].name: n for n, each in enumerate(whole.model.equations)}
    return lay_out(whole, [names[name] for name in saved])


@pytest.mark.parametrize("varied", [None, [], ["own"], ["own", "each"], ["other"]])
def test_no_two_values_share_a_slot(model, varied):
    layout = laid_out(model, varied, ["shown"])
    for places in (layout.constants, layout.own, layout.rows, layout.all_stocks, layout.own_stocks):
        taken = [slot for place in places.values() for slot in range(place.slot, place.slot + place.rows)]
        assert len(set(taken)) == len(taken)
        assert slots(places) == max(taken, default=-1) + 1


@pytest.mark.parametrize("varied", [[], ["own"], ["own", "each"], ["other"]])
def test_inputs_lie_first_and_in_order(model, varied):
    """What callers write into the memory of constants: all inputs, also where some members have others."""
    layout = laid_out(model, varied, ["shown"])
    places = {"own": 0, "other": 1, "each": 2}
    for name, slot in places.items():
        number = number_of(layout, name)
        if name in varied:
            assert number not in layout.constants and layout.own[number].pointer == "%m"
        else:
            assert layout.constants[number].slot == slot and number not in layout.own


def test_stocks_lie_with_those_who_march_them(model):
    layout = laid_out(model, ["own"], ["shown"])
    assert set(layout.all_stocks) == {number_of(layout, "common")}
    assert set(layout.own_stocks) == {number_of(layout, "stock")}
    assert slots(layout.all_stocks) == slots(layout.own_stocks) == 2


def test_rows_hold_what_members_read_of_what_is_shared(model):
    layout = laid_out(model, ["own"], ["shown"])
    names = {name: number_of(layout, name) for name in ("common", "path", "unread", "other", "derived")}
    assert layout.exported[FLOW] == {names["common"]}
    assert layout.exported[START] == {names["common"]}
    assert layout.exported[OBSERVE] == {names["path"]}
    assert set(layout.rows) == {names["common"], names["path"]}


def test_what_is_saved_is_exported_though_no_member_reads_it(model):
    layout = laid_out(model, ["own"], ["shown", "unread", "common"])
    assert {number_of(layout, "unread"), number_of(layout, "common")} <= layout.exported[OBSERVE]


def test_nothing_is_exported_where_nothing_is_varied(model):
    assert laid_out(model, [], ["shown", "unread"]).rows == {}


def test_only_what_is_needed_is_evaluated(model):
    layout = laid_out(model, None, ["shown"])
    for function in (START, FLOW, OBSERVE):
        ordered = layout.ordered(function, True)
        assert number_of(layout, "unread") not in ordered
        assert len(set(ordered)) == len(ordered) and set(ordered) <= layout.wanted[function]
    assert number_of(layout, "stock") in layout.ordered(START, True)
    assert number_of(layout, "stock") not in layout.ordered(FLOW, True)


def test_constants_that_differ_at_the_start_are_not_found_in_memory_there(model):
    layout = laid_out(model, ["own"], ["different"])
    number = number_of(layout, "different")
    assert layout.different == {number}
    assert number in layout.places(OBSERVE, True) and number not in layout.places(START, True)
