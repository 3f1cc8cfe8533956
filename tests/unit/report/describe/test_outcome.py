"""What a description knows of a variable."""

from simulator.report.describe.outcome import Fitted
from tests.unit.report.describe.farm import farm


def test_sectors_in_the_order_of_the_file():
    assert [each.group.name for each in farm().sectors] == ["Herd", "Pasture", "Control"]
    names = [farm().model.variables[number].name for number in farm().sectors[0].variables]
    assert names[:3] == ["calves", "cows", "births"]


def test_tables_of_the_city():
    cows, fertility = farm().number("Cows"), farm().number("fertility")
    assert [point.value for point in farm().points(cows)] == [20, 21, 23]
    assert [each.id for each in farm().targets(cows)] == ["cows_2030"]
    assert [each.low for each in farm().levers[fertility]] == [0]
    assert farm().fitted == {"loss rate": Fitted(0.05, 0.2, "herd book")}
    assert farm().number("nobody") is None
    assert farm().points(fertility) == ()


def test_lookups_are_found_by_name():
    room, table = farm().number("room"), farm().number("room of grass")
    assert farm().tables[room] == (table,)
    assert farm().table_readers == {table: (room,)}


def test_the_inside_of_a_smooth_is_where_it_is_read():
    hidden = next(number for number, each in enumerate(farm().model.variables) if each.hidden)
    assert farm().sector_of(hidden) == "Herd"
