"""The folder that a fit writes: sheets, what runs again, figures, and the manifest last; complete, or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from matplotlib.figure import Figure

from simulator.report.frame import save
from simulator.report.manifest import execution_now, heading, versions, write_manifest
from simulator.report.outcome import Case
from simulator.report.sheets import cell_text, write_sheet
from simulator.report.store import replacing, result_folder
from simulator.report.write import Written

__all__ = ["FitFolder", "Sheet", "write_folder"]

Row = Mapping[str, str | float | int | None]
# Name, columns, rows.
Sheet = tuple[str, tuple[str, ...], Iterable[Row]]


@dataclass(frozen=True, eq=False)
class FitFolder:
    """What a folder holds.

    figures:      with their names. content: of the manifest, beside model, units, versions and execution.
    write_inputs: writes into the folder what a run or a batch takes; None: there is nothing.
    """

    name: str
    case: Case
    sheets: tuple[Sheet, ...]
    figures: Iterable[tuple[str, Figure]]
    content: Mapping[str, object]
    write_inputs: Callable[[Path], None] | None = None


def write_folder(holds: FitFolder, root: Path) -> Written:
    """Write what a fit gives.

    root:   the folder in which the folder of results is made; an old one of that name is replaced, whole.
    Raises: OutputError when that cannot be done; the old results are still there then.
    """
    folder = result_folder(root, (holds.name,))
    pictures: list[Path] = []
    with replacing(folder) as draft:
        for name, columns, rows in holds.sheets:
            _write_rows(draft / name, columns, rows)
        if holds.write_inputs is not None:
            holds.write_inputs(draft)
        (draft / "figures").mkdir()
        for name, figure in holds.figures:
            files = save(figure, draft / "figures", name)
            pictures += [folder / each.relative_to(draft) for each in files if each.suffix == ".png"]
        write_manifest(draft, _manifest(holds))
    return Written(folder, tuple(pictures))


def _write_rows(path: Path, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write rows as a sheet."""
    write_sheet(path, columns, ([cell_text(row[column]) for column in columns] for row in rows))


def _manifest(holds: FitFolder) -> dict[str, object]:
    case = holds.case
    return {
        **heading(case.model, case.model_hash),
        **holds.content,
        "units": {label.variable: label.unit for label in case.labels},
        "versions": versions(),
        "execution": asdict(execution_now()),
    }
