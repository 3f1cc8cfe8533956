"""Writing a description: the document in both languages, pictures, tables, in a folder replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from simulator.report.describe.document import document
from simulator.report.describe.outcome import Description
from simulator.report.describe.pictures import write_pictures
from simulator.report.describe.rows import Row, dominance_rows, link_rows, loop_rows, variable_rows
from simulator.report.manifest import execution_now, heading, versions, write_manifest
from simulator.report.sheets import cell_text, write_sheet
from simulator.report.store import replacing, result_folder
from simulator.report.words import LANGUAGES, Language

__all__ = ["DOCUMENTS", "description_folder", "write_description"]

# Language -> file of the document.
DOCUMENTS: dict[Language, str] = {"en": "model.md", "zh": "model.zh.md"}


def description_folder(root: Path, name: str) -> Path:
    """Name the folder of a description."""
    return result_folder(root, (f"{Path(name).stem}-model",))


def write_description(description: Description, root: Path, dominance: Sequence[int]) -> Path:
    """Write a description in both languages.

    root:      the folder in which the folder of the description is made; an old one is replaced, whole.
    dominance: variables of which it is told which loops drive them.
    Returns:   the folder.
    Raises:    OutputError when it cannot be written; the old one is still there then.
    """
    folder = description_folder(root, description.name)
    found = {number: description.structure.dominance(number) for number in dominance}
    with replacing(folder) as draft:
        for language in LANGUAGES:
            text = document(description, language, found)
            (draft / DOCUMENTS[language]).write_text(text, encoding="utf-8", newline="\n")
            write_pictures(description, language, draft / "figures", found.values())
        _write_rows(draft / "variables.csv", variable_rows(description))
        _write_rows(draft / "links.csv", link_rows(description))
        _write_rows(draft / "loops.csv", loop_rows(description))
        shares = [row for each in found.values() if each is not None for row in dominance_rows(description, each)]
        _write_rows(draft / "dominance.csv", shares)
        execution = asdict(execution_now())
        content = {
            **heading(description.name, description.model.digest),
            "versions": versions(),
            "execution": execution,
        }
        write_manifest(draft, content)
    return folder


def _write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as a table; lists are joined. Nothing is written where there is no row."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    if rows:
        write_sheet(path, columns, ([_cell(row.get(column)) for column in columns] for row in rows))


def _cell(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else cell_text(value)  # type: ignore[arg-type]
