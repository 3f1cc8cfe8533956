"""The glossary: the Chinese name of every variable and group of a model, with a sentence about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from simulator.errors import Faults, ModelError, unknown_name
from simulator.model.model import Model
from simulator.model.syntax import key_of
from simulator.model.table import Row, read_table, required

__all__ = ["GLOSSARY_COLUMNS", "NO_GLOSSARY", "Entry", "Glossary", "read_glossary"]

GLOSSARY_COLUMNS = ("variable", "zh", "about_zh")


@dataclass(frozen=True)
class Entry:
    """What one variable is called and what it is."""

    zh: str
    about_zh: str = ""


@dataclass(frozen=True)
class Glossary:
    """Names by the folded spelling of a variable; those of groups by a dot and theirs."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def of(self, variable: str) -> Entry | None:
        """Return the entry of a variable, or None."""
        return self.entries.get(key_of(variable))

    def of_group(self, group: str) -> Entry | None:
        """Return the entry of a group, or None."""
        return self.entries.get(key_of(f".{group}"))


NO_GLOSSARY = Glossary()


def read_glossary(path: Path, model: Model) -> Glossary:
    """Read glossary.csv: variable, zh, about_zh; a row `.Group` names a group. A model may have rows for a part only.

    Returns: Glossary; an empty one where there is no such file.
    Raises:  ModelError with every fault of the file.
    """
    if not path.exists():
        return NO_GLOSSARY
    faults = Faults()
    shown = [variable.name for variable in model.variables if not variable.hidden]
    known = {key_of(name): name for name in [*shown, *(f".{group.name}" for group in model.groups)]}
    entries: dict[str, Entry] = {}
    first: dict[str, str] = {}
    for row in read_table(path, "a glossary", GLOSSARY_COLUMNS, faults):
        key = _key(row, known, list(known.values()), faults)
        zh = required(row, "zh", faults)
        if key in first:
            told = f"{row['variable']!r} stands already at {first[key]}. Expected once. Remove one."
            faults.add(f"{row.where}: {told}")
        elif key:
            first[key] = row.where
            entries[key] = Entry(zh, row["about_zh"])
    faults.raise_as(ModelError)
    return Glossary(entries)


def _key(row: Row, known: dict[str, str], names: Sequence[str], faults: Faults) -> str:
    """Return what a row is about, or nothing where that is at fault."""
    written = required(row, "variable", faults)
    key = key_of(written)
    if not written.strip() or key in known:
        return key
    kind = "group of the model" if written.startswith(".") else "variable of the model"
    faults.add(unknown_name(row.where, kind, written, [name for name in names if name[:1] == "." or key[:1] != "."]))
    return ""
