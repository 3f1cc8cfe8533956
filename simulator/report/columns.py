"""Tables without lines: columns as wide as the page allows, the widest texts broken first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

__all__ = ["Column", "laid_out", "table_of"]

_GAP = 2


@dataclass(frozen=True)
class Column:
    """One column.

    cells:  from the first row to the last.
    floor:  the least width to which it may be narrowed; None: its cells are never broken.
    """

    heading: str
    cells: tuple[Text, ...]
    right: bool = False
    floor: int | None = None

    @property
    def natural(self) -> int:
        """Width in which nothing is broken."""
        return max(1, cell_len(self.heading), *(cell.cell_len for cell in self.cells))

    @property
    def least(self) -> int:
        """Width to which it may be narrowed: its floor, or that in which only the heading is broken, between words."""
        if self.floor is not None:
            return self.floor
        return max(1, *map(cell_len, self.heading.split()), *(cell.cell_len for cell in self.cells))


def laid_out(columns: Sequence[Column], width: int) -> Table | None:
    """Make a table of columns.

    width:   of the page in characters; 0 for as much as is needed.
    Returns: None where the page is too narrow for the columns.
    """
    widths = [column.natural for column in columns]
    excess = sum(widths) + _GAP * (len(columns) - 1) - width if width else 0
    for _ in range(max(excess, 0)):
        spare = [size - each.least for size, each in zip(widths, columns, strict=True)]
        if max(spare) <= 0:
            return None
        widths[spare.index(max(spare))] -= 1
    table = table_of((column.heading, "right" if column.right else "left") for column in columns)
    for made, size in zip(table.columns, widths, strict=True):
        made.width = size
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*(_hanging(cell) for cell in row))
    return table


def table_of(headings: Iterable[tuple[str, str]]) -> Table:
    """Make an empty table without lines. headings: (text, left or right)."""
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
    for text, side in headings:
        table.add_column(text, justify="right" if side == "right" else "left", overflow="fold", vertical="bottom")
    return table


def _hanging(cell: Text) -> Text | Padding:
    """Indent the further lines of a cell like its first."""
    indent = len(cell.plain) - len(cell.plain.lstrip(" "))
    if not indent or not cell.plain.strip():
        return cell
    return Padding(cell[indent:], (0, 0, 0, indent))
