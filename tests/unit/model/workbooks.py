"""Small Excel files for tests."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName


def write_workbook(path: Path, rows: Sequence[Sequence[object]], sheet: str, names: Mapping[str, str]) -> None:
    """Write one sheet. names: of ranges -> their cells, such as $B$2:$C$3; with a ! before it on this sheet only."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for name, cells in names.items():
        owner = page if name.startswith("!") else book
        spelled = name.removeprefix("!")
        owner.defined_names[spelled] = DefinedName(spelled, attr_text=f"'{sheet}'!{cells}")
    book.save(path)
