"""Files of data for variables without equations: the first row names them, the first column is time, or the other way.

Vensim writes such a file when it exports a run or a dataset; the user names it, or it lies beside the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simulator.errors import unknown_name
from simulator.model.beside import Beside
from simulator.model.cells import Area, Sheet, SheetFault
from simulator.model.series import Track, read_curves, refuse
from simulator.model.syntax import Curve, key_of

# What a file beside MODEL.mdl is called that holds its data.
NAMES = ("MODEL_data.tab", "MODEL_data.csv", "MODEL_data.dat", "data.tab", "data.csv", "data.dat")
_BRACKETS = re.compile(r"\s*([\[\],])\s*")


@dataclass(frozen=True, eq=False)
class Dataset:
    """One file. places: key of each element's name -> its column, or its row where times stand in the first row."""

    sheet: Sheet
    down: bool
    places: dict[str, int]
    names: tuple[str, ...]

    def curve(self, place: int) -> Curve:
        """Read the values of one variable. Raises: SheetFault."""
        if self.down:
            return read_curves(self.sheet, Track(Area(1, 0), Area(1, place), down=True), 1)[0]
        return read_curves(self.sheet, Track(Area(0, 1), Area(place, 1), down=False), 1)[0]


class Datasets:
    """Finds values of variables without equations. given: the files the user names; without, those beside the model."""

    def __init__(self, files: Beside, model: Path, given: Sequence[Path]) -> None:
        names = [name.replace("MODEL", model.stem) for name in NAMES]
        self._paths = list(given) or [model.parent / name for name in names if (model.parent / name).is_file()]
        self._expected = f"{', '.join(names[:-1])} or {names[-1]}"
        self._files = files

    @cached_property
    def _opened(self) -> tuple[list[Dataset], list[str]]:
        """Open the files, when the first variable asks for one; the faults beside them."""
        sets: list[Dataset] = []
        faults: list[str] = []
        for path in self._paths:
            try:
                sets.append(_dataset(self._files.table(path)))
            except SheetFault as fault:
                faults += fault.messages
        return sets, faults

    def curves(self, names: Sequence[str]) -> list[Curve]:
        """Return the values of elements, named name[a,b]. Raises: SheetFault with what cannot be found."""
        sets, unreadable = self._opened
        faults, found = list(unreadable), []
        for name in names:
            key = element_key(name)
            holding = [each for each in sets if key in each.places]
            if len(holding) == 1:
                try:
                    found.append(holding[0].curve(holding[0].places[key]))
                except SheetFault as fault:
                    faults += fault.messages
            elif not unreadable:
                faults.append(_twice(name, holding) if holding else self._absent(name, sets))
        refuse(faults)
        return found

    def _absent(self, name: str, sets: Sequence[Dataset]) -> str:
        if not sets:
            return (
                f"data for {name!r} from a file, but there is none. Expected {self._expected} beside the model with a "
                "column of that name. Write it, or give the variable an equation."
            )
        known = [each for one in sets for each in one.names]
        return unknown_name(" and ".join(one.sheet.place for one in sets), "values of", name, known)


def _twice(name: str, holding: Sequence[Dataset]) -> str:
    places = " and ".join(each.sheet.place for each in holding)
    return f"{name!r} from {places}. Expected it in one file. Remove it from the others."


def element_key(name: str) -> str:
    """Fold the name of an element, with any blanks round its brackets and commas."""
    return _BRACKETS.sub(r"\1", key_of(name))


def _dataset(sheet: Sheet) -> Dataset:
    """Find the names in a file. Raises: SheetFault when there are none."""
    header = [sheet.value(0, column) for column in range(1, sheet.width)]
    column = [sheet.value(row, 0) for row in range(1, len(sheet.rows))]
    down = not any(isinstance(value, float) for value in header)
    listed = {place: value for place, value in enumerate(header if down else column, start=1) if isinstance(value, str)}
    if not listed:
        raise SheetFault(
            f"{sheet.place}, which names no variable. Expected Time and the names in the first row. Add them."
        )
    places: dict[str, int] = {}
    for place, name in listed.items():
        if element_key(name) in places:
            cell = sheet.at(0, place) if down else sheet.at(place, 0)
            raise SheetFault(f"{cell}, which names {name!r} again. Expected it once. Remove one of the two.")
        places[element_key(name)] = place
    return Dataset(sheet, down, places, tuple(listed.values()))
