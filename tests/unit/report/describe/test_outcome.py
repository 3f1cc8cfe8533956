"""What a description knows of a variable."""

from simulator.report.describe.outcome import Fitted
from tests.unit.report.describe.dairy import dairy


def test_sectors_in_the_order_of_the_file():
    assert [each.group.name for each in dairy().sectors] == ["Herd", "Pasture", "Control"]
    names = [dairy().model.variables[number].name for number in dairy().sectors[0].variables]
    assert names[:3] == ["calves", "cows", "births"]


def test_tables_of_the_city():
    cows, fertility = dairy().number("Cows"), dairy().number("fertility")
    assert [point.value for point in dairy().points(cows)] == [20, 21, 23]
    assert [each.id for each in dairy().targets(cows)] == ["cows_2030"]
    assert [each.low for each in dairy().levers[fertility]] == [0]
    assert dairy().fitted == {"loss rate": Fitted(0.05, 0.2, "herd book")}
    assert dairy().number("nobody") is None
    assert dairy().points(fertility) == ()


def test_lookups_are_found_by_name():
    room, table = dairy().number("room"), dairy().number("room of grass")
    assert dairy().tables[room] == (table,)
    assert dairy().table_readers == {table: (room,)}


def test_the_inside_of_a_smooth_is_where_it_is_read():
    hidden = next(number for number, each in enumerate(dairy().model.variables) if each.hidden)
    assert dairy().sector_of(hidden) == "Herd"
