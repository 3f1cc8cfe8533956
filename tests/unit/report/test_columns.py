"""Columns give way where the page is narrow, the widest first, to their floors and no further."""

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from simulator.report.columns import Column, laid_out, table_of

NAMES = Column("Name", (Text("  Share of non-fossil energy"), Text("Energy")), floor=12)
VALUES = Column("Reached in", (Text("2030"), Text("")), right=True)


def lines(width: int) -> list[str]:
    """Print two columns."""
    table = laid_out([NAMES, VALUES], width)
    assert table is not None
    console = Console(width=200, record=True, file=None)
    with console.capture() as captured:
        console.print(table)
    return [line.rstrip() for line in captured.get().splitlines()]


def test_as_much_as_is_needed():
    assert lines(0) == [
        "Name                          Reached in",
        "  Share of non-fossil energy        2030",
        "Energy",
    ]


def test_headings_give_way_first_then_cells_between_words():
    assert lines(25) == [
        *("                  Reached", "Name                   in"),
        *("  Share of", "  non-fossil", "  energy             2030", "Energy"),
    ]


@pytest.mark.parametrize("width", [21, 30, 60])
def test_nothing_sticks_out(width):
    assert all(cell_len(line) <= width for line in lines(width))


def test_too_narrow():
    assert laid_out([NAMES, VALUES], 20) is None


def test_headings_take_sides():
    table = table_of([("a", "left"), ("b", "right")])
    assert [column.justify for column in table.columns] == ["left", "right"]
