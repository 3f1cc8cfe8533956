"""Which file a scenario's name stands for."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from simulator.scenario.place import Fault, Place, unknown
from simulator.scenario.read import Scalar
from simulator.shipped import shipped_folder

__all__ = ["Found", "find_extended", "find_scenario", "scenario_names"]

_FOLDER: Literal["scenarios"] = "scenarios"
_SUFFIXES = (".yaml", ".yml")
# What begins a formula in a spreadsheet.
_RUN = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Found:
    """A scenario file, and its path as messages show it."""

    path: Path
    shown: str

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.name.removesuffix(self.path.suffix) if self.path.suffix in _SUFFIXES else self.path.name


def find_scenario(reference: str | Path) -> Found | Fault:
    """Find a scenario from a path, or by name in ./scenarios, then among those that travel with the program."""
    found = _find(reference)
    return _refused(found) if isinstance(found, Found) and found.name.startswith(_RUN) else found


def _find(reference: str | Path) -> Found | Fault:
    """Find a scenario, whatever it is called."""
    text = os.fspath(reference)
    path = Path(text)
    if not text.strip():
        what = "the name of the scenario is empty. Expected a scenario's name or a path. Write one."
        return Fault(Place("command line"), what)
    if path.is_file() or (path.exists() and _is_path(text)):
        return Found(path, path.as_posix())
    if _is_path(text):
        near = get_close_matches(path.stem, scenario_names(path.parent), n=3)
        nearest = f"Nearest: {', '.join(map(repr, near))}" if near else "Expected a YAML file"
        return Fault(Place(path.as_posix()), f"no such file. {nearest}. Correct the path, or give a scenario's name.")
    named = _by_name(text, _folders())
    if named is not None:
        return named
    if path.exists():
        return Found(path, path.as_posix())
    return unknown(Place("command line"), "scenario", text, scenario_names())


def _refused(found: Found) -> Fault:
    """Word why a scenario cannot be called so: its name is a key in every sheet of results."""
    what = f"the scenario's name, {found.name!r}, begins with {found.name[0]!r}, and spreadsheets run such cells. "
    return Fault(Place(found.shown), f"{what}Expected a letter or a digit first. Rename the file.")


def find_extended(reference: Scalar, child: Found) -> Found | Fault:
    """Find what a file extends: a path from that file's folder, or a name, there or where names are looked up.

    reference: the name or path, where it stands. child: the file that holds it.
    """
    folder, shown = child.path.parent, Path(child.shown).parent
    if _is_path(reference.text):
        path = folder / reference.text
        if path.exists():
            return Found(path, Path(os.path.normpath(shown / reference.text)).as_posix())
    else:
        named = _by_name(reference.text, [(folder, shown.as_posix()), *_folders()])
        if named is not None:
            return named
    return unknown(reference.place, "scenario", reference.text, scenario_names(folder))


def scenario_names(*folders: Path) -> tuple[str, ...]:
    """List the names that can be used here: in the given folders, in ./scenarios, and those that travel along."""
    names: set[str] = set()
    for folder in [*folders, *(each for each, _ in _folders())]:
        names.update(each.stem for each in _yaml_files(folder))
    return tuple(sorted(names))


def _is_path(text: str) -> bool:
    """Tell a path from a name."""
    return text.endswith(_SUFFIXES) or "/" in text or os.sep in text


def _folders() -> list[tuple[Path, str]]:
    """Where names are looked up, in order, each with the way it is shown."""
    return [(Path(_FOLDER), _FOLDER), (shipped_folder(_FOLDER), _FOLDER)]


def _yaml_files(folder: Path) -> Iterator[Path]:
    """Give the YAML files of a folder; none if it is no folder."""
    return (each for each in folder.glob("*") if each.suffix in _SUFFIXES and each.is_file())


def _by_name(name: str, folders: list[tuple[Path, str]]) -> Found | None:
    """Look for NAME.yaml in each folder."""
    for folder, shown in folders:
        for suffix in _SUFFIXES:
            path = folder / (name + suffix)
            if path.is_file():
                return Found(path, (Path(shown) / path.name).as_posix())
    return None
