"""Exporting results for other tools: find the folder, read it, write it in the form asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simulator.report.export.form import FORMS, Wish
from simulator.report.export.place import folder_placed, placed
from simulator.report.export.result import find_result, read_result
from simulator.report.words import Language

__all__ = ["EXPORT_FORMATS", "ExportRequest", "Exported", "export_result"]

EXPORT_FORMATS = tuple(FORMS)


@dataclass(frozen=True)
class ExportRequest:
    """How to export.

    form:      one of EXPORT_FORMATS.
    output:    the file or folder to write; None takes RUN/export/, which is the export's own and replaced.
    language:  where only one fits: of headings, of IAMC variables, of Stata's variable labels.
    region:    of IAMC; None takes the model's name.
    overwrite: whether files that are there already are replaced.
    """

    form: str
    output: Path | None = None
    language: Language = "en"
    region: str | None = None
    overwrite: bool = False


@dataclass(frozen=True)
class Exported:
    """What was written. notices: what is worth knowing about it, a line each."""

    files: tuple[Path, ...]
    notices: tuple[str, ...]


def export_result(reference: str, request: ExportRequest) -> Exported:
    """Export a folder of results.

    reference: its path, or its name under outputs/.
    Raises:    OutputError when there are no such results, or they cannot be written so or there.
    """
    folder = find_result(reference)
    result = read_result(folder)
    form = FORMS[request.form]
    overwrite = request.overwrite or request.output is None
    own = folder / "export" / (request.form if form.is_folder else f"{result.name}{form.suffix}")
    final = request.output or own
    wish = Wish(request.language, request.region or result.model)
    place = folder_placed if form.is_folder else placed
    with place(final, overwrite) as draft:
        notices = form.write(result, draft, wish)
        names = sorted(path.name for path in draft.iterdir()) if form.is_folder else []
    return Exported(tuple(final / name for name in names) or (final,), notices)
