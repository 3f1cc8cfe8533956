"""Pages of rows: every row once, in order, none over the height; pages about equally full."""

import pytest

from simulator.report.grouping import blocks
from simulator.report.paging import Heights, divided
from tests.unit.report.synthetic import results

MADE = blocks(results(1))
HEIGHTS = Heights(2.0, 1.0, lambda row: 1.0)


def rows_of(parts):
    return [row for part in parts for group in part.groups for row in group.rows]


def height_of(parts):
    return sum(2.0 + sum(1.0 + len(group.rows) for group in part.groups) for part in parts)


@pytest.mark.parametrize("room", [4.0, 7.0, 12.0, 1000.0])
def test_every_row_is_on_one_page_below_its_headings(room):
    pages = divided(MADE, HEIGHTS, room)
    assert [row for parts in pages for row in rows_of(parts)] == [row for block in MADE for row in block.rows]
    assert all(height_of(parts) <= room for parts in pages)
    for part in (part for parts in pages for part in parts):
        assert part.block in MADE
        assert {row.target.id for group in part.groups for row in group.rows} <= {
            row.target.id for row in part.block.rows
        }


def test_pages_are_about_equally_full():
    whole = height_of(divided(MADE, HEIGHTS, 1000.0)[0])
    pages = divided(MADE, HEIGHTS, whole - 1.0)
    assert len(pages) == 2
    assert max(map(height_of, pages)) < 0.75 * whole


def test_no_rows_are_one_page():
    assert divided((), HEIGHTS, 5.0) == ((),)
